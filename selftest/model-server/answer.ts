import type { Operation, ResponseDescription } from '../../model/description.ts';
import type { HeaderFields } from '../../model/exchange.ts';
import type { Json } from '../../model/json.ts';
import { isObject } from '../../spec/resolve-reference.ts';
import { isJson } from '../../spec/media-type.ts';
import { responseFor } from '../../spec/response-for.ts';
import { sampleAt } from '../../generate/values/sample-at.ts';
import type { Workshop } from '../../generate/values/workshop.ts';
import { headerText } from '../../generate/wire/parameter-text.ts';
import { isFieldValue } from '../../generate/wire/serialise.ts';

/** What the server answers, before it is bytes. */
export interface Answer {
  readonly status: number;
  readonly headers: HeaderFields;
  readonly body?: { readonly mediaType: string; readonly text: string };
}

/** A body as the description says it may be. */
export interface Sample {
  readonly mediaType: string;
  readonly pointer: string | undefined;
  /** Its value, where it is JSON. */
  readonly value: Json | undefined;
  readonly text: string;
}

/** Makes answers that keep to the description; each is made once. */
export interface AnswerMaker {
  sample(operation: Operation, status: number): Sample | undefined;
  /** With a value of its own in the place of the sample, or headers that are known. */
  answer(operation: Operation, status: number, own?: { readonly value?: Json; readonly headers?: Readonly<Record<string, string | undefined>> }): Answer;
}

/** What HTTP itself decides about. */
const framing = new Set(['content-type', 'content-length', 'transfer-encoding', 'content-encoding', 'connection', 'date', 'set-cookie', 'www-authenticate']);

/** A maker of answers for one description. */
export function createAnswerMaker(shop: Workshop): AnswerMaker {
  const samples = new Map<string, Sample | undefined>();
  const fields = new Map<ResponseDescription, readonly (readonly [name: string, text: string, pointer: string | undefined, required: boolean])[]>();

  const sample = (operation: Operation, status: number): Sample | undefined => {
    const key = `${operation.id} ${status}`;
    if (!samples.has(key)) samples.set(key, [204, 205, 304].includes(status) ? undefined : sampleOf(shop, responseFor(operation, status), status));
    return samples.get(key);
  };

  const declaredFields = (response: ResponseDescription): readonly (readonly [string, string, string | undefined, boolean])[] => {
    const known = fields.get(response);
    if (known) return known;
    const made = [...response.headers.values()].filter(({ name }) => !framing.has(name.toLowerCase())).flatMap((header): readonly (readonly [string, string, string | undefined, boolean])[] => {
      const value = header.schema && sampleAt(shop, header.schema.pointer, header.schema.schema, {}, (each) => isFieldValue(headerText(header, each)));
      return value === undefined ? (header.required && !header.schema ? [[header.name, 'example', undefined, true]] : []) : [[header.name, headerText(header, value), header.schema?.pointer, header.required]];
    });
    fields.set(response, made);
    return made;
  };

  return {
    sample,
    answer(operation, status, { value, headers: own = {} } = {}) {
      const response = responseFor(operation, status);
      const body = sample(operation, status);
      const known = new Map(Object.entries(own).map(([name, text]) => [name.toLowerCase(), text] as const));
      const headers = (response ? declaredFields(response) : []).flatMap(([name, text, pointer, required]): HeaderFields => {
        const lower = name.toLowerCase();
        const own = known.has(lower) ? known.get(lower) : (usual[lower] ?? text);
        known.delete(lower);
        if (own !== undefined && (pointer === undefined || shop.schemas.validates(pointer, own) || own === text)) return [[name, own]];
        return required ? [[name, text]] : [];
      });
      const rest: HeaderFields = [...known].flatMap(([name, text]) => (text === undefined ? [] : [[name, text] as const]));
      const text = value === undefined ? body?.text : JSON.stringify(value);
      return { status, headers: [...headers, ...rest], ...(body && text !== undefined && { body: { mediaType: body.mediaType, text } }) };
    },
  };
}

/** Fields that mean something by HTTP, which a value made from a schema would not. */
const usual: Readonly<Record<string, string | undefined>> = { 'retry-after': '1', 'last-modified': 'Wed, 01 Jan 2025 00:00:00 GMT', expires: 'Wed, 01 Jan 2025 00:00:00 GMT', 'cache-control': 'private', link: undefined };

function sampleOf(shop: Workshop, response: ResponseDescription | undefined, status: number): Sample | undefined {
  const media = [...(response?.content.values() ?? [])];
  const chosen = media.find(({ range }) => isJson(range)) ?? media.find(({ range }) => range.includes('*')) ?? media[0];
  if (!chosen) return undefined;
  const mediaType = chosen.range.includes('*') ? 'application/json' : chosen.range;
  const json = isJson(mediaType);
  const { schema } = chosen;
  const made = schema && (sampleAt(shop, schema.pointer, schema.schema, { whole: true }) ?? sampleAt(shop, schema.pointer, schema.schema));
  const value = made ?? (json ? chosen.examples[0]?.value ?? {} : 'example');
  const own = mediaType.startsWith('application/problem+json') && isObject(value) && Object.hasOwn(value, 'status') ? { ...value, status } : value;
  return { mediaType, pointer: schema?.pointer, value: json ? own : undefined, text: json ? JSON.stringify(own) : typeof own === 'string' && own !== '' ? own : 'example' };
}
