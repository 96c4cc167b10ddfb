import type { CapturePlan, Case } from './case.ts';
import type { Requirement, RequirementId } from './requirement.ts';

/** What will be sent and what it decides: a pure function of description, ruleset, profile, configuration and seed. */
export interface Plan {
  readonly digest: string;
  readonly seed: number;
  readonly profile: string;
  readonly rulesetDigest: string;
  readonly requirements: readonly Requirement[];
  /** Requirements that this run will not decide, and why: a filter, a permission. */
  readonly withheld: ReadonlyMap<RequirementId, string>;
  readonly captures: readonly CapturePlan[];
  /** Cases by operation, made again on each call so that memory stays flat. */
  casesOf(operationId: string): readonly Case[];
  readonly operations: readonly PlannedOperation[];
  readonly flows: readonly string[];
}

export interface PlannedOperation {
  readonly operationId: string;
  readonly cases: number;
  /** Cases by strategy, in the order of sending. */
  readonly strategies: Readonly<Record<string, number>>;
  /** Captures that its requests need. */
  readonly captures: readonly string[];
  /** Why none of its cases is sent, such as a missing permission. */
  readonly withheld?: string;
}
