import type { Description } from '../../model/description.ts';
import type { Json, JsonObject, JsonPointer, Schema } from '../../model/json.ts';
import { isObject, resolve } from '../../spec/resolve-reference.ts';
import { translateSchema } from '../../spec/schemas/translate-schema.ts';

/** A schema in the words of Swagger 2.0, and the keywords that have none there. */
export interface SwaggerSchema {
  readonly schema: JsonObject;
  readonly lost: ReadonlySet<string>;
}

/** Keywords that mean the same in both, and hold no schema. */
const kept = ['required', 'enum', 'multipleOf', 'maximum', 'minimum', 'maxLength', 'minLength', 'pattern', 'maxItems', 'minItems', 'uniqueItems', 'maxProperties', 'minProperties'] as const;
/** Keywords that say something of a value, and that Swagger 2.0 does not have. Dredd's own reader drops `additionalProperties`; formats nobody asserts there. */
const without = [
  'oneOf', 'anyOf', 'not', 'if', 'then', 'else', 'dependentRequired', 'dependentSchemas', 'unevaluatedProperties', 'unevaluatedItems', 'prefixItems', 'contains', 'propertyNames', 'patternProperties', 'additionalProperties', 'format', 'never',
] as const;
/** Schemas in one tree; references are written out, and a large one is cut. */
const mostSchemas = 3_000;

/** Writes a schema of an answer as Swagger 2.0 has it. What it cannot say is left out, so that it allows more and never less. */
export function swaggerSchema(description: Description, start: JsonPointer, schema: Schema): SwaggerSchema {
  const lost = new Set<string>();
  let schemas = 0;

  const written = (own: Json | undefined, at: JsonPointer, above: readonly JsonPointer[]): JsonObject => {
    if (!isObject(own)) {
      if (own === false) lost.add('false');
      return {};
    }
    if (++schemas > mostSchemas || above.includes(at)) {
      lost.add(above.includes(at) ? 'recursion' : 'size');
      return {};
    }
    const path = [...above, at];
    const { schema: plain, orNull } = translateSchema(own, { document: description.document, dialect: description.dialect, direction: 'response', anchors: new Map() });
    const result: Record<string, Json> = {};
    const parts: JsonObject[] = [];
    for (const keyword of kept) if (plain[keyword] !== undefined) result[keyword] = plain[keyword];
    if (Array.isArray(result['required']) && result['required'].length === 0) delete result['required'];
    if (plain['const'] !== undefined) result['enum'] = [plain['const']];
    for (const [exclusive, bound] of [['exclusiveMinimum', 'minimum'], ['exclusiveMaximum', 'maximum']] as const) {
      if (typeof plain[exclusive] !== 'number') continue;
      if (plain[bound] !== undefined) lost.add(exclusive);
      else Object.assign(result, { [bound]: plain[exclusive], [exclusive]: true });
    }
    typeInto(result, plain['type'], orNull);
    const { properties, items, allOf, $ref: reference } = plain;
    if (isObject(properties)) result['properties'] = Object.fromEntries(Object.entries(properties).map(([name, property]) => [name, written(property, `${at}/properties/${name}`, path)]));
    if (items !== undefined && plain['prefixItems'] === undefined) result['items'] = written(items, `${at}/items`, path);
    if (Array.isArray(allOf)) parts.push(...(allOf as readonly Json[]).map((part, index) => written(part, `${at}/allOf/${index}`, path)));
    if (typeof reference === 'string') {
      const target = resolve(description.document, at);
      parts.push(target ? written(target.node, target.pointer, path) : {});
    }
    for (const keyword of without) if (plain[keyword] !== undefined && plain[keyword] !== true) lost.add(keyword);
    if (plain['$dynamicRef'] !== undefined) lost.add('$dynamicRef');
    const [only, ...others] = parts;
    if (!only) return result;
    return Object.keys(result).length === 0 && others.length === 0 ? only : { ...result, allOf: parts };
  };

  const typeInto = (result: Record<string, Json>, type: Json | undefined, orNull: boolean): void => {
    const types = type === undefined ? [] : [type].flat();
    const others = types.filter((each) => each !== 'null');
    const [only, ...more] = others;
    if (only !== undefined && more.length === 0) result['type'] = only;
    else if (types.length > 0) lost.add('type');
    if ((types.includes('null') && only !== undefined && more.length === 0) || orNull) result['x-nullable'] = true;
  };

  return { schema: written(schema, start, []), lost };
}
