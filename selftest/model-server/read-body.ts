import type { Encoding, MediaType, Operation } from '../../model/description.ts';
import type { Json } from '../../model/json.ts';
import { isObject } from '../../spec/resolve-reference.ts';
import { isJson, mediaTypeFor, parseMediaType } from '../../spec/media-type.ts';
import { flatSchema } from '../../generate/values/flat-schema.ts';
import type { Workshop } from '../../generate/values/workshop.ts';
import { bodyFormOf } from '../../generate/wire/body-bytes.ts';
import { fieldForm } from '../../generate/wire/form-text.ts';
import type { Call } from './call.ts';
import { decoded, fieldIn } from './call.ts';
import type { Issue } from './issue.ts';
import { partsOf } from './multipart.ts';
import { memberValue, typedValues } from './typed-values.ts';
import { membersOf, pairForms, parsed } from './wire-form.ts';

/** A body as it was read. */
export interface BodyReading {
  readonly value?: Json;
  readonly issues: readonly Issue[];
}

/** More than this is refused unread. */
const mostBytes = 1_000_000;

/** Reads the body of a call by its media type and judges it by its schema. */
export function readBody(shop: Workshop, { requestBody }: Operation, call: Call): BodyReading {
  if (!requestBody) return { issues: [] };
  const wrong = (keyword: string): BodyReading => ({ issues: [{ part: 'body', keyword, place: requestBody.pointer }] });
  if (!call.body) return requestBody.required ? wrong('missing') : { issues: [] };
  const contentType = fieldIn(call, 'content-type');
  const media = contentType === undefined ? [...requestBody.content.values()][0] : mediaTypeFor(requestBody.content, contentType);
  if (!media) return requestBody.content.size === 0 ? { issues: [] } : wrong('media-type');
  if (call.body.length > mostBytes) return wrong('size');
  const value = valueOf(shop, media, contentType ?? media.range, Buffer.from(call.body).toString('utf8'));
  if (value === undefined) return wrong('grammar');
  if (value === unknownForm || !media.schema) return { issues: [], ...(value !== unknownForm && { value }) };
  return { value, issues: shop.schemas.errors(media.schema.pointer, value).map(({ keyword, place }) => ({ part: 'body', keyword, place })) };
}

/** Of a media type whose values nobody has defined, such as XML. */
const unknownForm = Symbol('unknown form');

function valueOf(shop: Workshop, { schema, encoding }: MediaType, contentType: string, text: string): Json | typeof unknownForm | undefined {
  if (isJson(contentType)) return parsed(text)?.value;
  switch (bodyFormOf(contentType)) {
    case 'form':
      return formValue(shop, schema?.schema as Json | undefined, encoding, text.split('&').filter((part) => part !== '').map((part) => [decoded(part.split('=')[0] ?? ''), part.includes('=') ? part.slice(part.indexOf('=') + 1) : '']));
    case 'multipart':
      return multipartValue(shop, schema?.schema as Json | undefined, encoding, text, parseMediaType(contentType)?.parameters.get('boundary') ?? '');
    case 'text':
      return typedValues(shop, schema?.schema, [{ kind: 'text', text }])[0];
    case 'json':
    case undefined:
      return unknownForm;
  }
}

function formValue(shop: Workshop, schema: Json | undefined, encoding: ReadonlyMap<string, Encoding>, pairs: readonly (readonly [string, string])[]): Json {
  const value: Record<string, Json> = {};
  const deep = [...encoding].filter(([, { style }]) => style === 'deepObject').map(([name]) => name);
  const names = new Set(pairs.map(([name]) => deep.find((each) => name.startsWith(`${each}[`)) ?? name));
  for (const name of names) {
    const property = propertyOf(shop, schema, name);
    const style = fieldForm(name, '', encoding.get(name));
    const [read] = typedValues(shop, property, pairForms(style, pairs, []));
    if (read !== undefined) Object.defineProperty(value, name, { value: read, enumerable: true, configurable: true, writable: true });
  }
  return value;
}

function multipartValue(shop: Workshop, schema: Json | undefined, encoding: ReadonlyMap<string, Encoding>, text: string, boundary: string): Json | undefined {
  const parts = partsOf(text, boundary);
  if (!parts) return undefined;
  const texts = membersOf(parts.filter(({ type }) => !isJson(type)).map(({ name, text: own }) => [name, own]));
  const value: Record<string, Json> = {};
  const put = (name: string, own: Json): void => { Object.defineProperty(value, name, { value: own, enumerable: true, configurable: true, writable: true }); };
  for (const [name, member] of Object.entries(texts)) put(name, memberValue(shop, propertyOf(shop, schema, name), member));
  for (const name of new Set(parts.filter(({ type }) => isJson(type)).map((part) => part.name))) {
    const read = parts.filter((part) => part.name === name).flatMap(({ text: own }) => parsed(own)?.value ?? []);
    const isList = flatSchema(shop, propertyOf(shop, schema, name))['type'] === 'array' && !isJson(encoding.get(name)?.contentType ?? '');
    put(name, isList || read.length > 1 ? read : read[0] ?? null);
  }
  return value;
}

function propertyOf(shop: Workshop, schema: Json | undefined, name: string): Json | undefined {
  const { properties, additionalProperties } = flatSchema(shop, schema);
  if (isObject(properties) && Object.hasOwn(properties, name)) return properties[name];
  return isObject(additionalProperties) ? additionalProperties : undefined;
}
