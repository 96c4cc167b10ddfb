import type { BodyDraft } from '../../model/case.ts';
import type { Json } from '../../model/json.ts';
import type { RequestBody } from '../../model/description.ts';
import { isJson, parseMediaType } from '../../spec/media-type.ts';
import { formText } from './form-text.ts';
import { multipartText } from './multipart-text.ts';
import { scalarText } from './parameter-text.ts';

/** A body as bytes, with the Content-Type to send it under. */
export interface BodyBytes {
  readonly bytes: Uint8Array;
  readonly contentType: string | undefined;
}

/** How a media type is written, as far as values have a form in it. */
export type BodyForm = 'json' | 'form' | 'multipart' | 'text';

const encoder = new TextEncoder();

/** Puts a body into its media type; undefined when there is no way to. */
export function bodyBytes(body: BodyDraft, described: RequestBody | undefined): BodyBytes | undefined {
  switch (body.kind) {
    case 'text':
      return { bytes: encoder.encode(body.text), contentType: body.mediaType };
    case 'repeated':
      return { bytes: encoder.encode(body.head + body.unit.repeat(body.times) + body.tail), contentType: body.mediaType };
    case 'value':
      return valueBytes(body, described);
  }
}

/** How values are written in a media type; undefined when nobody has defined it, as for XML. Where any is allowed, JSON is taken. */
export function bodyFormOf(range: string): BodyForm | undefined {
  const parsed = parseMediaType(sentAs(range));
  if (!parsed) return undefined;
  const essence = `${parsed.type}/${parsed.subtype}`;
  if (isJson(essence)) return 'json';
  if (essence === 'application/x-www-form-urlencoded') return 'form';
  if (parsed.type === 'multipart') return parsed.subtype === 'form-data' ? 'multipart' : undefined;
  return /(?:^|\+)xml$/.test(parsed.subtype) ? undefined : 'text';
}

/** Whether a value can be written in a media type. */
export function canWrite(range: string, value: Json): boolean {
  switch (bodyFormOf(range)) {
    case undefined:
      return false;
    case 'json':
      return true;
    case 'form':
    case 'multipart':
      return isRecord(value);
    case 'text':
      return value !== null && typeof value !== 'object';
  }
}

function valueBytes({ value, mediaType: range, files = [] }: BodyDraft & { readonly kind: 'value' }, described: RequestBody | undefined): BodyBytes | undefined {
  const contentType = sentAs(range);
  const encoding = described?.content.get(range)?.encoding ?? new Map();
  const form = bodyFormOf(range);
  if (form === 'json') return { bytes: encoder.encode(JSON.stringify(value)), contentType };
  if (form === 'form' && isRecord(value)) return { bytes: encoder.encode(formText(value, encoding)), contentType };
  if (form === 'multipart' && isRecord(value)) {
    const { text, boundary } = multipartText(value, encoding, files);
    return { bytes: encoder.encode(text), contentType: `${contentType}; boundary=${boundary}` };
  }
  return form === 'text' && canWrite(range, value) ? { bytes: encoder.encode(scalarText(value)), contentType } : undefined;
}

/** The media type that a range is sent as. */
function sentAs(range: string): string {
  return range.includes('*') ? 'application/json' : range;
}

function isRecord(value: Json): value is Readonly<Record<string, Json>> {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}
