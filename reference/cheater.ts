import type { Behaviour } from './behaviour.ts';

/** Somebody who wants the verdict without the conformance. Other than a fault, it remembers, or looks at who is asking. */
export interface Cheater {
  readonly id: string;
  /** Reads on from "a backend that". */
  readonly cheats: string;
  /** One that remembers nothing yet. */
  create(): Behaviour;
}
