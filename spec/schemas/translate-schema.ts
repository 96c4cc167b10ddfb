import type { Json, JsonObject, JsonPointer } from '../../model/json.ts';
import { isObject, pointerOf, resolve } from '../resolve-reference.ts';
import { getAt } from '../json-pointer.ts';

/** How the schemas of a document are to be read. */
export interface Reading {
  readonly document: JsonObject;
  readonly dialect: '3.0' | '3.1';
  readonly direction: 'request' | 'response';
  /** Where the schemas with an anchor stand, by its name. */
  readonly anchors: ReadonlyMap<string, readonly JsonPointer[]>;
  /** Whether a request breaks the schema by carrying what is `readOnly`. */
  readonly refuseReadOnly?: boolean;
}

/** Keywords that would move the base of references or that mean nothing to a judge. */
const dropped = new Set(['$schema', '$id', 'id', '$anchor', '$dynamicAnchor', 'example', 'examples', 'default', 'discriminator', 'xml', 'externalDocs', 'contentSchema', 'nullable']);

/** How the value of one property chooses among branches. */
export interface Discriminator {
  readonly property: string;
  readonly branchOf: Readonly<Record<string, number>>;
}

/** A schema in our judge's words. */
export interface Translated {
  readonly schema: Record<string, Json>;
  /** Null is allowed whatever the rest says. */
  readonly orNull: boolean;
  readonly discriminator: Discriminator | undefined;
}

/**
 * One schema as our judge reads it, its subschemas untouched: the dialect's own meanings put into JSON Schema 2020-12,
 * and what a direction forbids or excuses made explicit.
 */
export function translateSchema(schema: JsonObject, reading: Reading): Translated {
  const nullable = schema['nullable'] === true;
  if (reading.dialect === '3.0' && typeof schema['$ref'] === 'string') return { schema: { $ref: schema['$ref'] }, orNull: nullable, discriminator: undefined };
  const result: Record<string, Json> = {};
  for (const [keyword, value] of Object.entries(schema)) {
    if (!dropped.has(keyword) && !keyword.startsWith('x-')) result[keyword] = value;
  }
  if (reading.dialect === '3.0') translateOldKeywords(result);
  pointOut(result, reading);
  // No value at all; the compiler does not take an empty list.
  if (Array.isArray(result['enum']) && result['enum'].length === 0) {
    delete result['enum'];
    result['never'] = true;
  }
  excuseByDirection(result, schema, reading);
  const orNull = nullable && !(reading.dialect === '3.0' && admitNull(result));
  return { schema: result, orNull, discriminator: discriminatorOf(schema, reading) };
}

/**
 * Replaces anchors by pointers. A dynamic reference means its anchor, if there is only one; of several it depends on the
 * way by which one came, which cannot be told here, and so nothing is held against the value.
 */
function pointOut(schema: Record<string, Json>, { anchors }: Reading): void {
  for (const keyword of ['$ref', '$dynamicRef'] as const) {
    const reference = schema[keyword];
    if (typeof reference !== 'string' || !reference.startsWith('#')) continue;
    const isPointer = reference === '#' || reference.startsWith('#/');
    const known = isPointer ? [] : (anchors.get(reference.slice(1)) ?? []);
    const [first] = known;
    const target = isPointer ? reference : first === undefined ? reference : `#${first.split('/').map(encodeURIComponent).join('/')}`;
    if (keyword === '$ref') schema['$ref'] = target;
    else {
      delete schema['$dynamicRef'];
      if (known.length <= 1) schema['allOf'] = [...(Array.isArray(schema['allOf']) ? (schema['allOf'] as readonly Json[]) : []), { $ref: target }];
    }
  }
}

function translateOldKeywords(schema: Record<string, Json>): void {
  for (const [flag, bound] of [['exclusiveMinimum', 'minimum'], ['exclusiveMaximum', 'maximum']] as const) {
    if (typeof schema[flag] !== 'boolean') continue;
    const exclusive = schema[flag];
    delete schema[flag];
    if (exclusive && typeof schema[bound] === 'number') {
      schema[flag] = schema[bound];
      delete schema[bound];
    }
  }
  if (schema['type'] === 'file') delete schema['type'];
}

/**
 * `nullable` beside `type` is what the standard of 3.0 defines. Beside `$ref` or `allOf` alone, and from 3.1 on, it has no defined
 * effect, and everybody who writes it means that null is allowed; to cry about a null there would be a false alarm.
 */
function admitNull(schema: Record<string, Json>): boolean {
  const type = schema['type'];
  if (typeof type !== 'string' || ['allOf', 'anyOf', 'oneOf', 'not', 'const'].some((keyword) => keyword in schema)) return false;
  schema['type'] = [type, 'null'];
  const values = schema['enum'];
  if (Array.isArray(values) && !values.includes(null)) schema['enum'] = [...(values as readonly Json[]), null];
  return true;
}

