import type { Json } from '../../model/json.ts';
import { isObject } from '../resolve-reference.ts';

/** Members of a schema whose content is data, not schemas. */
const data = new Set(['example', 'default', 'enum', 'x-example', 'x-examples']);
const named = new Set(['properties', 'definitions', 'patternProperties']);

/** A schema of Swagger 2.0 in the words of OpenAPI 3.0, with all that is below it; `refer` says where references lead now. */
export function schemaFromSwagger(schema: Json, refer: (reference: string) => string): Json {
  if (Array.isArray(schema)) return (schema as readonly Json[]).map((each) => schemaFromSwagger(each, refer));
  if (!isObject(schema)) return schema;
  const result: Record<string, Json> = {};
  for (const [keyword, value] of Object.entries(schema)) {
    define(result, keyword, said(keyword, value, refer));
  }
  const { type, discriminator } = result;
  const nullable = result['x-nullable'] === true || result['x-isnullable'] === true;
  // Beside a reference it would have no effect, and its author means what it says.
  if (nullable && typeof result['$ref'] === 'string') return { nullable: true, allOf: [{ $ref: result['$ref'] }] };
  if (nullable) result['nullable'] = true;
  if (type === 'file') Object.assign(result, { type: 'string', format: 'binary' });
  if (Array.isArray(type)) {
    // Not allowed in 2.0, and written all the same.
    const types = (type as readonly Json[]).filter((each) => each !== 'null');
    const [only] = types;
    if (types.length < type.length) result['nullable'] = true;
    if (types.length === 1 && only !== undefined) result['type'] = only;
    else if (types.length > 1) {
      delete result['type'];
      result['anyOf'] = types.map((each) => ({ type: each }));
    }
  }
  if (typeof discriminator === 'string') result['discriminator'] = { propertyName: discriminator };
  return result;
}

function said(keyword: string, value: Json, refer: (reference: string) => string): Json {
  if (data.has(keyword)) return value;
  if (keyword === '$ref' && typeof value === 'string') return refer(value);
  if (!named.has(keyword) || !isObject(value)) return schemaFromSwagger(value, refer);
  // A property may have any name, that of a keyword too.
  const members: Record<string, Json> = {};
  for (const [name, each] of Object.entries(value)) define(members, name, schemaFromSwagger(each, refer));
  return members;
}

/** Sets a member even where its name is `__proto__`. */
function define(target: Record<string, Json>, name: string, value: Json): void {
  Object.defineProperty(target, name, { value, enumerable: true, configurable: true, writable: true });
}
