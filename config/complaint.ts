import type { Problem } from '../model/problem.ts';

/** A problem of one setting, before it is known in which file and line that setting stands. */
export interface Complaint {
  /** Path of the setting. */
  readonly at: readonly string[];
  readonly problem: Problem;
}