function excuseByDirection(result: Record<string, Json>, schema: JsonObject, reading: Reading): void {
  if (reading.direction === 'response' || reading.refuseReadOnly !== true || result['readOnly'] !== true) delete result['readOnly'];
  if (reading.direction === 'request' || result['writeOnly'] !== true) delete result['writeOnly'];
  const required = schema['required'];
  if (!Array.isArray(required)) return;
  const absent = namesMarked(schema, reading.direction === 'request' ? 'readOnly' : 'writeOnly', reading, 0);
  result['required'] = (required as readonly Json[]).filter((name) => typeof name === 'string' && !absent.has(name));
}

/** Properties, also of schemas combined by `allOf` or reference, that this direction does not carry. */
function namesMarked(schema: JsonObject, mark: 'readOnly' | 'writeOnly', reading: Reading, depth: number): ReadonlySet<string> {
  const names = new Set<string>();
  if (depth > 4) return names;
  const properties = schema['properties'];
  if (isObject(properties)) {
    for (const [name, property] of Object.entries(properties)) {
      const own = isObject(property) ? property : undefined;
      const reference = own && typeof own['$ref'] === 'string' ? pointerOf(own['$ref']) : undefined;
      const target = reference === undefined ? undefined : resolve(reading.document, reference)?.node;
      if (own?.[mark] === true || (isObject(target) && target[mark] === true)) names.add(name);
    }
  }
  const parts = [...(Array.isArray(schema['allOf']) ? (schema['allOf'] as readonly Json[]) : []), ...(typeof schema['$ref'] === 'string' ? [schema as Json] : [])];
  for (const part of parts) {
    if (!isObject(part)) continue;
    const reference = typeof part['$ref'] === 'string' ? pointerOf(part['$ref']) : undefined;
    const target = reference === undefined ? part : resolve(reading.document, reference)?.node;
    if (isObject(target) && target !== schema) for (const name of namesMarked(target, mark, reading, depth + 1)) names.add(name);
  }
  return names;
}

/** Which branch each value of the discriminator means: by mapping, by what the branch itself says, by its name. */
function discriminatorOf(schema: JsonObject, { document }: Reading): Discriminator | undefined {
  const discriminator = schema['discriminator'];
  const branches = schema['oneOf'] ?? schema['anyOf'];
  if (!Array.isArray(branches)) return undefined;
  if (!isObject(discriminator) || typeof discriminator['propertyName'] !== 'string') return undefined;
  // Since 3.2 a value may lack the property, or have a value that is not mapped: the branches are tried.
  if (discriminator['defaultMapping'] !== undefined) return undefined;
  const property = discriminator['propertyName'];
  const mapping = isObject(discriminator['mapping']) ? discriminator['mapping'] : {};
  const branchOf: Record<string, number> = Object.create(null) as Record<string, number>;
  for (const [index, branch] of (branches as readonly Json[]).entries()) {
    const reference = isObject(branch) && typeof branch['$ref'] === 'string' ? branch['$ref'] : undefined;
    const name = reference?.split('/').at(-1);
    const mapped = Object.entries(mapping).filter(([, target]) => target === reference || (name !== undefined && target === name)).map(([value]) => value);
    const stated = statedValues(document, branch, property, 0);
    const values = [...mapped, ...stated];
    // The name of the schema counts where nothing else is said.
    if (values.length === 0 && name !== undefined) values.push(name);
    // A branch that no value leads to: the discriminator cannot choose, so the branches are tried instead.
    if (values.length === 0) return undefined;
    for (const value of values) branchOf[value] ??= index;
  }
  return { property, branchOf };
}

function statedValues(document: JsonObject, branch: Json, property: string, depth: number): readonly string[] {
  if (!isObject(branch) || depth > 4) return [];
  const reference = typeof branch['$ref'] === 'string' ? pointerOf(branch['$ref']) : undefined;
  const target = reference === undefined ? branch : (getAt(document, reference) ?? null);
  if (!isObject(target)) return [];
  const properties = target['properties'];
  const own = isObject(properties) && isObject(properties[property]) ? properties[property] : undefined;
  const values = [own?.['const'], ...(Array.isArray(own?.['enum']) ? (own['enum'] as readonly Json[]) : [])].filter((value) => typeof value === 'string');
  if (values.length > 0) return values;
  if (target !== branch && typeof target['$ref'] === 'string') return statedValues(document, target, property, depth + 1);
  return Array.isArray(target['allOf']) ? (target['allOf'] as readonly Json[]).flatMap((part) => statedValues(document, part, property, depth + 1)) : [];
}
