import type { Answer } from './answer.ts';
import type { Call } from './call.ts';
import type { Policy } from './registry.ts';

/** How a backend differs from the plain one: in what it holds, or in what it does around an honest answer. */
export interface Behaviour {
  readonly policy?: Partial<Policy>;
  /** `honest` answers this call, or another one that is put in its place. */
  around?(call: Call, honest: Honest): Answer | Promise<Answer>;
}

/** The honest answer to a call; to the one at hand when none is given. */
export type Honest = (call?: Call) => Promise<Answer>;
