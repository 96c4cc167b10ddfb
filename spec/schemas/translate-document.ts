import type { Json, JsonObject, JsonPointer } from '../../model/json.ts';
import { formatPointer } from '../json-pointer.ts';
import { isObject } from '../resolve-reference.ts';
import { findSchemas } from './find-schemas.ts';
import { schemaChildren } from './schema-children.ts';
import type { Discriminator, Reading } from './translate-schema.ts';
import { translateSchema } from './translate-schema.ts';

/** A document whose schemas are ready to be compiled, standing where they stood. */
export interface TranslatedDocument {
  readonly document: JsonObject;
  /** Where a translated schema stands in the description. */
  readonly places: WeakMap<object, JsonPointer>;
  readonly discriminators: WeakMap<object, Discriminator>;
  /** Some schema looks at what its branches have evaluated. */
  readonly evaluates: boolean;
  /** Translates a schema that stands nowhere; its references are the document's, which is known as `root`. */
  inline(schema: Json, root: string): Json;
}

/** Translates every schema of a document; all else is left out but for what leads there. */
export function translateDocument(reading: Reading): TranslatedDocument {
  const schemas = findSchemas(reading.document);
  const places = new WeakMap<object, JsonPointer>();
  const discriminators = new WeakMap<object, Discriminator>();
  let evaluates = false;

  const schemaAt = (node: Json, path: readonly string[], root?: string): Json => {
    if (!isObject(node)) return node;
    const { schema, orNull, discriminator } = translateSchema(node, reading);
    evaluates ||= 'unevaluatedProperties' in schema || 'unevaluatedItems' in schema;
    if (root === undefined) places.set(schema, formatPointer(path));
    else for (const keyword of ['$ref', '$dynamicRef']) if (typeof schema[keyword] === 'string' && schema[keyword].startsWith('#')) schema[keyword] = `${root}${schema[keyword]}`;
    if (discriminator) discriminators.set(schema, discriminator);
    for (const { tokens, schema: child } of [...schemaChildren(schema)]) {
      const [keyword = '', name] = tokens;
      const built = schemaAt(child, [...path, ...tokens], root);
      if (name === undefined) schema[keyword] = built;
      else schema[keyword] = withMember(schema[keyword] ?? null, name, built);
    }
    if (!orNull) return schema;
    const wrapper = { if: { not: { type: 'null' } }, then: schema };
    if (root === undefined) places.set(wrapper, formatPointer(path));
    return wrapper;
  };

  const copy = (node: Json, path: readonly string[]): Json => {
    if (schemas.has(formatPointer(path))) return schemaAt(node, path);
    if (Array.isArray(node)) return (node as readonly Json[]).map((item, index) => copy(item, [...path, String(index)]));
    if (!isObject(node)) return node;
    const result: Record<string, Json> = {};
    for (const [name, member] of Object.entries(node)) {
      // `$id`, `$anchor` and the like outside schemas are data; the compiler must not take them for its own.
      if (!(name.startsWith('$') && typeof member === 'string')) define(result, name, copy(member, [...path, name]));
    }
    return result;
  };

  const document = copy(reading.document, []) as JsonObject;
  return { document, places, discriminators, evaluates, inline: (schema, root) => schemaAt(schema, [], root) };
}

/** A container that has one member replaced; it is copied the first time, so that the description stays as it was read. */
function withMember(container: Json, name: string, member: Json): Json {
  if (Array.isArray(container)) return (container as readonly Json[]).map((each, index) => (String(index) === name ? member : each));
  const result: Record<string, Json> = {};
  for (const [each, value] of Object.entries(container as JsonObject)) define(result, each, each === name ? member : value);
  return result;
}

/** Sets a member even where its name is `__proto__`. */
function define(target: Record<string, Json>, name: string, value: Json): void {
  Object.defineProperty(target, name, { value, enumerable: true, configurable: true, writable: true });
}
