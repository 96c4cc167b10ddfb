import type { Finding } from '../model/outcome.ts';
import type { CollectedRun, JudgedRequirement } from './collected-run.ts';

/** Findings of one root cause. */
export interface Cluster {
  readonly cause: string;
  readonly finding: Finding;
  readonly row: JudgedRequirement;
  /** How often it was seen. */
  readonly sites: number;
  readonly requirements: readonly JudgedRequirement[];
}

/** What failed, by root cause: what blocks the verdict first, then what concerns most requirements. */
export function clustersOf(run: CollectedRun): readonly Cluster[] {
  const found = new Map<string, { finding: Finding; row: JudgedRequirement; sites: number; requirements: JudgedRequirement[] }>();
  for (const row of run.rows) {
    if (row.outcome.kind !== 'fail') continue;
    const { findings, sites } = row.outcome;
    for (const finding of findings) {
      const known = found.get(finding.cluster);
      // Sites are counted by requirement; those of several causes are shared out evenly, and at least one each.
      const own = Math.max(1, Math.round(sites / findings.length));
      if (!known) found.set(finding.cluster, { finding, row, sites: own, requirements: [row] });
      else {
        known.sites += own;
        if (!known.requirements.includes(row)) known.requirements.push(row);
      }
    }
  }
  const rank = ({ row }: { readonly row: JudgedRequirement }): number => (row.binding ? 2 : row.requirement.level === 'MUST' ? 1 : 0);
  return [...found].map(([cause, cluster]): Cluster => ({ cause, ...cluster }))
    .sort((a, b) => rank(b) - rank(a) || b.requirements.length - a.requirements.length || b.sites - a.sites);
}

/** Reasons quote answers; what tells two of them apart stands at their beginning. */
const longestReason = 600;

/** Requirements that were not decided, by the reason why. */
export function undecidedOf(run: CollectedRun): readonly { readonly kind: string; readonly because: string; readonly rows: readonly JudgedRequirement[] }[] {
  const groups = new Map<string, { kind: string; because: string; rows: JudgedRequirement[]; texts: Set<string> }>();
  for (const row of run.rows) {
    const because = reasonOf(row);
    if (because === undefined) continue;
    // The same reason for many cases is one reason.
    const key = `${row.outcome.kind} ${because.slice(0, longestReason).replaceAll(/[\w.-]+\/[\w~/.-]+/g, '…').replaceAll(row.requirement.operationId ?? '…', '…')}`;
    const group = groups.get(key) ?? { kind: row.outcome.kind, because, rows: [], texts: new Set() };
    groups.set(key, group);
    group.rows.push(row);
    group.texts.add(because);
  }
  return [...groups.values()].sort((a, b) => b.rows.length - a.rows.length)
    .map(({ kind, because, rows, texts }) => ({ kind, rows, because: texts.size === 1 ? because : `${because} And alike for ${texts.size - 1} more.` }));
}

function reasonOf({ outcome }: JudgedRequirement): string | undefined {
  switch (outcome.kind) {
    case 'blocked':
    case 'not-run':
      return outcome.because;
    case 'error':
      return outcome.problem.what;
    default:
      return undefined;
  }
}
