import type { Decision } from '../judging/judge.ts';
import type { StepResult } from './step-result.ts';

/** A step's ending as the decision on its requirement; the branch taken is part of it. */
export function decisionOf({ outcome, evidence, durationMs, branches }: StepResult): Decision {
  return { outcome, evidence, durationMs, ...(branches.length > 0 && { branches }) };
}
