import type { OutcomeKind } from '../model/outcome.ts';
import type { Level, Requirement } from '../model/requirement.ts';
import type { Counts } from '../model/run-event.ts';
import type { BindingCounts } from './verdict.ts';

/** Counts outcomes by level, and apart those that can block the verdict. */
export interface RunCounts {
  add(requirement: Requirement, outcome: OutcomeKind, binding: boolean): void;
  readonly all: Counts;
  readonly binding: BindingCounts;
}

function none(): Record<OutcomeKind, number> {
  return { pass: 0, fail: 0, error: 0, blocked: 0, 'not-run': 0, 'not-applicable': 0, waived: 0, 'stale-waiver': 0 };
}

/** Counts of nothing yet. */
export function createRunCounts(): RunCounts {
  const all: Record<Level, Record<OutcomeKind, number>> = { MUST: none(), SHOULD: none(), MAY: none() };
  const binding = none();
  return {
    all,
    binding,
    add({ level }, outcome, isBinding) {
      all[level][outcome]++;
      if (isBinding) binding[outcome]++;
    },
  };
}
