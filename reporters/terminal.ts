import pc from 'picocolors';
import type { RunEvent } from '../model/run-event.ts';
import { clustersOf, undecidedOf } from './clusters.ts';
import type { Cluster } from './clusters.ts';
import type { CollectedRun } from './collected-run.ts';
import { createRunCollector } from './collected-run.ts';
import { levels, outcomeNames } from './summary.ts';
import type { Reporter, TellOptions } from './reporter.ts';
import { cutText, visibleLine } from './visible-text.ts';
import { wrapped } from './wrapped-text.ts';

const mostFindings = 12;
const mostReasons = 8;
const mostProblems = 5;

/** What a person at a terminal wants to know, most important last: the verdict stands where the eye is. */
export const terminal: Reporter = {
  id: 'terminal',
  summary: 'for people: findings by root cause, what was not decided, the verdict, the next command',
  async *tell(events, options = {}) {
    const collector = createRunCollector();
    const progress = options.progress === true ? progressLine() : undefined;
    for await (const event of events) {
      collector.add(event);
      const piece = progress?.(event);
      if (piece !== undefined) yield piece;
    }
    if (progress) yield `\r${' '.repeat(60)}\r`;
    yield textOf(collector.collected(), options);
  },
};

/** Says anew how far the run is after every 20th exchange: events are the clock. */
function progressLine(): (event: RunEvent) => string | undefined {
  let planned = 0;
  let sent = 0;
  return (event) => {
    if (event.event === 'planned') planned = event.cases;
    if (event.event !== 'exchange' || ++sent % 20 !== 1) return undefined;
    return `\r${`  ${sent} exchanges, about ${Math.max(planned, sent)} planned`.padEnd(58)}`;
  };
}

type Colors = ReturnType<typeof pc.createColors>;

function textOf(run: CollectedRun, { quiet = false, color = false, columns = 80, folder }: TellOptions): string {
  const colors = pc.createColors(color);
  const width = Math.max(40, Math.min(columns, 100));
  const clusters = clustersOf(run);
  const lines = [
    ...(quiet ? [] : headerOf(run, width, colors)),
    ...clusters.slice(0, mostFindings).flatMap((cluster, index) => clusterLines(run, cluster, index + 1, width, colors)),
    ...(clusters.length > mostFindings ? [`${clusters.length - mostFindings} more findings are in the other reports.`, ''] : []),
    ...(quiet ? [] : undecidedLines(run, width, colors)),
    ...run.problems.slice(0, mostProblems).flatMap(({ code, what, fix }) => [...wrapped(`problem ${code}: ${visibleLine(what)}`, width), ...(fix === undefined ? [] : wrapped(fix, width, '  ')), '']),
    ...(quiet ? [] : [...tableLines(run, width, colors), '']),
    ...verdictLines(run, width, colors),
    ...(quiet ? [] : nextLines(run, width, colors, folder)),
  ];
  return `${lines.join('\n')}\n`;
}

function headerOf({ started, notices }: CollectedRun, width: number, colors: Colors): readonly string[] {
  if (!started) return [];
  const target = started.target.kind === 'embedded' ? 'the embedded reference backend, because no --base-url was given' : started.target.baseUrl;
  const rows: readonly (readonly [string, string])[] = [
    ['Target', target],
    ['Description', `${started.description.title} ${started.description.version} (${started.description.source})`],
    ['Profile', `${started.profile}, allowed: ${started.permissions.at(-1) ?? 'read'}`],
  ];
  return [
    '',
    ...rows.flatMap(([name, value]) => wrapped(visibleLine(value), width - 13, '').map((line, index) => `${colors.dim((index === 0 ? name : '').padEnd(13))}${line}`)),
    ...notices.slice(0, 3).flatMap(({ what }) => wrapped(`Note: ${visibleLine(what)}`, width)),
    '',
  ];
}

