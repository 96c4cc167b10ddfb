import type { Json, JsonObject } from '../../model/json.ts';
import { isObject } from '../resolve-reference.ts';

const one = new Set([
  'additionalProperties', 'not', 'if', 'then', 'else', 'contains', 'propertyNames', 'unevaluatedItems', 'unevaluatedProperties', 'contentSchema',
]);
const named = new Set(['properties', 'patternProperties', '$defs', 'definitions', 'dependentSchemas']);
const listed = new Set(['allOf', 'anyOf', 'oneOf', 'prefixItems']);

/** A subschema and the tokens that lead to it from its parent. */
export interface SchemaChild {
  readonly tokens: readonly string[];
  readonly schema: Json;
}

/** The subschemas of a schema, by the keywords of JSON Schema 2020-12 and of its forebears. */
export function* schemaChildren(schema: JsonObject): Iterable<SchemaChild> {
  for (const [keyword, value] of Object.entries(schema)) {
    if (one.has(keyword) || (keyword === 'items' && !Array.isArray(value))) {
      if (isObject(value) || typeof value === 'boolean') yield { tokens: [keyword], schema: value };
    } else if (named.has(keyword) && isObject(value)) {
      for (const [name, each] of Object.entries(value)) yield { tokens: [keyword, name], schema: each };
    } else if ((listed.has(keyword) || keyword === 'items') && Array.isArray(value)) {
      for (const [index, each] of (value as readonly Json[]).entries()) yield { tokens: [keyword, String(index)], schema: each };
    }
  }
}
