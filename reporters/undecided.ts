import type { OutcomeKind } from '../model/outcome.ts';
import type { CollectedRun, JudgedRequirement } from './collected-run.ts';

/** Requirements that ended in one way for one reason. */
export interface ReasonGroup {
  readonly kind: OutcomeKind;
  readonly because: string;
  readonly rows: readonly JudgedRequirement[];
  /** The exchange that the reason was read from. */
  readonly evidence: string | undefined;
}

/** Reasons quote answers; what tells two of them apart stands at their beginning. */
const longestReason = 600;
const order: readonly OutcomeKind[] = ['stale-waiver', 'error', 'blocked', 'not-run', 'waived', 'not-applicable'];

/** Requirements that were not decided, by the reason why: what an answer of the target explains, in the order of these answers, then the largest group. */
export function undecidedOf(run: CollectedRun): readonly ReasonGroup[] {
  return groupsOf(run.rows, ({ outcome }) => {
    switch (outcome.kind) {
      case 'blocked':
      case 'not-run':
        return outcome.because;
      case 'error':
        return outcome.problem.what;
      default:
        return undefined;
    }
  });
}

/** What does not apply, by the reason why. */
export function inapplicableOf(run: CollectedRun): readonly ReasonGroup[] {
  return groupsOf(run.rows, ({ outcome }) => (outcome.kind === 'not-applicable' ? outcome.because : undefined));
}

/** What a waiver covers, by waiver; those that cover nothing any more first, because they block. */
export function waivedOf(run: CollectedRun): readonly ReasonGroup[] {
  return groupsOf(run.rows, ({ requirement, outcome }) => {
    switch (outcome.kind) {
      case 'waived':
        return `${requirement.rule}: ${outcome.findings[0].message} Let pass until ${outcome.waiver.expires} (${[outcome.waiver.ticket, ...(outcome.waiver.owner === outcome.waiver.ticket ? [] : [outcome.waiver.owner])].join(', ')}).`;
      case 'stale-waiver':
        return `${requirement.rule} passes; the waiver ${outcome.waiver.ticket} that covers it has to go.`;
      default:
        return undefined;
    }
  });
}

function groupsOf(all: readonly JudgedRequirement[], reasonOf: (row: JudgedRequirement) => string | undefined): readonly ReasonGroup[] {
  const groups = new Map<string, { kind: OutcomeKind; because: string; rows: JudgedRequirement[]; texts: Set<string>; evidence: string | undefined }>();
  for (const row of all) {
    const because = reasonOf(row);
    if (because === undefined) continue;
    // The same reason for many cases is one reason.
    const key = `${row.outcome.kind} ${because.slice(0, longestReason).replaceAll(/[\w.-]+\/[\w~/.-]+/g, '…').replaceAll(row.requirement.operationId ?? '…', '…')}`;
    const group = groups.get(key) ?? { kind: row.outcome.kind, because, rows: [], texts: new Set(), evidence: row.evidence[0] };
    groups.set(key, group);
    group.rows.push(row);
    group.texts.add(because);
  }
  return [...groups.values()].map(({ kind, because, rows, texts, evidence }): ReasonGroup => ({ kind, rows, evidence, because: texts.size === 1 ? because : `${because} And alike for ${texts.size - 1} more.` }))
    .sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind) || age(a) - age(b) || b.rows.length - a.rows.length);
}

/** What was seen first explains what came after it. */
function age({ evidence }: ReasonGroup): number {
  return evidence === undefined ? Number.MAX_SAFE_INTEGER : Number(evidence.slice(1)) || 0;
}
