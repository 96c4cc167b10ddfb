import type { Encoding } from '../../model/description.ts';
import type { Json } from '../../model/json.ts';
import { isJson } from '../../spec/media-type.ts';
import { scalarText } from './parameter-text.ts';

const usualBoundary = 'part-7d1f0c2a9b';

/** A value as `multipart/form-data` (RFC 7578): each property a part, each item of a list too. */
export function multipartText(value: Readonly<Record<string, Json>>, encoding: ReadonlyMap<string, Encoding>, files: readonly string[]): { readonly text: string; readonly boundary: string } {
  const parts = Object.entries(value).flatMap(([name, each]) =>
    (isList(each) && !isJson(encoding.get(name)?.contentType ?? '') ? each : [each]).map((item) => partOf(name, item, encoding.get(name)?.contentType, files.includes(name))));
  let boundary = usualBoundary;
  while (parts.some((part) => part.includes(boundary))) boundary += '0';
  return { text: `${parts.map((part) => `--${boundary}\r\n${part}\r\n`).join('')}--${boundary}--\r\n`, boundary };
}

function partOf(name: string, value: Json, stated: string | undefined, isFile: boolean): string {
  const structured = value !== null && typeof value === 'object';
  // Of several types, and of ranges, any one will do.
  const [first = ''] = (stated ?? '').split(',').map((each) => each.trim()).filter((each) => each !== '' && !each.includes('*'));
  const type = first !== '' ? first : structured ? 'application/json' : isFile ? 'application/octet-stream' : '';
  const text = isJson(type) ? JSON.stringify(value) : scalarText(value);
  return `Content-Disposition: form-data; name="${quoted(name)}"${isFile ? '; filename="example.bin"' : ''}${type === '' ? '' : `\r\nContent-Type: ${type}`}\r\n\r\n${text}`;
}

/** As the forms of HTML escape names. */
function quoted(name: string): string {
  return name.replaceAll('"', '%22').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}
