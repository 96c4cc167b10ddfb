import type { Parameter } from '../../model/description.ts';
import type { Json } from '../../model/json.ts';
import { percentEncoded, percentEncodedButReserved } from './percent-encoding.ts';

/** A name and a value before they are encoded for their place. */
export type Pair = readonly [name: string, value: string];

/** A scalar as text; structures inside structures have no form of their own and become JSON. */
export function scalarText(value: Json): string {
  if (typeof value === 'string') return value;
  return value !== null && typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** The segment of a path: `simple`, `label` or `matrix`. */
export function pathText(parameter: Parameter, value: Json): string {
  const encode = percentEncoded;
  if (parameter.mediaType !== undefined) return encode(JSON.stringify(value));
  const { style, explode } = parameter;
  const name = encode(parameter.name);
  if (style === 'matrix') {
    if (Array.isArray(value)) return explode ? (value as readonly Json[]).map((each) => `;${name}=${encode(scalarText(each))}`).join('') : `;${name}=${list(value as readonly Json[], encode, ',')}`;
    if (isRecord(value)) return explode ? Object.entries(value).map(([key, each]) => `;${encode(key)}=${encode(scalarText(each))}`).join('') : `;${name}=${flat(value, encode)}`;
    return `;${name}=${encode(scalarText(value))}`;
  }
  const prefix = style === 'label' ? '.' : '';
  const separator = style === 'label' && explode ? '.' : ',';
  if (Array.isArray(value)) return prefix + list(value as readonly Json[], encode, separator);
  if (isRecord(value)) return prefix + (explode ? Object.entries(value).map(([key, each]) => `${encode(key)}=${encode(scalarText(each))}`).join(separator) : flat(value, encode));
  return prefix + encode(scalarText(value));
}

/** The parts of a query, without `&`: `form`, `spaceDelimited`, `pipeDelimited` or `deepObject`. */
export function queryParts(parameter: Pick<Parameter, 'name' | 'style' | 'explode' | 'allowReserved' | 'mediaType'>, value: Json): readonly string[] {
  const encode = parameter.allowReserved ? percentEncodedButReserved : percentEncoded;
  const name = percentEncoded(parameter.name);
  if (parameter.mediaType !== undefined) return [`${name}=${encode(JSON.stringify(value))}`];
  const { style, explode } = parameter;
  if (Array.isArray(value)) {
    const items = value as readonly Json[];
    if (items.length === 0) return [];
    if (explode) return items.map((each) => `${name}=${encode(scalarText(each))}`);
    return [`${name}=${list(items, encode, style === 'spaceDelimited' ? '%20' : style === 'pipeDelimited' ? '%7C' : ',')}`];
  }
  if (isRecord(value)) {
    if (style === 'deepObject') return deepPairs(parameter.name, value).map(([key, each]) => `${percentEncoded(key)}=${encode(each)}`);
    if (explode) return Object.entries(value).flatMap(([key, each]) => (Array.isArray(each) ? (each as readonly Json[]) : [each]).map((item) => `${percentEncoded(key)}=${encode(scalarText(item))}`));
    return [`${name}=${flat(value, encode)}`];
  }
  return [`${name}=${encode(scalarText(value))}`];
}

/** The value of a header field: `simple`. */
export function headerText({ explode, mediaType }: Pick<Parameter, 'explode' | 'mediaType'>, value: Json): string {
  if (mediaType !== undefined) return JSON.stringify(value);
  if (Array.isArray(value)) return (value as readonly Json[]).map(scalarText).join(',');
  if (isRecord(value)) return Object.entries(value).map(([key, each]) => (explode ? `${key}=${scalarText(each)}` : `${key},${scalarText(each)}`)).join(',');
  return scalarText(value);
}

/** The pairs of a cookie: `form`. */
export function cookiePairs({ name, explode, mediaType }: Pick<Parameter, 'name' | 'explode' | 'mediaType'>, value: Json): readonly string[] {
  if (mediaType !== undefined) return [`${name}=${percentEncoded(JSON.stringify(value))}`];
  if (Array.isArray(value)) return explode ? (value as readonly Json[]).map((each) => `${name}=${percentEncoded(scalarText(each))}`) : [`${name}=${list(value as readonly Json[], percentEncoded, ',')}`];
  if (isRecord(value)) return explode ? Object.entries(value).map(([key, each]) => `${key}=${percentEncoded(scalarText(each))}`) : [`${name}=${flat(value, percentEncoded)}`];
  return [`${name}=${percentEncoded(scalarText(value))}`];
}

function deepPairs(prefix: string, value: Readonly<Record<string, Json>>): readonly Pair[] {
  return Object.entries(value).flatMap(([key, each]): readonly Pair[] => {
    const name = `${prefix}[${key}]`;
    if (Array.isArray(each)) return (each as readonly Json[]).map((item) => [name, scalarText(item)] as const);
    return isRecord(each) ? deepPairs(name, each) : [[name, scalarText(each)]];
  });
}

function list(items: readonly Json[], encode: (text: string) => string, separator: string): string {
  return items.map((each) => encode(scalarText(each))).join(separator);
}

function flat(value: Readonly<Record<string, Json>>, encode: (text: string) => string): string {
  return Object.entries(value).map(([key, each]) => `${encode(key)},${encode(scalarText(each))}`).join(',');
}

function isRecord(value: Json): value is Readonly<Record<string, Json>> {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}
