import type { Json } from '../../model/json.ts';
import { isObject } from '../resolve-reference.ts';

/** Members of a schema whose content is data, not schemas. */
const data = new Set(['example', 'default', 'enum', 'x-example', 'x-examples']);
const named = new Set(['properties', 'definitions', 'patternProperties']);

/** A schema of Swagger 2.0 in the words of OpenAPI 3.0, with all that is below it. */
export function schemaFromSwagger(schema: Json): Json {
  if (Array.isArray(schema)) return (schema as readonly Json[]).map(schemaFromSwagger);
  if (!isObject(schema)) return schema;
  const result: Record<string, Json> = {};
  for (const [keyword, value] of Object.entries(schema)) {
    // A property may have any name, that of a keyword too.
    const said = named.has(keyword) && isObject(value) ? Object.fromEntries(Object.entries(value).map(([name, each]) => [name, schemaFromSwagger(each)]))
      : data.has(keyword) ? value : keyword === '$ref' && typeof value === 'string' ? value.replace(/^#\/definitions\//, '#/components/schemas/') : schemaFromSwagger(value);
    Object.defineProperty(result, keyword, { value: said, enumerable: true, configurable: true, writable: true });
  }
  const { type, discriminator } = result;
  if (result['x-nullable'] === true || result['x-isnullable'] === true) result['nullable'] = true;
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
