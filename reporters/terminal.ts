import pc from 'picocolors';
import type { RunEvent } from '../model/run-event.ts';
import { clustersOf } from './clusters.ts';
import { coverageSentence } from './coverage-words.ts';
import type { CollectedRun } from './collected-run.ts';
import { createRunCollector } from './collected-run.ts';
import { isUnreachable, nextStep } from './next-step.ts';
import type { NextStep } from './next-step.ts';
import { countsTable } from './counts-table.ts';
import type { TellOptions, WholeRunReporter } from './reporter.ts';
import { shellLines } from './shell-lines.ts';
import { explorationLines } from './terminal-exploration.ts';
import { clusterLines, reasonLines } from './terminal-findings.ts';
import type { Colors, Look } from './terminal-findings.ts';
import { targetNote } from './target-note.ts';
import { undecidedOf, waivedOf } from './undecided.ts';
import { cutText, visibleLine } from './visible-text.ts';
import { isFaulty } from '../model/waiver.ts';
import { selftestSentence } from './selftest-words.ts';
import { standingLine } from './waiver-words.ts';
import { wrapped } from './wrapped-text.ts';

const mostFindings = 12;
const mostProblems = 5;
const mostNotices = 3;

/** What a person at a terminal wants to know, most important last: the verdict stands where the eye is. */
export const terminal: WholeRunReporter = {
  id: 'terminal',
  summary: 'for people: findings by root cause, what was not decided, the verdict, the next command',
  *of(run, options = {}) {
    yield textOf(run, options);
  },
  async *tell(events, options = {}) {
    const collector = createRunCollector();
    const progress = options.progress === true ? progressLine(options.columns) : undefined;
    for await (const event of events) {
      collector.add(event);
      const piece = progress?.after(event);
      if (piece !== undefined) yield piece;
    }
    if (progress) yield progress.wiped;
    yield textOf(collector.collected(), options);
  },
};

/** A line that is written over. */
export interface ProgressLine {
  /** What to write after an event, if anything. */
  after(event: RunEvent): string | undefined;
  /** What takes the line away. */
  readonly wiped: string;
}

/** Says anew how far the run is after every 20th exchange: events are the clock. */
export function progressLine(columns = 80): ProgressLine {
  const room = Math.min(58, columns - 1);
  let planned = 0;
  let sent = 0;
  return {
    after(event) {
      if (event.event === 'planned') planned = event.cases;
      if ((event.event !== 'exchange' && event.event !== 'explored') || ++sent % 20 !== 1) return undefined;
      return `\r${`  ${sent} of about ${Math.max(planned, sent)} requests sent`.slice(0, room).padEnd(room)}`;
    },
    wiped: `\r${' '.repeat(room)}\r`,
  };
}

function textOf(run: CollectedRun, { quiet = false, color = false, columns = 80, folder, traffic }: TellOptions): string {
  const look = { traffic, width: Math.max(40, Math.min(columns, 100)), colors: pc.createColors(color), folder: folder === undefined ? '' : `${folder}/` };
  const clusters = clustersOf(run);
  const more = clusters.length - mostFindings;
  const lines = [
    ...(quiet ? [] : headerOf(run, look)),
    ...clusters.slice(0, mostFindings).flatMap((cluster, index) => clusterLines(run, cluster, index + 1, look)),
    ...(more > 0 ? [...wrapped(visibleLine(`${more} more finding${more === 1 ? '' : 's'}: see ${look.folder}junit.xml`), look.width), ''] : []),
    ...(quiet ? [] : reasonLines('Let pass', run, waivedOf(run), look)),
    ...(quiet || isUnreachable(run) ? [] : reasonLines('Not decided', run, undecidedOf(run), look)),
    ...problemLines(run, look),
    ...waiverLines(run, look),
    ...leftLines(run, look),
    ...(quiet ? [] : tableLines(run, look)),
    ...(quiet ? [] : coverageLines(run, look)),
    ...(quiet ? [] : selftestLines(run, look)),
    ...explorationLines(run, look),
    ...verdictLines(run, look),
    ...(quiet ? [] : endLines(run, look)),
  ];
  return `${lines.join('\n')}\n`;
}

function headerOf({ started, notices }: CollectedRun, { width, colors, folder }: Look): readonly string[] {
  if (!started) return [];
  const target = started.target.kind === 'embedded' ? 'the embedded reference backend, because no --base-url was given' : `${started.target.baseUrl}${targetNote(started)}`;
  const rows: readonly (readonly [string, string])[] = [
    ['Target', target],
    ['Description', `${started.description.title} ${started.description.version} (${started.description.source})`],
    ['Profile', `${started.profile}, allowed: ${started.permissions.at(-1) ?? 'read'}`],
    ...((started.capabilities ?? []).length > 0 ? [['Declared', (started.capabilities ?? []).join(', ')] as const] : []),
  ];
  return [
    '',
    ...rows.flatMap(([name, value]) => labelled(name, visibleLine(value), width, colors)),
    ...(started.target.network?.insecure ? wrapped(' INSECURE: certificates are not checked, and anybody may be answering. ', width).map((line) => colors.inverse(colors.red(line))) : []),
    ...notices.slice(0, mostNotices).flatMap(({ what }) => labelled('Note', cutText(visibleLine(what), 400), width, colors)),
    ...(notices.length > mostNotices ? labelled('', visibleLine(`and ${notices.length - mostNotices} more notes: see ${folder}summary.md`), width, colors) : []),
    '',
  ];
}

