import type pc from 'picocolors';
import { blameOf, blameText } from './blame.ts';
import { extentOf, instanceOf, operationsOf } from './clusters.ts';
import type { Cluster } from './clusters.ts';
import type { CollectedRun } from './collected-run.ts';
import type { Curl } from './curl.ts';
import { shellLines } from './shell-lines.ts';
import type { ReasonGroup } from './undecided.ts';
import { cutText, visibleLine } from './visible-text.ts';
import { wrapped } from './wrapped-text.ts';

const mostReasons = 8;
/** Characters of a command that anybody would paste. */
const longestCurl = 1_500;

/** Paint, or none. */
export type Colors = ReturnType<typeof pc.createColors>;

/** How the text is laid out. */
export interface Look {
  readonly width: number;
  readonly colors: Colors;
  /** Where the other reports are, as the user named it; ends in a slash. */
  readonly folder: string;
}

/** One finding: what it is, how far it reaches, and the request that shows it. */
export function clusterLines(run: CollectedRun, cluster: Cluster, number: number, look: Look): readonly string[] {
  const { finding, row } = cluster;
  const { width, colors } = look;
  const { rule, level, clause } = row.requirement;
  const title = `${number}. ${rule} in ${operationsOf(cluster)} (${row.binding ? level : `${level}, does not block`})`;
  const instance = instanceOf(finding);
  return [
    ...wrapped(visibleLine(title), width).map((line) => (row.binding ? colors.red(colors.bold(line)) : colors.yellow(line))),
    ...wrapped(visibleLine(cutText(finding.message, 700)), width, '   '),
    ...(instance === undefined ? [] : wrapped(visibleLine(`in the body at ${instance}`), width, '   ')),
    ...wrapped(blameText(blameOf(cluster)), width, '   '),
    ...wrapped(visibleLine(`${clause.title}; ${extentOf(cluster)}`), width, '   ').map((line) => colors.dim(line)),
    ...twinLinesOf(run, finding.evidence[0], look),
    ...curlLines(run, finding.evidence[0], look, '   '),
    '',
  ];
}

/** What was changed in a request that had been accepted. */
function twinLinesOf(run: CollectedRun, evidence: string | undefined, { width, colors }: Look): readonly string[] {
  const lines = evidence === undefined ? [] : run.twin(evidence);
  return lines.flatMap((line) => wrapped(line, width, '   ').map((each) => (line.startsWith('+') ? colors.red(each) : colors.green(each))));
}

/** The request to send again, as it can be pasted. */
function curlLines(run: CollectedRun, evidence: string | undefined, { width, colors, folder }: Look, indent: string): readonly string[] {
  const curl = evidence === undefined ? undefined : run.exchange(evidence)?.curl;
  return evidence === undefined || !curl ? [] : curlTextLines(curl, evidence, { width, colors, folder }, indent);
}

/** A command as it can be pasted; a longer one stands in the record, under the id of its exchange. */
export function curlTextLines(curl: Curl, evidence: string, { width, colors, folder }: Look, indent: string): readonly string[] {
  const lines = curl.words.join(' ').length > longestCurl
    ? wrapped(visibleLine(`The request is too long to show here: see ${evidence} in ${folder}run.ndjson`), width, indent)
    : [...curl.notes.flatMap((note) => wrapped(note, width - indent.length - 2).map((line) => `${indent}# ${line}`)), ...shellLines(curl.words, width, indent)];
  return lines.map((line) => colors.dim(line));
}

/** Groups of requirements with the reason that they have in common. */
export function reasonLines(title: string, run: CollectedRun, groups: readonly ReasonGroup[], look: Look): readonly string[] {
  if (groups.length === 0) return [];
  const { width, colors, folder } = look;
  const [told] = groups.filter(({ kind, evidence }) => kind === 'blocked' && evidence !== undefined);
  return [
    colors.bold(title),
    ...groups.slice(0, mostReasons).flatMap((group) => {
      const [first, ...rest] = wrapped(`${group.kind}: ${visibleLine(cutText(group.because, 400))}`, width, '       ');
      return [`${String(group.rows.length).padStart(5)}  ${(first ?? '').trimStart()}`, ...rest, ...(group === told ? curlLines(run, group.evidence, look, '       ') : [])];
    }),
    ...(groups.length > mostReasons ? wrapped(visibleLine(`and ${groups.length - mostReasons} more reasons: see ${folder}summary.md`), width, '       ') : []),
    '',
  ];
}