function clusterLines(run: CollectedRun, { finding, row, sites, requirements }: Cluster, number: number, width: number, colors: Colors): readonly string[] {
  const { requirement } = row;
  const blocks = row.binding ? requirement.level : `${requirement.level}, does not block`;
  const title = `${number}. ${requirement.rule} in ${requirement.operationId ?? 'the API'} (${blocks})`;
  const [evidence] = finding.evidence;
  const shown = evidence === undefined ? undefined : run.exchange(evidence);
  return [
    ...wrapped(visibleLine(title), width).map((line) => (row.binding ? colors.red(colors.bold(line)) : colors.yellow(line))),
    ...wrapped(visibleLine(cutText(finding.message, 700)), width, '   '),
    ...(finding.instance ? wrapped(visibleLine(`in the body at ${finding.instance}`), width, '   ') : []),
    ...wrapped(`${requirement.clause.title}; ${requirements.length} requirement${requirements.length === 1 ? '' : 's'}, ${sites} site${sites === 1 ? '' : 's'}`, width, '   ').map((line) => colors.dim(line)),
    ...(shown ? wrapped(visibleLine(cutText(shown.curl, 600)), width, '   ').map((line) => colors.dim(line)) : []),
    '',
  ];
}

function undecidedLines(run: CollectedRun, width: number, colors: Colors): readonly string[] {
  const groups = undecidedOf(run);
  if (groups.length === 0) return [];
  return [
    colors.bold('Not decided'),
    ...groups.slice(0, mostReasons).flatMap(({ kind, because, rows }) => {
      const [first, ...rest] = wrapped(`${kind}: ${visibleLine(cutText(because, 400))}`, width, '       ');
      return [`${String(rows.length).padStart(5)}  ${(first ?? '').trimStart()}`, ...rest];
    }),
    ...(groups.length > mostReasons ? [`       and ${groups.length - mostReasons} more reasons, in the other reports`] : []),
    '',
  ];
}

function tableLines(run: CollectedRun, width: number, colors: Colors): readonly string[] {
  const used = outcomeNames.filter(([kind]) => kind === 'pass' || kind === 'fail' || levels.some((level) => run.counts[level][kind] > 0));
  const rows = levels.filter((level) => used.some(([kind]) => run.counts[level][kind] > 0));
  const wide = 8 + used.reduce((sum, [, name]) => sum + Math.max(9, name.length + 2), 0) <= width;
  const cells = (first: string, rest: readonly string[]): string => first.padEnd(8) + rest.map((cell, index) => cell.padStart(Math.max(wide ? 9 : 0, (used[index]?.[1].length ?? 0) + (wide ? 2 : 1)))).join('');
  return [
    colors.dim(cells('', used.map(([, name]) => name))),
    ...rows.map((level) => cells(level, used.map(([kind]) => String(run.counts[level][kind])))),
  ];
}

function verdictLines(run: CollectedRun, width: number, colors: Colors): readonly string[] {
  const paint = run.verdict === 'CONFORMANT' ? colors.green : run.verdict === 'NON_CONFORMANT' || run.verdict === 'ERROR' ? colors.red : colors.yellow;
  const [first, ...rest] = wrapped(`${run.verdict}  ${visibleLine(run.because)}`, width);
  return [(first ?? '').replace(run.verdict, paint(colors.bold(run.verdict))), ...rest];
}

function nextLines(run: CollectedRun, width: number, colors: Colors, folder: string | undefined): readonly string[] {
  const time = run.finished ? `${run.finished.exchanges} exchanges in ${(run.finished.durationMs / 1000).toFixed(1)} s` : 'the record is cut off';
  const where = folder === undefined ? '' : `; reports in ${folder}/`;
  return [
    ...wrapped(visibleLine(`${time}${where}`), width).map((line) => colors.dim(line)),
    '',
    ...wrapped(`Next: ${nextStep(run)}`, width),
  ];
}

/** What to type now. */
function nextStep(run: CollectedRun): string {
  const [cluster] = clustersOf(run);
  if (run.problems.some(({ code }) => code === 'TARGET_UNREACHABLE')) return 'check the URL, then calico-conformance doctor --base-url <url>';
  if (cluster) return `calico-conformance requirements explain ${cluster.row.requirement.rule}`;
  if (run.verdict === 'INCOMPLETE') return 'calico-conformance doctor says what is missing and how to supply it';
  if (run.started?.target.kind === 'embedded') return 'calico-conformance --base-url <url of your API> --token-env <variable>';
  return run.verdict === 'CONFORMANT' ? 'keep it that way: run this in CI' : 'calico-conformance report';
}

