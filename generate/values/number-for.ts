import type { FlatSchema } from './flat-schema.ts';
import { numberIn } from './flat-schema.ts';
import { multipleAtLeast, multipleAtMost } from './multiples.ts';

/** A number that keeps to the bounds and the step of a schema. */
export function numberFor(flat: FlatSchema, integer: boolean): number {
  const step = numberIn(flat, 'multipleOf') ?? 1;
  const exclusiveLow = numberIn(flat, 'exclusiveMinimum');
  const exclusiveHigh = numberIn(flat, 'exclusiveMaximum');
  const low = Math.max(numberIn(flat, 'minimum') ?? -Infinity, exclusiveLow === undefined ? -Infinity : exclusiveLow + (integer ? 1 : step));
  const high = Math.min(numberIn(flat, 'maximum') ?? Infinity, exclusiveHigh === undefined ? Infinity : exclusiveHigh - (integer ? 1 : step));
  const wanted = low >= 1 ? low : high < 1 ? high : 1;
  if (!integer && low > high) return ((exclusiveLow ?? 0) + (exclusiveHigh ?? 0)) / 2;
  const multiple = multipleAtLeast(wanted, step);
  return multiple <= high ? multiple : multipleAtMost(wanted, step);
}
