import type { Encoding, Example, MediaType, ParameterStyle, SchemaAt } from '../../model/description.ts';
import type { JsonObject, JsonPointer, Schema } from '../../model/json.ts';
import { formatPointer } from '../json-pointer.ts';
import { isObject } from '../resolve-reference.ts';
import type { Part } from './parts.ts';
import { entriesOf, own, partAt, text } from './parts.ts';

/** The media types of a body, a response, a parameter or a header. */
export function contentOf(document: JsonObject, value: JsonObject, pointer: JsonPointer): ReadonlyMap<string, MediaType> {
  const content = own(value, 'content');
  if (!isObject(content)) return new Map();
  return new Map(Object.entries(content).flatMap(([range, each]) => {
    const part = partAt(document, each, `${pointer}/content${formatPointer([range])}`);
    return part ? [[range, mediaTypeOf(document, range, part)] as const] : [];
  }));
}

function mediaTypeOf(document: JsonObject, range: string, { value, pointer }: Part): MediaType {
  const schema = schemaAt(value, pointer);
  return {
    range, pointer, ...(schema && { schema }), examples: examplesOf(document, value, pointer),
    encoding: new Map(entriesOf(document, `${pointer}/encoding`).map(([name, { value: each }]) => [name, encodingOf(each)] as const)),
  };
}

function encodingOf(value: JsonObject): Encoding {
  const contentType = text(value, 'contentType');
  const style = (text(value, 'style') as ParameterStyle | undefined) ?? 'form';
  return {
    ...(contentType !== undefined && { contentType }), style,
    explode: typeof value['explode'] === 'boolean' ? value['explode'] : style === 'form',
    allowReserved: value['allowReserved'] === true,
  };
}

/** The examples of a media type or a parameter: the single one first. */
export function examplesOf(document: JsonObject, value: JsonObject, pointer: JsonPointer): readonly Example[] {
  const single = own(value, 'example');
  const named = entriesOf(document, `${pointer}/examples`).flatMap(([name, { value: example }]): readonly Example[] => {
    // Since 3.2 the value may be told apart from how it is written.
    const content = own(example, 'value') ?? own(example, 'dataValue');
    return content === undefined ? [] : [{ name, value: content }];
  });
  return single === undefined ? named : [{ name: 'example', value: single }, ...named];
}

/** The schema of a media type, a parameter or a header. */
export function schemaAt(value: JsonObject, pointer: JsonPointer): SchemaAt | undefined {
  const schema = own(value, 'schema');
  return isObject(schema) || typeof schema === 'boolean' ? { schema: schema as Schema, pointer: `${pointer}/schema` } : undefined;
}
