import type { CapturePlan, Case } from './case.ts';
import type { Requirement, RequirementId } from './requirement.ts';

/** What will be sent and what it decides: a pure function of description, ruleset, profile, configuration and seed. */
export interface Plan {
  readonly digest: string;
  readonly seed: number;
  readonly profile: string;
  readonly rulesetDigest: string;
  readonly requirements: Requirements;
  /** Requirements that this run will not decide, and why: a filter, a permission. */
  readonly withheld: ReadonlyMap<RequirementId, string>;
  /** Of those, the ones that another shard decides: they do not count here. */
  readonly elsewhere?: ReadonlySet<RequirementId>;
  readonly captures: readonly CapturePlan[];
  /** Cases by operation. Of a large plan they lie packed, so that memory stays flat, and are unpacked when they are asked for. */
  casesOf(operationId: string): readonly Case[];
  readonly operations: readonly PlannedOperation[];
  readonly flows: readonly string[];
}

/** All requirements, operation by operation and those of flows last. Like cases they may lie packed, so they are gone through one by one. */
export interface Requirements extends Iterable<Requirement> {
  readonly length: number;
  /** Those of one operation, whether answers, cases or steps decide them. */
  of(operationId: string): readonly Requirement[];
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
