import type { Finding } from '../model/outcome.ts';
import type { CollectedRun, JudgedRequirement } from './collected-run.ts';

/** Findings that a reader takes for one: the same root cause, or the same words by the same rule. */
export interface Cluster {
  readonly finding: Finding;
  /** The requirement that weighs most. */
  readonly row: JudgedRequirement;
  /** How often it was seen. */
  readonly sites: number;
  readonly requirements: readonly JudgedRequirement[];
}

interface Growing {
  finding: Finding;
  row: JudgedRequirement;
  sites: number;
  readonly requirements: Set<JudgedRequirement>;
}

/** What failed, by root cause: what blocks the verdict first, then what concerns most requirements. */
export function clustersOf(run: CollectedRun): readonly Cluster[] {
  const byCause = new Map<string, Growing>();
  const byWords = new Map<string, Growing>();
  for (const row of run.rows) {
    if (row.outcome.kind !== 'fail') continue;
    const { findings, sites } = row.outcome;
    // Sites are counted by requirement; those of several causes are shared out evenly, and at least one each.
    const own = Math.max(1, Math.round(sites / findings.length));
    for (const finding of findings) {
      const words = `${row.requirement.rule} ${finding.message}`;
      const known = byCause.get(finding.cluster) ?? byWords.get(words);
      const cluster = known ?? { finding, row, sites: 0, requirements: new Set() };
      byCause.set(finding.cluster, cluster);
      byWords.set(words, cluster);
      if (weight(row) > weight(cluster.row)) Object.assign(cluster, { finding, row });
      cluster.sites += own;
      cluster.requirements.add(row);
    }
  }
  return [...new Set(byCause.values())].map((cluster): Cluster => ({ ...cluster, requirements: [...cluster.requirements] }))
    .sort((a, b) => weight(b.row) - weight(a.row) || b.requirements.length - a.requirements.length || b.sites - a.sites);
}

function weight({ binding, requirement: { level } }: JudgedRequirement): number {
  return binding ? 3 : level === 'MUST' ? 2 : level === 'SHOULD' ? 1 : 0;
}

/** Where it was found: `getUser`, or `getUser and 12 more operations`. */
export function operationsOf({ row, requirements }: Cluster): string {
  const others = new Set(requirements.map(({ requirement }) => requirement.operationId));
  others.delete(row.requirement.operationId);
  const more = others.size === 0 ? '' : ` and ${others.size} more operation${others.size === 1 ? '' : 's'}`;
  return `${row.requirement.operationId ?? 'the API'}${more}`;
}

/** `2 requirements, seen 14 times`. */
export function extentOf({ requirements, sites }: Cluster): string {
  return `${requirements.length} requirement${requirements.length === 1 ? '' : 's'}, ${sites} site${sites === 1 ? '' : 's'}`;
}

/** Where in the body, unless the message says so. */
export function instanceOf({ message, instance }: Finding): string | undefined {
  return instance && !message.includes(`at ${instance};`) && !message.includes(`at ${instance}.`) ? instance : undefined;
}
