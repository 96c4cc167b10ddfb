import type { FlatSchema } from '../flat-schema.ts';
import { numberIn, typesIn } from '../flat-schema.ts';
import { multipleBeyond } from '../multiples.ts';
import type { Breakers } from './breaker.ts';

const safe = (number: number): boolean => Math.abs(number) < Number.MAX_SAFE_INTEGER - 1;

/** Bounds and steps. */
export const numberBreakers: Breakers = {
  *minimum(schema) {
    const bound = numberIn(schema, 'minimum');
    if (bound !== undefined && safe(bound)) yield { keyword: 'minimum', label: '', values: beyond(schema, bound, -1) };
  },
  *maximum(schema) {
    const bound = numberIn(schema, 'maximum');
    if (bound !== undefined && safe(bound)) yield { keyword: 'maximum', label: '', values: beyond(schema, bound, 1) };
  },
  *exclusiveMinimum(schema) {
    const bound = numberIn(schema, 'exclusiveMinimum');
    if (bound !== undefined && safe(bound)) yield { keyword: 'exclusiveMinimum', label: '', values: [bound, ...beyond(schema, bound, -1)] };
  },
  *exclusiveMaximum(schema) {
    const bound = numberIn(schema, 'exclusiveMaximum');
    if (bound !== undefined && safe(bound)) yield { keyword: 'exclusiveMaximum', label: '', values: [bound, ...beyond(schema, bound, 1)] };
  },
  *multipleOf(schema, value) {
    const step = numberIn(schema, 'multipleOf');
    if (step === undefined || typeof value !== 'number' || (typesIn(schema).includes('integer') && step === 1)) return;
    yield { keyword: 'multipleOf', label: '', values: typesIn(schema).includes('integer') ? [value + 1, value - 1] : [value + step / 2, value - step / 2, value + step / 3] };
  },
};

function beyond(schema: FlatSchema, bound: number, direction: 1 | -1): readonly number[] {
  const integer = typesIn(schema).includes('integer') && !typesIn(schema).includes('number');
  const step = numberIn(schema, 'multipleOf') ?? (integer ? 1 : Math.max(1, Math.abs(bound) * 0.01));
  return [multipleBeyond(bound, step, direction), bound + direction, bound + direction * step];
}
