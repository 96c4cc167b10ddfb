import type { FlatSchema } from '../flat-schema.ts';
import { numberIn, typesIn } from '../flat-schema.ts';
import { multipleBeyond } from '../multiples.ts';
import type { Breakers, Violation } from './breaker.ts';

const safe = (number: number): boolean => Math.abs(number) < Number.MAX_SAFE_INTEGER - 1;

/** Bounds and steps. */
export const numberBreakers: Breakers = {
  *minimum(schema) {
    yield* bounded(schema, 'minimum', -1);
  },
  *maximum(schema) {
    yield* bounded(schema, 'maximum', 1);
  },
  *exclusiveMinimum(schema) {
    yield* bounded(schema, 'exclusiveMinimum', -1);
  },
  *exclusiveMaximum(schema) {
    yield* bounded(schema, 'exclusiveMaximum', 1);
  },
  *multipleOf(schema, value) {
    const step = numberIn(schema, 'multipleOf');
    if (step === undefined || typeof value !== 'number' || (typesIn(schema).includes('integer') && step === 1)) return;
    yield { keyword: 'multipleOf', label: '', values: typesIn(schema).includes('integer') ? [value + 1, value - 1] : [value + step / 2, value - step / 2, value + step / 3] };
  },
};

function* bounded(schema: FlatSchema, keyword: 'minimum' | 'maximum' | 'exclusiveMinimum' | 'exclusiveMaximum', direction: 1 | -1): Iterable<Violation> {
  const bound = numberIn(schema, keyword);
  if (bound === undefined) return;
  if (!safe(bound)) yield { keyword, label: '', values: [], doubt: 'numbers beyond 2^53 are not read as they were sent' };
  else yield { keyword, label: '', values: [...(keyword.startsWith('exclusive') ? [bound] : []), ...beyond(schema, bound, direction)] };
}

function beyond(schema: FlatSchema, bound: number, direction: 1 | -1): readonly number[] {
  const integer = typesIn(schema).includes('integer') && !typesIn(schema).includes('number');
  const step = numberIn(schema, 'multipleOf') ?? (integer ? 1 : Math.max(1, Math.abs(bound) * 0.01));
  return [multipleBeyond(bound, step, direction), bound + direction, bound + direction * step];
}
