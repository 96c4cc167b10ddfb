import { createHash } from 'node:crypto';
import type { Parameter } from '../../model/description.ts';
import type { Json } from '../../model/json.ts';
import { flatSchema } from '../../generate/values/flat-schema.ts';
import { varied } from '../../generate/values/varied.ts';
import type { Workshop } from '../../generate/values/workshop.ts';
import { isValid } from '../../generate/values/workshop.ts';
import { parameterValue } from '../../generate/parameter-value.ts';
import { isFaithful } from '../../generate/wire/is-faithful.ts';

/** Names for things, without end where the schema has room: alike for all parameters that are described alike, so that a name found in one list leads to something elsewhere. */
export function idMaker(shop: Workshop, parameter: Parameter): (number: number) => Json | undefined {
  const { schema } = parameter;
  const suits = (value: Json): boolean => typeof value !== 'object' && value !== null && value !== '' && isFaithful(parameter, value) && (!schema || isValid(shop, schema.pointer, value));
  const first = parameterValue(shop, parameter);
  const flat = flatSchema(shop, schema?.schema);
  return (number) => {
    const candidates: readonly (Json | undefined)[] = [
      ...(first !== undefined && number === 0 ? [first] : []),
      ...(first !== undefined && schema ? [varied(shop, schema.schema as Json, first, number)] : []),
      ...(flat['enum'] === undefined && flat['const'] === undefined ? [uuid(number), `model-${number}`, 1_000 + number, hex(number).slice(0, 24), letters(number)] : []),
    ];
    return candidates.find((value): value is Json => value !== undefined && suits(value));
  };
}

function hex(number: number): string {
  return createHash('sha256').update(`model ${number}`).digest('hex');
}

function uuid(number: number): string {
  const mark = hex(number);
  return `${mark.slice(0, 8)}-${mark.slice(8, 12)}-4${mark.slice(13, 16)}-a${mark.slice(17, 20)}-${mark.slice(20, 32)}`;
}

function letters(number: number): string {
  return [...hex(number).slice(0, 8)].map((digit) => String.fromCodePoint(97 + Number.parseInt(digit, 16))).join('');
}
