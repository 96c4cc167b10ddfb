import type { Json, JsonObject, JsonPointer } from '../../model/json.ts';
import { formatPointer, getAt } from '../json-pointer.ts';
import { isObject, pointerOf } from '../resolve-reference.ts';
import { findSchemas } from './find-schemas.ts';
import { schemaChildren } from './schema-children.ts';
import type { Discriminator, Reading } from './translate-schema.ts';
import { translateSchema } from './translate-schema.ts';

/** Keywords that say themselves what is wrong when their schema is `false`. */
const ownFalse = new Set(['additionalProperties', 'unevaluatedItems', 'unevaluatedProperties']);

/** Keywords beside which the compiler forgets to note what `patternProperties` has evaluated, and breaks. */
const forgetful = ['$ref', '$dynamicRef', 'allOf', 'anyOf', 'oneOf', 'if', 'dependentSchemas'];

/** A document whose schemas are ready to be compiled, standing where they stood. */
export interface TranslatedDocument {
  readonly document: JsonObject;
  /** Where a translated schema stands in the description. */
  readonly places: WeakMap<object, JsonPointer>;
  readonly discriminators: WeakMap<object, Discriminator>;
  /** Some schema looks at what its branches have evaluated. */
  readonly evaluates: boolean;
  /** Where in the translated document a schema of the description is. */
  whereabouts(pointer: JsonPointer): JsonPointer;
  /** Translates a schema that stands nowhere; its references are the document's, which is known as `root`. */
  inline(schema: Json, root: string): Json;
}

/** Translates every schema of a document; all else is left out but for what leads there. */
export function translateDocument(options: Omit<Reading, 'anchors'>): TranslatedDocument {
  const schemas = findSchemas(options.document);
  const reading: Reading = { ...options, anchors: anchorsOf(options.document, schemas) };
  const places = new WeakMap<object, JsonPointer>();
  const discriminators = new WeakMap<object, Discriminator>();
  const moved = new Map<JsonPointer, JsonPointer>();
  const referring: Record<string, Json>[] = [];
  const evaluates = [...schemas].some((pointer) => {
    const schema = getAt(reading.document, pointer);
    return isObject(schema) && ('unevaluatedProperties' in schema || 'unevaluatedItems' in schema);
  });

  const schemaAt = (node: Json, path: readonly string[], root?: string): Json => {
    if (node === false && !ownFalse.has(path.at(-1) ?? '')) {
      // An object, so that it can be told where it stands.
      const never = { never: true };
      if (root === undefined) places.set(never, formatPointer(path));
      return never;
    }
    if (!isObject(node)) return node;
    const { schema, orNull, discriminator } = translateSchema(node, reading);
    if (root === undefined) places.set(schema, formatPointer(path));
    else for (const keyword of ['$ref', '$dynamicRef']) if (typeof schema[keyword] === 'string' && schema[keyword].startsWith('#')) schema[keyword] = `${root}${schema[keyword]}`;
    if (root === undefined && typeof schema['$ref'] === 'string') referring.push(schema);
    if (discriminator) discriminators.set(schema, discriminator);
    const replaced = new Map<string, Map<string, Json>>();
    for (const { tokens, schema: child } of [...schemaChildren(schema)]) {
      const [keyword = '', name] = tokens;
      const built = schemaAt(child, [...path, ...tokens], root);
      if (name === undefined) schema[keyword] = built;
      else replaced.set(keyword, (replaced.get(keyword) ?? new Map<string, Json>()).set(name, built));
    }
    for (const [keyword, members] of replaced) schema[keyword] = withMembers(schema[keyword] ?? null, members);
    if (evaluates && 'patternProperties' in schema && forgetful.some((keyword) => keyword in schema)) {
      const apart = setApart(schema);
      if (root === undefined) {
        places.set(apart, formatPointer(path));
        for (const keyword of Object.keys(apart)) moved.set(`${formatPointer(path)}/${keyword}/`, `${formatPointer(path)}/allOf/${(schema['allOf'] as readonly Json[]).length - 1}/${keyword}/`);
      }
    }
    if (!orNull) return schema;
    const wrapper = { if: { not: { type: 'null' } }, then: schema };
    if (root === undefined) {
      places.set(wrapper, formatPointer(path));
      moved.set(`${formatPointer(path)}/`, `${formatPointer(path)}/then/`);
    }
    return wrapper;
  };

  /** What holds a schema; nothing where there is none, so that neither data nor `$id` and the like outside schemas are taken for the compiler's own. */
  const copy = (node: Json, path: readonly string[], pointer: JsonPointer): Json | undefined => {
    if (schemas.has(pointer)) return schemaAt(node, path);
    if (node === null || typeof node !== 'object') return undefined;
    const result: Record<string, Json> = {};
    let holds = false;
    for (const [name, member] of Object.entries(node as JsonObject)) {
      const copied = copy(member, [...path, name], `${pointer}${formatPointer([name])}`);
      if (copied === undefined) continue;
      holds = true;
      define(result, name, copied);
    }
    return holds ? result : undefined;
  };

  const document = (copy(reading.document, [], '') ?? {}) as JsonObject;
  const whereabouts = (pointer: JsonPointer): JsonPointer => {
    let at = pointer;
    // From the inside out, so that the outer prefixes still are what they were.
    for (const [from, to] of moved) if (at.startsWith(from)) at = `${to}${at.slice(from.length)}`;
    return at;
  };
  // What a reference leads into may have moved meanwhile.
  for (const schema of moved.size > 0 ? referring : []) {
    const target = pointerOf(String(schema['$ref']));
    const now = target === undefined ? undefined : whereabouts(target);
    if (now !== undefined && now !== target) schema['$ref'] = `#${now.split('/').map(encodeURIComponent).join('/')}`;
  }
  return { document, places, discriminators, evaluates, whereabouts, inline: (schema, root) => schemaAt(schema, [], root) };
}

function anchorsOf(document: JsonObject, schemas: ReadonlySet<JsonPointer>): ReadonlyMap<string, readonly JsonPointer[]> {
  const anchors = new Map<string, JsonPointer[]>();
  for (const pointer of schemas) {
    const schema = getAt(document, pointer);
    for (const keyword of isObject(schema) ? ['$anchor', '$dynamicAnchor'] : []) {
      const name = (schema as JsonObject)[keyword];
      if (typeof name === 'string') anchors.set(name, [...(anchors.get(name) ?? []), pointer]);
    }
  }
  return anchors;
}

/** Moves the keywords about properties into a schema of their own. */
function setApart(schema: Record<string, Json>): JsonObject {
  const apart: Record<string, Json> = {};
  for (const keyword of ['properties', 'patternProperties', 'additionalProperties']) {
    if (schema[keyword] === undefined) continue;
    apart[keyword] = schema[keyword];
    delete schema[keyword];
  }
  schema['allOf'] = [...(Array.isArray(schema['allOf']) ? (schema['allOf'] as readonly Json[]) : []), apart];
  return apart;
}

/** A copy of a container that has members replaced. */
function withMembers(container: Json, members: ReadonlyMap<string, Json>): Json {
  if (Array.isArray(container)) return (container as readonly Json[]).map((each, index) => members.get(String(index)) ?? each);
  const result: Record<string, Json> = {};
  for (const [name, value] of Object.entries(container as JsonObject)) define(result, name, members.get(name) ?? value);
  return result;
}

/** Sets a member even where its name is `__proto__`. It stays as it is: else V8 makes room for all numbers up to a name such as `500`. */
function define(target: Record<string, Json>, name: string, value: Json): void {
  Object.defineProperty(target, name, { value, enumerable: true, configurable: true, writable: false });
}
