import type { Requirement } from '../model/requirement.ts';
import type { Target } from '../model/target.ts';

/** A server that tells one lie. */
export interface Mutant {
  readonly requirement: Requirement;
  /** Tells apart the lies against one requirement. */
  readonly label: string;
  /** Reads on from "a server that". */
  readonly lie: string;
  open(): Promise<Target>;
  /** Whether it had an occasion to tell the lie; where nobody can know, it had. */
  wasTold?(): boolean;
}

/** Why no lie was told. */
export interface NoMutant {
  readonly because: string;
}

export type Proposal = Mutant | NoMutant;

/** What of a mutant its rule says; the rest is known. */
export type Lying = Pick<Mutant, 'label' | 'lie' | 'open' | 'wasTold'> | NoMutant;
