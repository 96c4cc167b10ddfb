import type { Json, JsonObject } from '../../model/json.ts';
import type { Reader } from './open-description.ts';
import { urlOf } from './open-description.ts';

/**
 * Has swagger-parser find and read every file that a description refers to. Its own resolvers and parsers are off: what
 * it may see goes through the reader, and a file that is refused is empty to it.
 */
export async function loadFiles(document: JsonObject, reader: Reader): Promise<void> {
  const { default: SwaggerParser } = await import('@apidevtools/swagger-parser');
  const { url: base } = reader.entry;
  const read = async (file: { readonly url: string }): Promise<Json> => {
    const url = urlOf(file.url, base);
    const loaded = url === undefined ? undefined : await reader.read(url);
    return loaded?.ok ? loaded.value.value : {};
  };
  // It judges versions and rewrites servers while it reads: neither is its business here, so it sees neither.
  const { openapi: _, servers: __, ...rest } = document;
  const parser = new SwaggerParser();
  const resolved: Promise<unknown> = parser.resolve(new URL(base).pathname, { ...rest, openapi: '3.1.0', paths: rest['paths'] ?? {} } as never, {
    resolve: { file: false, http: false, reader: { order: 1, canRead: true, read } },
    parse: { json: false, yaml: false, text: false, binary: false, done: { order: 1, canParse: true, allowEmpty: true, parse: (file: { readonly data: unknown }) => file.data } },
  } as never) as never;
  // What it makes of references that lead nowhere is found out, with places, by whoever follows them.
  await resolved.catch(() => undefined);
}
