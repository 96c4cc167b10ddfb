import type { OutcomeKind } from '../../model/outcome.ts';
import type { Requirement } from '../../model/requirement.ts';
import type { RunEvent, RunFinished, RunStarted } from '../../model/run-event.ts';
import { outcomeMessage } from '../outcome-words.ts';

/** One run as a column. */
export interface ComparedRun {
  /** As the user named it. */
  readonly name: string;
  readonly started: RunStarted;
  /** Missing where the record is cut off. */
  readonly finished: RunFinished | undefined;
  readonly outcomes: ReadonlyMap<string, ComparedOutcome>;
  readonly requirements: ReadonlyMap<string, Requirement>;
}

interface ComparedOutcome {
  readonly kind: OutcomeKind;
  /** Why; empty where it passed. */
  readonly message: string;
}

/** One requirement in all runs. */
export interface ComparedRow {
  readonly requirement: Requirement;
  /** In the order of the runs; undefined where a run does not have it. */
  readonly cells: readonly (ComparedOutcome | undefined)[];
}

/** Several runs side by side. */
export interface Comparison {
  readonly runs: readonly ComparedRun[];
  /** Those that did not end alike in all of them, what got worse first. */
  readonly differing: readonly ComparedRow[];
  readonly alike: readonly ComparedRow[];
  /** Those that held in the first run and fail in a later one. */
  readonly worse: readonly ComparedRow[];
  /** Those that failed in the first run and hold in the last. */
  readonly better: readonly ComparedRow[];
  /** In what the runs are not of one kind, in sentences. */
  readonly reservations: readonly string[];
}

/** Folds a record into a column; undefined where it is none. */
export async function comparedRun(name: string, events: AsyncIterable<RunEvent> | Iterable<RunEvent>): Promise<ComparedRun | undefined> {
  let started: RunStarted | undefined;
  let finished: RunFinished | undefined;
  const requirements = new Map<string, Requirement>();
  const outcomes = new Map<string, ComparedOutcome>();
  for await (const event of events) {
    if (event.event === 'run-started') started = event;
    else if (event.event === 'requirement-planned') requirements.set(event.requirement.id, event.requirement);
    else if (event.event === 'judged') outcomes.set(event.id, { kind: event.outcome.kind, message: outcomeMessage(event.outcome) });
    else if (event.event === 'run-finished') finished = event;
  }
  return started && { name, started, finished, outcomes, requirements };
}

const fails: ReadonlySet<OutcomeKind> = new Set(['fail', 'waived']);
const holds: ReadonlySet<OutcomeKind> = new Set(['pass', 'stale-waiver']);

/** Runs side by side. Their order is time, or whatever the user means by it; the first is what the others are held against. */
export function compareRuns(runs: readonly ComparedRun[]): Comparison {
  const requirements = new Map(runs.flatMap((run) => [...run.requirements]));
  const rows = [...requirements.values()].map((requirement): ComparedRow => ({ requirement, cells: runs.map(({ outcomes }) => outcomes.get(requirement.id)) }));
  const [alike, differing] = [rows.filter(isAlike), rows.filter((row) => !isAlike(row))];
  const worse = differing.filter(({ cells: [first, ...later] }) => first !== undefined && holds.has(first.kind) && later.some((cell) => cell !== undefined && fails.has(cell.kind)));
  const better = differing.filter(({ cells }) => isKind(cells[0], fails) && isKind(cells.at(-1), holds));
  const operations = [...new Set(differing.map(({ requirement }) => requirement.operationId))];
  const weight = (row: ComparedRow): number => (worse.includes(row) ? 0 : row.cells.some((cell) => isKind(cell, fails)) ? 1 : 2);
  return { runs, alike, differing: [...differing].sort((a, b) => weight(a) - weight(b) || operations.indexOf(a.requirement.operationId) - operations.indexOf(b.requirement.operationId)), worse, better, reservations: [...reservationsOf(runs)] };
}

function isKind(cell: ComparedOutcome | undefined, kinds: ReadonlySet<OutcomeKind>): boolean {
  return cell !== undefined && kinds.has(cell.kind);
}

function isAlike({ cells }: ComparedRow): boolean {
  return cells.every((cell) => cell?.kind === cells[0]?.kind);
}

function* reservationsOf(runs: readonly ComparedRun[]): Iterable<string> {
  const differ = (of: (run: ComparedRun) => string): boolean => new Set(runs.map(of)).size > 1;
  if (differ(({ started }) => started.description.bundledDigest)) yield 'They were judged by different descriptions: what only some of them have stands empty in the others.';
  if (differ(({ started }) => started.suite.rulesetDigest)) yield 'They were judged by different rules or versions.';
  if (differ(({ started }) => started.profile)) yield 'Their profiles differ.';
  for (const { name, finished } of runs) if (!finished || finished.interrupted) yield `${name} did not come to its end.`;
}
