import type { Encoding } from '../../model/description.ts';
import type { Json } from '../../model/json.ts';
import { isJson } from '../../spec/media-type.ts';
import type { BodyForm } from './body-bytes.ts';
import { fieldForm } from './form-text.ts';
import { readingsOf } from './readings-of.ts';
import { textReadings } from './text-readings.ts';

type Fields = Readonly<Record<string, Json>>;

/**
 * Every value that a legal server may read from a body that is no JSON, when what stands in one field is in doubt, or
 * all of it. Forms have no types: each field is text, or absent when it is empty. `undefined`: no body at all.
 */
export function bodyReadings(form: Exclude<BodyForm, 'json'>, value: Json, field: string | undefined, encoding: ReadonlyMap<string, Encoding>): readonly (Json | undefined)[] {
  if (form === 'text' || value === null || typeof value !== 'object' || Array.isArray(value)) {
    const text = typeof value === 'string' ? value : JSON.stringify(value);
    return [value, ...textReadings(text), ...(text.trim() === '' ? [undefined] : [])];
  }
  const fields = value as Fields;
  if (field === undefined || !Object.hasOwn(fields, field)) return [...readingsOf({ in: 'query', style: 'deepObject', explode: true }, fields)];
  const own = fields[field] ?? null;
  const { [field]: _, ...rest } = fields;
  return [...readingsOf(form === 'form' ? fieldForm(field, own, encoding.get(field)) : partForm(own, encoding.get(field)), own)]
    .map((reading) => (reading === undefined ? rest : { ...fields, [field]: reading }));
}

/** A part is text, or JSON with types of its own. */
function partForm(value: Json, encoding: Encoding | undefined): Parameters<typeof readingsOf>[0] {
  const json = isJson(encoding?.contentType ?? '') || (encoding?.contentType === undefined && value !== null && typeof value === 'object' && !Array.isArray(value));
  return { in: 'query', style: 'form', explode: true, ...(json && { mediaType: 'application/json' }) };
}
