import type { Outcome } from '../../model/outcome.ts';

/** How one step ended. */
export interface StepResult {
  readonly step: string;
  readonly outcome: Outcome;
  /** Which of several documented answers came, in order. */
  readonly branches: readonly string[];
  /** Exchange ids, the deciding one first, at most 20. */
  readonly evidence: readonly string[];
  /** Sum over the exchanges. */
  readonly durationMs: number;
}
