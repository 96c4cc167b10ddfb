import type { Case } from './case.ts';
import type { Exchange } from './exchange.ts';
import type { Finding } from './outcome.ts';
import type { Requirement } from './requirement.ts';

/** What random cases came to, beside the plan and apart from its outcomes. */
export interface Exploration {
  /** Cases asked for. */
  readonly asked: number;
  /** Random cases that were sent; fewer than asked for where no more differ, or where a twin was not accepted. */
  readonly cases: number;
  /** Random cases that were made and not sent. */
  readonly withheld: number;
  /** Requests that were sent to make failing cases smaller. */
  readonly shrinking: number;
  /** Whether its findings count for the verdict. */
  readonly counts: boolean;
  readonly findings: readonly ExplorationFinding[];
}

/** One disagreement that a random case has shown, by the smallest case that shows it. */
export interface ExplorationFinding {
  readonly requirement: Requirement;
  readonly finding: Finding;
  /** Whether it keeps the verdict from CONFORMANT where findings of random cases count. */
  readonly binding: boolean;
  /** The planned cases have shown the same. */
  readonly planned: boolean;
  /** It stands in the list of known findings. */
  readonly known: boolean;
  /** Random cases that have shown it. */
  readonly sites: number;
  readonly case: Case;
  readonly exchange: Exchange;
  /** The twin that was accepted, of a case that is invalid on purpose. */
  readonly control?: { readonly case: Case; readonly exchange: Exchange };
}
