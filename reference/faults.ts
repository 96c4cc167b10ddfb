import type { Behaviour } from './behaviour.ts';

/** One lie, and the requirement that names it. */
export interface Fault extends Behaviour {
  readonly id: string;
  /** Reads on from "a backend that". */
  readonly lie: string;
  /** The id of the requirement that catches it. */
  readonly caughtBy: string;
}

const table = [] as const satisfies readonly Fault[];

/** All faults, by id. */
export const faults: Readonly<Record<string, Fault>> = Object.fromEntries((table as readonly Fault[]).map((fault) => [fault.id, fault]));
