import * as fc from 'fast-check';
import type { FlatSchema } from '../values/flat-schema.ts';
import { numberIn } from '../values/flat-schema.ts';
import { multipleAtLeast } from '../values/multiples.ts';

/** How far numbers go to a side that has no bound. */
const reach = 1_000_000;
const parts = 10_000;
const mostSteps = 2 ** 31 - 1;

/** Random numbers that may satisfy a flat schema. */
export function randomNumbers(schema: FlatSchema, integer: boolean): fc.Arbitrary<number> {
  const [low, high] = rangeOf(schema, integer);
  const step = numberIn(schema, 'multipleOf') ?? (integer ? 1 : undefined);
  if (step !== undefined && step > 0) {
    const [from, to] = [steps(Math.ceil(low / step)), steps(Math.floor(high / step))];
    return fc.integer({ min: from, max: Math.max(from, to) }).map((count) => multipleAtLeast(count * step, step));
  }
  // Plain ones are likelier to be what anybody expects.
  const whole = fc.integer({ min: Math.ceil(low), max: Math.max(Math.ceil(low), Math.floor(high)) });
  const between = fc.integer({ min: 0, max: parts }).map((part) => Number((low + ((high - low) * part) / parts).toPrecision(12)));
  return fc.oneof(whole, between);
}

/** Whether the bounds are excluded is left to the judge, but for integers, which have a next one. */
function rangeOf(schema: FlatSchema, integer: boolean): readonly [low: number, high: number] {
  const beyond = integer ? 1 : 0;
  const bound = (inclusive: string, exclusive: string, direction: 1 | -1): number | undefined => {
    const excluded = numberIn(schema, exclusive);
    const all = [numberIn(schema, inclusive), excluded === undefined ? undefined : excluded + direction * beyond].filter((each) => each !== undefined);
    return all.length === 0 ? undefined : direction === 1 ? Math.max(...all) : Math.min(...all);
  };
  const low = bound('minimum', 'exclusiveMinimum', 1);
  const high = bound('maximum', 'exclusiveMaximum', -1);
  const from = clipped(low ?? Math.min(-reach, (high ?? 0) - reach), schema);
  const to = clipped(high ?? Math.max(reach, (low ?? 0) + reach), schema);
  return [from, Math.max(from, to)];
}

function clipped(number: number, schema: FlatSchema): number {
  const most = schema['format'] === 'int32' ? 2 ** 31 - 1 : Number.MAX_SAFE_INTEGER;
  return Math.max(-most, Math.min(most, number));
}

function steps(count: number): number {
  return Math.max(-mostSteps, Math.min(mostSteps, count));
}
