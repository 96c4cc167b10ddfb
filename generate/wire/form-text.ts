import type { Encoding, Parameter } from '../../model/description.ts';
import type { Json } from '../../model/json.ts';
import { isJson } from '../../spec/media-type.ts';
import { queryParts } from './parameter-text.ts';

/** How one property of a form is written. */
export type FieldForm = Pick<Parameter, 'in' | 'name' | 'style' | 'explode' | 'allowReserved' | 'mediaType'>;

/** How a property is written: as its encoding says, otherwise text as text and objects as JSON. */
export function fieldForm(name: string, value: Json, encoding: Encoding | undefined): FieldForm {
  const nested = value !== null && typeof value === 'object' && !Array.isArray(value);
  const json = encoding?.contentType === undefined ? nested && encoding === undefined : isJson(encoding.contentType);
  return {
    in: 'query', name, style: encoding?.style ?? 'form', explode: encoding?.explode ?? true, allowReserved: encoding?.allowReserved ?? false,
    ...(json && { mediaType: 'application/json' }),
  };
}

/** A value as `application/x-www-form-urlencoded` (WHATWG URL, section 5.2). */
export function formText(value: Readonly<Record<string, Json>>, encoding: ReadonlyMap<string, Encoding>): string {
  return Object.entries(value).flatMap(([name, each]) => queryParts(fieldForm(name, each, encoding.get(name)), each)).join('&').replaceAll('%20', '+');
}
