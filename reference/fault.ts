import type { Behaviour } from './behaviour.ts';

/** One lie, and the requirement that names it. */
export interface Fault extends Behaviour {
  readonly id: string;
  /** Reads on from "a backend that". */
  readonly lie: string;
  /** The id of the requirement that catches it. */
  readonly caughtBy: string;
  /** Requirements that cannot be kept by whoever tells this lie. */
  readonly alongWith?: readonly string[];
}

/** Every requirement that a lie breaks. */
export function brokenBy({ caughtBy, alongWith = [] }: Fault): readonly string[] {
  return [caughtBy, ...alongWith];
}
