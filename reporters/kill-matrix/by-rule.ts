import type { KillMatrix } from '../../model/kill-matrix.ts';

/** What became of the lies against one rule. */
export interface RuleRow {
  readonly rule: string;
  readonly tried: number;
  readonly killed: number;
  readonly byAnother: number;
  readonly survived: number;
  /** Requirements without a lie. */
  readonly untried: number;
}

/** The matrix rule by rule, in the order of the plan. */
export function byRule({ tried, untried }: KillMatrix): readonly RuleRow[] {
  const rows = new Map<string, { -readonly [key in keyof RuleRow]: RuleRow[key] }>();
  const rowOf = (rule: string): { -readonly [key in keyof RuleRow]: RuleRow[key] } => {
    const row = rows.get(rule) ?? { rule, tried: 0, killed: 0, byAnother: 0, survived: 0, untried: 0 };
    rows.set(rule, row);
    return row;
  };
  for (const { rule, fate } of tried) {
    const row = rowOf(rule);
    row.tried++;
    if (fate.kind === 'killed') row.killed++;
    else if (fate.kind === 'killed-by-another') row.byAnother++;
    else row.survived++;
  }
  for (const { rule } of untried) rowOf(rule).untried++;
  return [...rows.values()].sort((one, other) => (one.rule < other.rule ? -1 : 1));
}

/** Why requirements were left without a lie, the most frequent reason first. What differs from one to the other is cut. */
export function reasonsOf({ untried }: KillMatrix): readonly { readonly because: string; readonly count: number }[] {
  const counts = new Map<string, number>();
  for (const { because } of untried) {
    const general = because.replaceAll(/"[^"]*"|\{[^}]*\}|\[[^\]]*\]|\b\d+\b/g, '…').replace(/( may read )[^,]*/, '$1…').replace(/ of \S+ got an answer/, ' got an answer');
    counts.set(general, (counts.get(general) ?? 0) + 1);
  }
  return [...counts].map(([because, count]) => ({ because, count })).sort((one, other) => other.count - one.count);
}