/** `Target       http://…`, the value in a column of its own. */
function labelled(name: string, value: string, width: number, colors: Colors): readonly string[] {
  return wrapped(value, width - 13).map((line, index) => `${colors.dim((index === 0 ? name : '').padEnd(13))}${line}`);
}

function problemLines({ problems }: CollectedRun, { width, folder }: Look): readonly string[] {
  return [
    ...problems.slice(0, mostProblems).flatMap(({ code, what, fix }) => [...wrapped(`problem ${code}: ${visibleLine(cutText(what, 700))}`, width), ...(fix === undefined ? [] : wrapped(visibleLine(fix), width, '  ')), '']),
    ...(problems.length > mostProblems ? [...wrapped(visibleLine(`${problems.length - mostProblems} more problems: see ${folder}summary.md`), width), ''] : []),
  ];
}

/** Also when it is quiet: waivers that do not hold keep a run from being green. */
function waiverLines({ waivers }: CollectedRun, { width, folder }: Look): readonly string[] {
  const faulty = waivers.filter(isFaulty);
  return [
    ...faulty.slice(0, mostProblems).flatMap((standing) => [...wrapped(visibleLine(cutText(`waiver ${standingLine(standing)}`, 500)), width), '']),
    ...(faulty.length > mostProblems ? [...wrapped(visibleLine(`${faulty.length - mostProblems} more waivers that do not hold: see ${folder}summary.md`), width), ''] : []),
  ];
}

/** Also when it is quiet: somebody has to clean up. */
function leftLines({ left }: CollectedRun, { width, folder }: Look): readonly string[] {
  const [first] = left;
  if (!first) return [];
  const many = left.length === 1 ? 'One thing is left on the target, or may be' : `${left.length} things are left on the target, or may be`;
  return [...wrapped(visibleLine(`${many}: see ${folder}summary.md. ${cutText(first.because, 300)}`), width), ''];
}

function tableLines(run: CollectedRun, { width, colors }: Look): readonly string[] {
  const { outcomes, rows } = countsTable(run.counts);
  const narrow = 8 + outcomes.reduce((sum, name) => sum + name.length + 2, 0) > width;
  const lines = narrow
    ? columnsOf(['', ...rows.map(([level]) => level)], outcomes.map((name, index) => [name, ...rows.map(([, numbers]) => numbers[index] ?? '')]))
    : columnsOf(['', ...outcomes], rows.map(([level, numbers]) => [level, ...numbers]));
  const empty = run.rows.some(({ outcome }) => outcome.kind === 'not-applicable');
  return [
    ...lines.map((line, index) => (index === 0 ? colors.dim(line) : line)),
    ...(empty ? wrapped('n/a: no occasion arose, or no request can prove it; why is in junit.xml', width).map((line) => colors.dim(line)) : []),
    '',
  ];
}

function coverageLines({ coverage }: CollectedRun, { width, colors }: Look): readonly string[] {
  if (coverage === undefined || coverage.total === 0) return [];
  return [...wrapped(visibleLine(coverageSentence(coverage)), width).map((line) => colors.dim(line)), ''];
}

function selftestLines({ started }: CollectedRun, { width, colors }: Look): readonly string[] {
  return started?.selftest ? [...wrapped(visibleLine(selftestSentence(started.selftest)), width).map((line) => colors.dim(line)), ''] : [];
}

/** Cells in columns, the first one to the left. */
function columnsOf(head: readonly string[], body: readonly (readonly string[])[]): readonly string[] {
  const all = [head, ...body];
  const widths = head.map((_, index) => Math.max(...all.map((cells) => cells[index]?.length ?? 0)));
  return all.map((cells) => cells.map((cell, index) => (index === 0 ? cell.padEnd((widths[0] ?? 0) + 1) : cell.padStart((widths[index] ?? 0) + 2))).join(''));
}

function verdictLines(run: CollectedRun, { width, colors }: Look): readonly string[] {
  const paint = run.verdict === 'CONFORMANT' ? colors.green : run.verdict === 'NON_CONFORMANT' || run.verdict === 'ERROR' ? colors.red : colors.yellow;
  const [first, ...rest] = wrapped(`${run.verdict}  ${visibleLine(run.because)}`, width);
  return [(first ?? '').replace(run.verdict, paint(colors.bold(run.verdict))), ...rest];
}

function endLines(run: CollectedRun, { width, colors, folder, traffic }: Look & Pick<TellOptions, 'traffic'>): readonly string[] {
  const sent = run.finished?.exchanges ?? 0;
  const time = run.finished ? `${sent} exchange${sent === 1 ? '' : 's'} in ${durationOf(run.finished.durationMs)}` : 'the record is cut off';
  const places = [...(folder === '' ? [] : [`reports in ${folder}`]), ...(traffic === undefined ? [] : [`traffic in ${traffic}`])].join(', ');
  return [
    ...wrapped(visibleLine(`${time}${places === '' ? '' : `; ${places}`}`), width).map((line) => colors.dim(line)),
    '',
    ...nextLines(nextStep(run), width),
  ];
}

function durationOf(milliseconds: number): string {
  return milliseconds < 1_000 ? `${Math.round(milliseconds)} ms` : `${(milliseconds / 1_000).toFixed(1)} s`;
}

function nextLines({ say, command }: NextStep, width: number): readonly string[] {
  // Words of the command line; what is quoted stays together.
  const words = [...(command ?? '').matchAll(/(?:'[^']*'|\\.|[^\s'\\])+/g)].map(([word]) => word);
  if (say === undefined) return shellLines(['Next:', ...words], width, '');
  return [...wrapped(`Next: ${visibleLine(say)}`, width), ...(words.length > 0 ? shellLines(words, width, '  ') : [])];
}
