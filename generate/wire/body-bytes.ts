import type { BodyDraft } from '../../model/case.ts';
import type { Json } from '../../model/json.ts';
import type { Encoding, RequestBody } from '../../model/description.ts';
import { isJson, parseMediaType } from '../../spec/media-type.ts';
import { queryParts, scalarText } from './parameter-text.ts';

/** A body as bytes, with the Content-Type to send it under. */
export interface BodyBytes {
  readonly bytes: Uint8Array;
  readonly contentType: string | undefined;
}

const encoder = new TextEncoder();
const boundary = 'part-7d1f0c2a9b';

/** Puts a body into its media type; undefined when there is no way to. */
export function bodyBytes(body: BodyDraft, described: RequestBody | undefined): BodyBytes | undefined {
  switch (body.kind) {
    case 'text':
      return { bytes: encoder.encode(body.text), contentType: body.mediaType };
    case 'repeated':
      return { bytes: encoder.encode(body.head + body.unit.repeat(body.times) + body.tail), contentType: body.mediaType };
    case 'value':
      return valueBytes(body.value, body.mediaType, described);
  }
}

/** Media types in which values can be written. */
export function canWrite(range: string): boolean {
  return valueBytes({}, range, undefined) !== undefined || valueBytes('', range, undefined) !== undefined;
}

function valueBytes(value: Json, range: string, described: RequestBody | undefined): BodyBytes | undefined {
  const contentType = range.includes('*') ? 'application/json' : range;
  const parsed = parseMediaType(contentType);
  if (!parsed) return undefined;
  const essence = `${parsed.type}/${parsed.subtype}`;
  if (isJson(essence)) return { bytes: encoder.encode(JSON.stringify(value)), contentType };
  if (essence === 'application/x-www-form-urlencoded' && isRecord(value)) {
    const encoding = described?.content.get(range)?.encoding;
    const parts = Object.entries(value).flatMap(([name, each]) => {
      const own = encoding?.get(name);
      const nested = isRecord(each) && own === undefined;
      return queryParts({ name, style: own?.style ?? 'form', explode: own?.explode ?? true, allowReserved: false, ...(nested && { mediaType: 'application/json' }) }, each);
    });
    return { bytes: encoder.encode(parts.join('&').replaceAll('%20', '+')), contentType };
  }
  if (essence === 'multipart/form-data' && isRecord(value)) {
    const encoding = described?.content.get(range)?.encoding;
    const parts = Object.entries(value).flatMap(([name, each]) => itemsOf(each, encoding?.get(name)).map((item) => part(name, item)));
    return { bytes: encoder.encode(`${parts.join('')}--${boundary}--\r\n`), contentType: `${contentType}; boundary=${boundary}` };
  }
  return typeof value === 'string' ? { bytes: encoder.encode(value), contentType } : undefined;
}

/** The items of a list are parts of their own, unless the description says that they are one text. */
function itemsOf(value: Json, encoding: Encoding | undefined): readonly Json[] {
  if (!Array.isArray(value)) return [value];
  const items = value as readonly Json[];
  if (encoding === undefined || encoding.explode) return items;
  return [items.map(scalarText).join(encoding.style === 'spaceDelimited' ? ' ' : encoding.style === 'pipeDelimited' ? '|' : ',')];
}

function part(name: string, value: Json): string {
  const structured = value !== null && typeof value === 'object';
  const type = structured ? '\r\nContent-Type: application/json' : '';
  return `--${boundary}\r\nContent-Disposition: form-data; name="${name.replaceAll('"', '%22')}"${type}\r\n\r\n${scalarText(value)}\r\n`;
}

function isRecord(value: Json): value is Readonly<Record<string, Json>> {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}
