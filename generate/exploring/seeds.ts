import { createHash } from 'node:crypto';
import * as fc from 'fast-check';

/** A seed of its own for each thing that is drawn, so that nothing depends on what was drawn before. */
export function seedFor(seed: number, ...what: readonly (string | number)[]): number {
  return createHash('sha256').update([seed, ...what].join(' ')).digest().readInt32BE(0);
}

/** The one value that a seed draws. */
export function drawn<T>(arbitrary: fc.Arbitrary<T>, seed: number): T {
  const [value] = fc.sample(arbitrary, { seed, numRuns: 1 });
  return value as T;
}
