import type { Parameter } from '../../model/description.ts';
import type { Json } from '../../model/json.ts';
import { percentEncoded, percentEncodedButReserved } from './percent-encoding.ts';

/** A name and a value before they are encoded for their place. */
export type Pair = readonly [name: string, value: string];

type Encode = (text: string) => string;
type Texts = Readonly<Record<string, Json>>;

/** A scalar as text; structures inside structures have no form of their own and become JSON. */
export function scalarText(value: Json): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return decimalText(value);
  return value !== null && typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** A number without an exponent: many servers know none outside of JSON. */
function decimalText(number: number): string {
  const text = String(number);
  if (!text.includes('e')) return text;
  if (Number.isInteger(number)) return BigInt(number).toString();
  for (let places = 1; places <= 100; places++) if (Number(number.toFixed(places)) === number) return number.toFixed(places);
  return text;
}

/** The segment of a path: `simple`, `label` or `matrix`. A list or an object of nothing is nothing. */
export function pathText(parameter: Pick<Parameter, 'name' | 'style' | 'explode' | 'mediaType'>, value: Json): string {
  const encode = percentEncoded;
  if (parameter.mediaType !== undefined) return encode(JSON.stringify(value));
  const { style, explode } = parameter;
  if (isEmpty(value)) return '';
  if (style === 'matrix') return matrixPairs(encode(parameter.name), value, explode, encode).map(([name, text]) => (text === '' ? `;${name}` : `;${name}=${text}`)).join('');
  const prefix = style === 'label' ? '.' : '';
  const separator = style === 'label' && explode ? '.' : ',';
  if (Array.isArray(value)) return prefix + list(value as readonly Json[], encode, separator);
  if (isRecord(value)) return prefix + (explode ? named(value, encode).join(separator) : flat(value, encode));
  return prefix + encode(scalarText(value));
}

function matrixPairs(name: string, value: Json, explode: boolean, encode: Encode): readonly Pair[] {
  if (Array.isArray(value)) return explode ? (value as readonly Json[]).map((each) => [name, encode(scalarText(each))]) : [[name, list(value as readonly Json[], encode, ',')]];
  if (isRecord(value)) return explode ? Object.entries(value).map(([key, each]) => [encode(key), encode(scalarText(each))]) : [[name, flat(value, encode)]];
  return [[name, encode(scalarText(value))]];
}

/** The parts of a query, without `&`: `form`, `spaceDelimited`, `pipeDelimited` or `deepObject`. */
export function queryParts(parameter: Pick<Parameter, 'name' | 'style' | 'explode' | 'allowReserved' | 'mediaType'>, value: Json): readonly string[] {
  const encode = parameter.allowReserved ? percentEncodedButReserved : percentEncoded;
  const name = percentEncoded(parameter.name);
  if (parameter.mediaType !== undefined) return [`${name}=${encode(JSON.stringify(value))}`];
  const { style, explode } = parameter;
  if (isEmpty(value)) return [];
  const mark = style === 'spaceDelimited' ? '%20' : style === 'pipeDelimited' ? '%7C' : ',';
  if (Array.isArray(value)) {
    const items = value as readonly Json[];
    if (explode) return items.map((each) => `${name}=${encode(scalarText(each))}`);
    return [`${name}=${list(items, encode, mark)}`];
  }
  if (isRecord(value)) {
    if (style === 'deepObject') return deepPairs(parameter.name, value).map(([key, each]) => `${percentEncoded(key)}=${encode(each)}`);
    if (explode) return Object.entries(value).flatMap(([key, each]) => (Array.isArray(each) ? (each as readonly Json[]) : [each]).map((item) => `${percentEncoded(key)}=${encode(scalarText(item))}`));
    return [`${name}=${flat(value, encode, mark)}`];
  }
  return [`${name}=${encode(scalarText(value))}`];
}

/** The value of a header field: `simple`, and never percent-encoded. */
export function headerText({ explode, mediaType }: Pick<Parameter, 'explode' | 'mediaType'>, value: Json): string {
  const encode: Encode = (text) => text;
  if (mediaType !== undefined) return JSON.stringify(value);
  if (Array.isArray(value)) return list(value as readonly Json[], encode, ',');
  if (isRecord(value)) return explode ? named(value, encode).join(',') : flat(value, encode);
  return scalarText(value);
}

/** The pairs of a cookie: `form`. */
export function cookiePairs({ name, explode, mediaType }: Pick<Parameter, 'name' | 'explode' | 'mediaType'>, value: Json): readonly string[] {
  const encode = percentEncoded;
  if (mediaType !== undefined) return [`${name}=${encode(JSON.stringify(value))}`];
  if (isEmpty(value)) return [];
  if (Array.isArray(value)) return explode ? (value as readonly Json[]).map((each) => `${name}=${encode(scalarText(each))}`) : [`${name}=${list(value as readonly Json[], encode, ',')}`];
  if (isRecord(value)) return explode ? named(value, encode) : [`${name}=${flat(value, encode)}`];
  return [`${name}=${encode(scalarText(value))}`];
}

function deepPairs(prefix: string, value: Texts): readonly Pair[] {
  return Object.entries(value).flatMap(([key, each]): readonly Pair[] => {
    const name = `${prefix}[${key}]`;
    if (Array.isArray(each)) return (each as readonly Json[]).map((item) => [name, scalarText(item)] as const);
    return isRecord(each) ? deepPairs(name, each) : [[name, scalarText(each)]];
  });
}

function list(items: readonly Json[], encode: Encode, separator: string): string {
  return items.map((each) => encode(scalarText(each))).join(separator);
}

function flat(value: Texts, encode: Encode, separator = ','): string {
  return Object.entries(value).flatMap(([key, each]) => [encode(key), encode(scalarText(each))]).join(separator);
}

function named(value: Texts, encode: Encode): readonly string[] {
  return Object.entries(value).map(([key, each]) => `${encode(key)}=${encode(scalarText(each))}`);
}

function isEmpty(value: Json): boolean {
  return value !== null && typeof value === 'object' && Object.keys(value).length === 0;
}

function isRecord(value: Json): value is Texts {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}
