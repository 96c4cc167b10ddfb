import type { OutcomeKind } from '../model/outcome.ts';
import type { Level } from '../model/requirement.ts';
import type { Counts } from '../model/run-event.ts';

/** Outcomes in the order of their weight, with the words of tables. */
const outcomeNames: readonly (readonly [OutcomeKind, string])[] = [
  ['pass', 'pass'], ['fail', 'fail'], ['error', 'error'], ['blocked', 'blocked'], ['not-run', 'not run'], ['not-applicable', 'n/a'], ['waived', 'waived'], ['stale-waiver', 'stale waiver'],
];
/** Strongest first. */
const levels: readonly Level[] = ['MUST', 'SHOULD', 'MAY'];

/** Levels and outcomes as a table, without those that did not occur. */
export function countsTable(counts: Counts): { readonly outcomes: readonly string[]; readonly rows: readonly (readonly [Level, readonly string[]])[] } {
  const used = outcomeNames.filter(([kind]) => kind === 'pass' || kind === 'fail' || levels.some((level) => counts[level][kind] > 0));
  return {
    outcomes: used.map(([, name]) => name),
    rows: levels.filter((level) => used.some(([kind]) => counts[level][kind] > 0)).map((level) => [level, used.map(([kind]) => String(counts[level][kind]))]),
  };
}
