import type { CoverageKind } from '../../model/coverage.ts';
import type { Description, Operation } from '../../model/description.ts';
import type { Json, JsonObject, JsonPointer } from '../../model/json.ts';
import { formatPointer, getAt } from '../../spec/json-pointer.ts';
import { isObject, pointerOf, resolve } from '../../spec/resolve-reference.ts';

/** A part of an answer and the place in the bundled document that stands for it. */
export interface AnswerPart {
  readonly kind: CoverageKind;
  readonly pointer: JsonPointer;
  readonly operationId: string;
  readonly response: string;
  readonly name: string;
}

/** All parts of the documented answers of one operation; schemas in `visited` were met before and are passed over. */
export function* answerParts({ document }: Description, operation: Operation, visited: Set<JsonPointer>): Iterable<AnswerPart> {
  for (const [key, response] of operation.responses) {
    const common = { operationId: operation.id, response: key };
    yield { ...common, kind: 'status', pointer: statusPointer(operation, key), name: key };
    for (const header of response.headers.values()) yield { ...common, kind: 'header', pointer: header.pointer, name: header.name };
    for (const media of response.content.values()) {
      yield { ...common, kind: 'media-type', pointer: media.pointer, name: media.range };
      if (media.schema === undefined) continue;
      for (const part of schemaParts(document, schemaPointer(document, media.schema.pointer), visited)) yield { ...common, ...part };
    }
  }
}

/** Responses may share one component; that one operation answers so says nothing of another. */
export function statusPointer(operation: Operation, key: string): JsonPointer {
  return `${operation.pointer}${formatPointer(['responses', key])}`;
}

/** Where a schema really stands, when nothing but a reference to it stands here. */
export function schemaPointer(document: JsonObject, pointer: JsonPointer): JsonPointer {
  const schema = getAt(document, pointer);
  return isObject(schema) && typeof schema['$ref'] === 'string' && Object.keys(schema).length === 1 ? (resolve(document, pointer)?.pointer ?? pointer) : pointer;
}

function* schemaParts(document: JsonObject, start: JsonPointer, visited: Set<JsonPointer>): Iterable<Pick<AnswerPart, 'kind' | 'pointer' | 'name'>> {
  const waiting = [start];
  for (let pointer = waiting.pop(); pointer !== undefined; pointer = waiting.pop()) {
    if (visited.has(pointer)) continue;
    visited.add(pointer);
    const schema = getAt(document, pointer);
    if (!isObject(schema)) continue;
    const members = membersOf(schema);
    for (const [index, member] of members.entries()) yield { kind: 'enum-member', pointer: `${pointer}/enum/${index}`, name: JSON.stringify(member) };
    for (const { name, pointer: at } of optionalProperties(document, schema, pointer)) yield { kind: 'property', pointer: at, name };
    for (const { pointer: at, name } of branchesOf(schema, pointer)) yield { kind: 'branch', pointer: at, name };
    waiting.push(...subschemas(schema, pointer).map(({ pointer: at }) => at));
  }
}

/** Members of an `enum` with a choice. */
export function membersOf(schema: JsonObject): readonly Json[] {
  const members = schema['enum'];
  return Array.isArray(members) && members.length > 1 ? (members as readonly Json[]) : [];
}

/** Branches of `oneOf` and `anyOf`, named by what they refer to or by their title. */
export function branchesOf(schema: JsonObject, pointer: JsonPointer): readonly { readonly pointer: JsonPointer; readonly name: string }[] {
  return (['oneOf', 'anyOf'] as const).flatMap((keyword) => {
    const branches = schema[keyword];
    if (!Array.isArray(branches) || branches.length < 2) return [];
    return branches.map((branch: Json, index) => ({ pointer: `${pointer}/${keyword}/${index}`, name: nameOf(branch) ?? `${keyword}/${index}` }));
  });
}

function nameOf(branch: Json): string | undefined {
  if (!isObject(branch)) return undefined;
  const { $ref: reference, title, type } = branch;
  if (typeof reference === 'string') return reference.split('/').at(-1);
  return typeof title === 'string' ? title : typeof type === 'string' ? type : undefined;
}

/** Properties that may be missing and that answers may show. */
export function optionalProperties(document: JsonObject, schema: JsonObject, pointer: JsonPointer): readonly { readonly name: string; readonly pointer: JsonPointer }[] {
  const { properties, required } = schema;
  if (!isObject(properties)) return [];
  const needed = new Set(Array.isArray(required) ? required : []);
  return Object.entries(properties).flatMap(([name, property]) => {
    if (needed.has(name) || property === false || isWriteOnly(document, property)) return [];
    return [{ name, pointer: `${pointer}${formatPointer(['properties', name])}` }];
  });
}

function isWriteOnly(document: JsonObject, schema: Json): boolean {
  if (!isObject(schema)) return false;
  if (schema['writeOnly'] === true) return true;
  const target = typeof schema['$ref'] === 'string' ? pointerOf(schema['$ref']) : undefined;
  const referenced = target === undefined ? undefined : getAt(document, target);
  return isObject(referenced) && referenced['writeOnly'] === true;
}

/** A schema below another: for the same value, for a property, or for items. Branches are apart: not each of them holds. */
export interface Subschema {
  readonly pointer: JsonPointer;
  readonly of: { readonly kind: 'same' } | { readonly kind: 'branch' } | { readonly kind: 'property'; readonly name: string } | { readonly kind: 'pattern'; readonly pattern: string }
    | { readonly kind: 'rest' } | { readonly kind: 'item'; readonly index: number } | { readonly kind: 'items'; readonly from: number };
}

/** The schemas directly below one; what only conditions lead to is left out. */
export function subschemas(schema: JsonObject, pointer: JsonPointer): readonly Subschema[] {
  const found: Subschema[] = [];
  const { $ref: reference, allOf, properties, patternProperties, additionalProperties, items, prefixItems } = schema;
  const target = typeof reference === 'string' ? pointerOf(reference) : undefined;
  if (target !== undefined) found.push({ pointer: target, of: { kind: 'same' } });
  if (Array.isArray(allOf)) allOf.forEach((_, index) => found.push({ pointer: `${pointer}/allOf/${index}`, of: { kind: 'same' } }));
  for (const branch of branchesOf(schema, pointer)) found.push({ pointer: branch.pointer, of: { kind: 'branch' } });
  for (const keyword of ['oneOf', 'anyOf'] as const) {
    const only = schema[keyword];
    if (Array.isArray(only) && only.length === 1) found.push({ pointer: `${pointer}/${keyword}/0`, of: { kind: 'same' } });
  }
  if (isObject(properties)) for (const name of Object.keys(properties)) found.push({ pointer: `${pointer}${formatPointer(['properties', name])}`, of: { kind: 'property', name } });
  if (isObject(patternProperties)) for (const pattern of Object.keys(patternProperties)) found.push({ pointer: `${pointer}${formatPointer(['patternProperties', pattern])}`, of: { kind: 'pattern', pattern } });
  if (isObject(additionalProperties)) found.push({ pointer: `${pointer}/additionalProperties`, of: { kind: 'rest' } });
  if (Array.isArray(prefixItems)) prefixItems.forEach((_, index) => found.push({ pointer: `${pointer}/prefixItems/${index}`, of: { kind: 'item', index } }));
  if (isObject(items)) found.push({ pointer: `${pointer}/items`, of: { kind: 'items', from: Array.isArray(prefixItems) ? prefixItems.length : 0 } });
  return found;
}
