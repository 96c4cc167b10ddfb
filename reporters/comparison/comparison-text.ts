import type { OutcomeKind } from '../../model/outcome.ts';
import { wordOf } from '../html/outcome-words.ts';
import { cutText, visibleLine } from '../visible-text.ts';
import { wrapped } from '../wrapped-text.ts';
import type { ComparedRow, ComparedRun, Comparison } from './comparison.ts';

const width = 80;
/** More columns than these leave no room for what they are about. */
const mostRuns = 12;
const mostRows = 60;

/** Runs side by side for a terminal: one column each, one line for each requirement that did not end alike. */
export function comparisonText(comparison: Comparison): string {
  const { runs, differing, alike, worse, better, reservations } = comparison;
  const shown = runs.slice(0, mostRuns);
  const used = new Set(differing.flatMap(({ cells }) => cells.slice(0, mostRuns).flatMap((cell) => cell?.kind ?? [])));
  const lines = [
    ...shown.flatMap((run, index) => runLines(run, letterOf(index))),
    ...(runs.length > mostRuns ? [`and ${runs.length - mostRuns} more, in the page that --html leaves`] : []),
    '',
    ...(differing.length === 0 ? [] : [
      `${' '.repeat(width - 3 * shown.length)}${shown.map((_, index) => `  ${letterOf(index)}`).join('')}`,
      ...matrixLines(differing.slice(0, mostRows), shown.length),
      ...(differing.length > mostRows ? [`and ${differing.length - mostRows} more, in the page that --html leaves`] : []),
      '',
      ...wrapped([...used].map((kind) => `${wordOf[kind].sign} ${wordOf[kind].word}`).join('   ').concat('   · not in this run'), width),
      '',
    ]),
    ...reservations.flatMap((each) => wrapped(visibleLine(each), width)),
    `${counted(alike.length)} ended alike in all runs, ${differing.length} did not.`,
    ...wrapped(`Worse than in the first: ${worse.length}. Better in the last than in the first: ${better.length}.`, width),
  ];
  return lines.map((line) => `${line.trimEnd()}\n`).join('');
}

/** Column names: A to Z, then AA and so on. */
export function letterOf(index: number): string {
  const letter = String.fromCharCode(65 + (index % 26));
  return index < 26 ? letter : `${letterOf(Math.floor(index / 26) - 1)}${letter}`;
}

function runLines({ name, started, finished }: ComparedRun, letter: string): readonly string[] {
  const verdict = finished?.verdict ?? 'ERROR';
  const about = `${started.target.baseUrl}, ${started.startedAt.slice(0, 16).replace('T', ' ')}, ${started.profile}, ${started.suite.version}`;
  return [`${letter}  ${verdict.padEnd(24)}  ${visibleLine(cutText(name, 48))}`, ...wrapped(visibleLine(cutText(about, 200)), width - 29).map((line) => `${' '.repeat(29)}${line}`)];
}

/** Under its operation each requirement on one line, cut in its middle where it is too long: its beginning and its end tell it apart. */
function matrixLines(rows: readonly ComparedRow[], columns: number): readonly string[] {
  const room = width - 3 * columns;
  let operation: string | undefined;
  return rows.flatMap(({ requirement: { operationId = 'the API', rule, at }, cells }) => {
    const head = operationId === operation ? [] : [visibleLine(cutText(operationId, width))];
    operation = operationId;
    const name = middleCut(`  ${visibleLine(at === '' ? rule : `${rule} ${at}`)}`, room - 1);
    return [...head, `${name.padEnd(room)}${cells.slice(0, columns).map((cell) => `  ${signOf(cell?.kind)}`).join('')}`];
  });
}

function signOf(kind: OutcomeKind | undefined): string {
  return kind === undefined ? '·' : wordOf[kind].sign;
}

function middleCut(text: string, room: number): string {
  if (text.length <= room) return text;
  const end = Math.floor((room - 1) / 2);
  return `${text.slice(0, room - 1 - end)}…${text.slice(text.length - end)}`;
}

function counted(number: number): string {
  return `${number} requirement${number === 1 ? '' : 's'}`;
}
