import type { Json, JsonPointer } from './json.ts';
import type { Problem } from './problem.ts';

/** How a requirement ended; of a failure, how often it was seen (`sites`) in how many answers (`judged`). `error` means we failed, `fail` means the target did. */
export type Outcome =
  | { readonly kind: 'pass' }
  | { readonly kind: 'fail'; readonly findings: readonly [Finding, ...Finding[]]; readonly sites: number; readonly judged?: number }
  | { readonly kind: 'blocked' | 'not-run' | 'not-applicable'; readonly because: string }
  | { readonly kind: 'waived'; readonly findings: readonly [Finding, ...Finding[]]; readonly sites: number; readonly waiver: Waiver }
  | { readonly kind: 'stale-waiver'; readonly waiver: Waiver }
  | { readonly kind: 'error'; readonly problem: Problem };

export type OutcomeKind = Outcome['kind'];

/** One disagreement. Facts first; the words are made from them. */
export interface Finding {
  readonly facts: Json;
  /** "Received …; documented …", one or more plain sentences. */
  readonly message: string;
  /** Findings with the same cluster have the same root cause. */
  readonly cluster: string;
  /** Where in the body received. */
  readonly instance?: JsonPointer;
  /** Where the promise stands, as the user wrote it: a pointer into the description's file, or `file#pointer` for another. */
  readonly place?: JsonPointer;
  /** Exchange ids, the deciding one first, the positive control after it. */
  readonly evidence: readonly string[];
}

/** A failure that somebody answers for until a date. */
export interface Waiver {
  readonly requirement: string;
  readonly reason: string;
  readonly ticket: string;
  readonly owner: string;
  /** YYYY-MM-DD, the last day on which it holds. */
  readonly expires: string;
}
