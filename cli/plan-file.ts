import type { Case } from '../model/case.ts';
import type { Plan } from '../model/plan.ts';
import type { Problem, Result } from '../model/problem.ts';
import type { Requirement } from '../model/requirement.ts';

/** What a written plan says about itself. */
export interface PlanHead {
  readonly plan: 1;
  readonly digest: string;
  readonly rulesetDigest: string;
  readonly description: { readonly title: string; readonly version: string; readonly digest: string };
  readonly profile: string;
  readonly permission: string;
  readonly seed: number;
}

/** One line of a written plan: its head, then each capture, requirement and case, so that a diff shows single ones. */
export type PlanLine =
  | PlanHead
  | { readonly requirement: Requirement; readonly withheld?: string }
  | { readonly case: Case }
  | { readonly capture: Plan['captures'][number] };

/** A plan as lines of JSON. */
export function* planLines(plan: Plan, head: Omit<PlanHead, 'plan' | 'digest' | 'rulesetDigest' | 'seed' | 'profile'>): Iterable<string> {
  const line = (value: PlanLine): string => `${JSON.stringify(value)}\n`;
  yield line({ plan: 1, digest: plan.digest, rulesetDigest: plan.rulesetDigest, profile: plan.profile, seed: plan.seed, ...head });
  for (const capture of plan.captures) yield line({ capture });
  for (const requirement of plan.requirements) {
    const withheld = plan.withheld.get(requirement.id);
    yield line({ requirement, ...(withheld !== undefined && { withheld }) });
  }
  for (const { operationId } of plan.operations) {
    for (const each of plan.casesOf(operationId)) yield line({ case: each });
  }
}

/** A written plan, read again: the head, and every other line by what it is about. */
export interface WrittenPlan {
  readonly head: PlanHead;
  readonly parts: ReadonlyMap<string, string>;
}

/** Reads what `planLines` wrote. */
export function readPlan(text: string, file: string): Result<WrittenPlan> {
  const parts = new Map<string, string>();
  let head: PlanHead | undefined;
  for (const [index, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue;
    const value = parsed(line);
    if (!value || (head === undefined) !== ('plan' in value)) {
      return { ok: false, problems: [notAPlan(file, index + 1)] };
    }
    if ('plan' in value) head = value;
    else parts.set(keyOf(value), JSON.stringify(value));
  }
  return head ? { ok: true, value: { head, parts } } : { ok: false, problems: [notAPlan(file, 1)] };
}

function parsed(line: string): PlanLine | undefined {
  try {
    const value = JSON.parse(line) as PlanLine | null;
    const known = typeof value === 'object' && value !== null && ['plan', 'requirement', 'case', 'capture'].some((key) => Object.hasOwn(value, key));
    return known ? value : undefined;
  } catch {
    return undefined;
  }
}

function keyOf(line: Exclude<PlanLine, PlanHead>): string {
  if ('requirement' in line) return `requirement ${line.requirement.id}`;
  return 'case' in line ? `case ${line.case.id}` : `capture ${line.capture.key}`;
}

function notAPlan(file: string, line: number): Problem {
  return { code: 'PLAN_UNREADABLE', what: 'The file is no plan.', where: { file, line }, fix: 'Write one: calico-conformance plan --write FILE' };
}

/** How a plan differs from one written before. */
export interface PlanDifference {
  readonly same: boolean;
  /** Settings that differ, as `before → now`. */
  readonly settings: readonly string[];
  readonly added: readonly string[];
  readonly removed: readonly string[];
  readonly changed: readonly string[];
}

/** Compares two written plans. */
export function comparePlans(before: WrittenPlan, now: WrittenPlan): PlanDifference {
  const settings = (['profile', 'permission', 'seed', 'rulesetDigest'] as const)
    .filter((key) => before.head[key] !== now.head[key])
    .map((key) => `${key}: ${shown(before.head[key])} -> ${shown(now.head[key])}`);
  if (before.head.description.digest !== now.head.description.digest) {
    const named = ({ title, version, digest }: PlanHead['description']): string => `${title} ${version} (${digest.slice(0, 12)})`;
    settings.push(`description: ${named(before.head.description)} -> ${named(now.head.description)}`);
  }
  const added = [...now.parts.keys()].filter((key) => !before.parts.has(key));
  const removed = [...before.parts.keys()].filter((key) => !now.parts.has(key));
  const changed = [...now.parts].filter(([key, line]) => before.parts.has(key) && before.parts.get(key) !== line).map(([key]) => key);
  return { same: before.head.digest === now.head.digest, settings, added, removed, changed };
}

function shown(value: string | number): string {
  return typeof value === 'string' && /^[0-9a-f]{64}$/.test(value) ? value.slice(0, 12) : String(value);
}
