import type { Json, JsonObject, Schema } from '../../model/json.ts';

/** A schema in a few words of Markdown, such as `integer, 1 to 100, default 30`. References go by component name. */
export function schemaInShort(schema: Schema | undefined): string {
  if (typeof schema !== 'object') return schema === false ? 'nothing' : 'anything';
  if (typeof schema['$ref'] === 'string') return `\`${schema['$ref'].split('/').at(-1) ?? ''}\``;
  if (Array.isArray(schema['oneOf'])) return schema['oneOf'].map((each) => schemaInShort(each as Schema)).join(' or ');
  if (Array.isArray(schema['allOf'])) return schema['allOf'].map((each) => schemaInShort(each as Schema)).join(' with ');
  const words = [
    kindOf(schema),
    range(schema['minimum'], schema['maximum'], ''),
    range(schema['minLength'], schema['maxLength'], ' characters'),
    range(schema['minItems'], schema['maxItems'], ' items'),
    schema['pattern'] === undefined ? '' : `pattern \`${String(schema['pattern'])}\``,
    schema['default'] === undefined ? '' : `default ${JSON.stringify(schema['default'])}`,
  ];
  return words.filter((each) => each !== '').join(', ');
}

function kindOf(schema: JsonObject): string {
  const { type, format, items } = schema;
  if (schema['const'] !== undefined) return code(schema['const']);
  if (Array.isArray(schema['enum'])) return `one of ${schema['enum'].map(code).join(', ')}`;
  if (type === 'array') return `${schema['uniqueItems'] === true ? 'set' : 'list'} of ${schemaInShort(items as Schema | undefined)}`;
  if (Array.isArray(type)) return type.join(' or ');
  return [type ?? 'anything', ...(format === undefined ? [] : [`(${String(format)})`])].join(' ');
}

/** A field of an object, with the way to it: `data.providers[].accounts`. */
interface FieldInShort {
  readonly path: string;
  readonly required: boolean;
  readonly value: string;
}

/** The fields that a schema describes in place; those behind a reference are left to the component's own list. */
export function* fieldsInShort(schema: JsonObject, prefix = ''): Generator<FieldInShort> {
  const required = new Set(Array.isArray(schema['required']) ? schema['required'] : []);
  for (const [name, field] of Object.entries((schema['properties'] ?? {}) as Readonly<Record<string, JsonObject>>)) {
    const path = `${prefix}${name}`;
    yield { path, required: required.has(name), value: schemaInShort(field) };
    yield* fieldsInShort(field, `${path}.`);
    if (field['items'] !== undefined) yield* fieldsInShort(field['items'] as JsonObject, `${path}[].`);
  }
}

const code = (value: Json): string => `\`${typeof value === 'string' ? value : JSON.stringify(value)}\``;

function range(low: Json | undefined, high: Json | undefined, unit: string): string {
  if (low !== undefined && high !== undefined) return `${String(low)} to ${String(high)}${unit}`;
  if (low !== undefined) return `at least ${String(low)}${low === 1 ? unit.replace(/s$/, '') : unit}`;
  return high === undefined ? '' : `at most ${String(high)}${unit}`;
}
