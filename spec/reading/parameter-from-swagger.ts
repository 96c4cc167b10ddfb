import type { JsonObject } from '../../model/json.ts';

/** What describes the values of a parameter or a header, there without a schema around it. */
const valueKeywords = [
  'type', 'format', 'items', 'default', 'maximum', 'exclusiveMaximum', 'minimum', 'exclusiveMinimum', 'maxLength', 'minLength', 'pattern', 'maxItems', 'minItems', 'uniqueItems', 'enum', 'multipleOf', 'x-nullable',
];

/** The schema that a parameter or a header of Swagger 2.0 is itself. */
export function valueSchemaOf(value: JsonObject): JsonObject {
  return Object.fromEntries(valueKeywords.flatMap((keyword) => (value[keyword] === undefined ? [] : [[keyword, value[keyword]]])));
}

/** The extensions of a part that are no keywords of its values. */
export function extensionsOf(value: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(value).filter(([name]) => name.startsWith('x-') && !valueKeywords.includes(name)));
}

const separators: Readonly<Record<string, string>> = { csv: 'form', ssv: 'spaceDelimited', pipes: 'pipeDelimited', tsv: 'tabDelimited' };

/** `style` and `explode` for a `collectionFormat`. OpenAPI 3 has none for some of them; theirs are names that no style has. */
export function styleOf({ collectionFormat = 'csv' }: JsonObject, location: string): JsonObject {
  const format = String(collectionFormat);
  const isForm = location === 'query' || location === 'formData';
  if (isForm) return format === 'multi' ? { style: 'form', explode: true } : { style: separators[format] ?? format, explode: false };
  return { style: format === 'csv' ? 'simple' : (separators[format] ?? format), explode: false };
}

/** Whether a field of a form can be written: lists with tabs between their items cannot. */
export function isWritable({ type, collectionFormat = 'csv' }: JsonObject): boolean {
  return type !== 'array' || ['csv', 'ssv', 'pipes', 'multi'].includes(String(collectionFormat));
}
