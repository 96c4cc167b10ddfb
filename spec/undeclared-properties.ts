import type { Json, JsonObject, JsonPointer, Schema } from '../model/json.ts';
import { formatPointer, getAt } from './json-pointer.ts';

/** A property that no schema which applies to its object declares. */
export interface UndeclaredProperty {
  /** In the value. */
  readonly instance: JsonPointer;
  /** The schema of the object, in the description. */
  readonly place: JsonPointer;
}

interface Applied {
  readonly schema: Schema;
  readonly pointer: JsonPointer;
}

/** The names that lead to a value, the last one first. */
interface Path {
  readonly name: string;
  readonly parent: Path | undefined;
}

const branches = ['allOf', 'anyOf', 'oneOf'] as const;
const single = ['if', 'then', 'else'] as const;

/**
 * Properties in a value that its schema does not declare. Lenient where schemas are open: an object that declares no
 * property at all, or allows additional ones in so many words, has no undeclared ones; of alternatives all count.
 */
export function undeclaredProperties(document: JsonObject, schema: JsonPointer, value: Json): readonly UndeclaredProperty[] {
  const found: UndeclaredProperty[] = [];
  const root = getAt(document, schema);
  if (root === undefined) return found;
  const pending: { readonly schemas: readonly Applied[]; readonly value: Json; readonly path: Path | undefined }[] =
    [{ schemas: applying(document, [{ schema: root as Schema, pointer: schema }]), value, path: undefined }];
  for (let next = pending.pop(); next; next = pending.pop()) {
    const { schemas, value: instance, path } = next;
    if (instance === null || typeof instance !== 'object') continue;
    if (Array.isArray(instance)) {
      (instance as readonly Json[]).forEach((item, index) => {
        pending.push({ schemas: applying(document, schemas.flatMap((each) => itemSchemas(each, index))), value: item, path: { name: String(index), parent: path } });
      });
      continue;
    }
    const declares = schemas.some(({ schema: each }) => typeof each === 'object' && each['properties'] !== undefined);
    const open = !declares || schemas.some(({ schema: each }) => isOpen(each));
    for (const [name, member] of Object.entries(instance)) {
      const declared = schemas.flatMap((each) => propertySchemas(each, name));
      if (declared.length > 0) pending.push({ schemas: applying(document, declared), value: member, path: { name, parent: path } });
      else if (!open) found.push({ instance: pointerTo({ name, parent: path }), place: schemas[0]?.pointer ?? schema });
    }
  }
  return found;
}

function pointerTo(path: Path): JsonPointer {
  const names: string[] = [];
  for (let at: Path | undefined = path; at; at = at.parent) names.push(at.name);
  return formatPointer(names.reverse());
}

/** The schemas themselves with all that they reference or combine; each once, so that circles end. */
function applying(document: JsonObject, start: readonly Applied[]): readonly Applied[] {
  const all: Applied[] = [];
  const seen = new Set<JsonPointer>();
  const pending = [...start];
  for (let next = pending.shift(); next; next = pending.shift()) {
    const { schema, pointer } = next;
    if (seen.has(pointer)) continue;
    seen.add(pointer);
    all.push(next);
    if (typeof schema !== 'object') continue;
    const ref = schema['$ref'];
    if (typeof ref === 'string' && ref.startsWith('#')) {
      const target = decodeURIComponent(ref.slice(1));
      const referenced = getAt(document, target);
      if (referenced !== undefined) pending.push({ schema: referenced as Schema, pointer: target });
    }
    for (const keyword of branches) {
      const list = schema[keyword];
      if (Array.isArray(list)) (list as readonly Schema[]).forEach((each, index) => pending.push({ schema: each, pointer: `${pointer}/${keyword}/${index}` }));
    }
    for (const keyword of single) {
      const each = schema[keyword];
      if (each !== undefined) pending.push({ schema: each as Schema, pointer: `${pointer}/${keyword}` });
    }
    for (const [name, each] of Object.entries((schema['dependentSchemas'] ?? {}) as JsonObject)) {
      pending.push({ schema: each as Schema, pointer: `${pointer}/dependentSchemas${formatPointer([name])}` });
    }
  }
  return all;
}

function isOpen(schema: Schema): boolean {
  if (typeof schema !== 'object') return false;
  return schema['additionalProperties'] !== undefined || schema['unevaluatedProperties'] !== undefined || schema['patternProperties'] !== undefined;
}

function propertySchemas({ schema, pointer }: Applied, name: string): readonly Applied[] {
  if (typeof schema !== 'object') return [];
  const properties = schema['properties'] as JsonObject | undefined;
  if (properties && Object.hasOwn(properties, name)) return [{ schema: properties[name] as Schema, pointer: `${pointer}/properties${formatPointer([name])}` }];
  const additional = schema['additionalProperties'];
  return additional !== null && typeof additional === 'object' ? [{ schema: additional as JsonObject, pointer: `${pointer}/additionalProperties` }] : [];
}

function itemSchemas({ schema, pointer }: Applied, index: number): readonly Applied[] {
  if (typeof schema !== 'object') return [];
  const prefix = schema['prefixItems'];
  if (Array.isArray(prefix) && index < prefix.length) return [{ schema: prefix[index] as Schema, pointer: `${pointer}/prefixItems/${index}` }];
  const items = schema['items'];
  return items !== undefined && !Array.isArray(items) ? [{ schema: items as Schema, pointer: `${pointer}/items` }] : [];
}
