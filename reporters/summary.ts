import { blameOf, blameText } from './blame.ts';
import { clustersOf, extentOf, instanceOf, operationsOf } from './clusters.ts';
import type { Cluster } from './clusters.ts';
import type { CollectedRun } from './collected-run.ts';
import { coverageSentence } from './coverage-words.ts';
import { countsTable } from './counts-table.ts';
import { explorationSentence, sourceOf, weightOf } from './exploration-words.ts';
import { markdownCode, markdownShell, markdownText } from './markdown-text.ts';
import { wholeRunReporter } from './reporter.ts';
import { keptExchange, shownExchange } from './shown-exchange.ts';
import { targetNote } from './target-note.ts';
import { undecidedOf, waivedOf } from './undecided.ts';
import type { ReasonGroup } from './undecided.ts';
import { isFaulty } from '../model/waiver.ts';
import { selftestSentence } from './selftest-words.ts';
import { standingLine } from './waiver-words.ts';
import { cutText, visibleLine } from './visible-text.ts';

const mostFindings = 25;
const mostLeft = 50;
/** Bytes; what is longer is left out whole by the pages that this is for. */
const longest = 1_000_000;

/** Markdown for the summary page of a CI job. */
export const summary = wholeRunReporter('summary', 'Markdown, for the summary page of a CI job', pageOf);

function* pageOf(run: CollectedRun): Iterable<string> {
  let bytes = 0;
  for (const block of blocksOf(run)) {
    bytes += Buffer.byteLength(block) + 1;
    if (bytes > longest) {
      yield 'The summary ends here: it would be too long for a summary page. The other reports have all of it.\n';
      return;
    }
    yield `${block}\n`;
  }
}

/** Paragraphs and such, each ending in a line feed. */
function* blocksOf(run: CollectedRun): Iterable<string> {
  const { started } = run;
  yield `# API conformance: ${run.verdict}\n`;
  yield `${markdownText(run.because)}\n`;
  if (started) {
    yield [
      `- **Target:** ${markdownCode(started.target.baseUrl)}${markdownText(targetNote(started)) && ` ${markdownText(targetNote(started))}`}`,
      `- **Description:** ${markdownText(started.description.title)} ${markdownText(started.description.version)} (${markdownText(started.description.source)})`,
      `- **Profile:** ${markdownText(started.profile)}; allowed: ${markdownText(started.permissions.at(-1) ?? 'read')}`,
      ...((started.capabilities ?? []).length > 0 ? [`- **Declared:** ${markdownText((started.capabilities ?? []).join(', '))}`] : []), '',
    ].join('\n');
  }
  yield tableOf(run);
  if (run.coverage && run.coverage.total > 0) yield `${coverageSentence(run.coverage)}\n`;
  if (started?.selftest) yield `${markdownText(selftestSentence(started.selftest))}\n`;
  const clusters = clustersOf(run);
  if (clusters.length > 0) yield `## Findings (${clusters.length})\n`;
  for (const [index, cluster] of clusters.slice(0, mostFindings).entries()) yield* clusterBlocks(run, cluster, index + 1);
  if (clusters.length > mostFindings) yield `${clusters.length - mostFindings} more findings are in junit.xml.\n`;
  yield* explorationBlocks(run);
  yield* reasonBlocks('Let pass', waivedOf(run));
  yield* reasonBlocks('Not decided', undecidedOf(run));
  yield* listBlocks('Waivers', run.waivers.map((standing) => `${isFaulty(standing) ? '**does not hold:** ' : ''}${markdownText(cutText(standingLine(standing), 600))}`));
  yield* listBlocks('Problems', run.problems.map(({ code, what, fix }) => `**${markdownText(code)}:** ${markdownText(cutText(what, 600))}${fix === undefined ? '' : ` ${markdownText(fix)}`}`));
  yield* listBlocks('Left on the target', leftLines(run));
  yield* listBlocks('Notes', run.notices.map(({ what }) => markdownText(cutText(what, 600))));
  if (!started) return;
  yield '## Do it again\n';
  yield markdownShell([started.reproduce]);
}

function leftLines({ left }: CollectedRun): readonly string[] {
  const rest = left.length - mostLeft;
  return [...left.slice(0, mostLeft).map(({ because }) => markdownText(cutText(because, 600))), ...(rest > 0 ? [`and ${rest} more, see run.ndjson`] : [])];
}

function tableOf({ counts }: CollectedRun): string {
  const { outcomes, rows } = countsTable(counts);
  return [
    `| level | ${outcomes.join(' | ')} |`,
    `| --- |${outcomes.map(() => ' ---: |').join('')}`,
    ...rows.map(([level, numbers]) => `| ${level} | ${numbers.join(' | ')} |`), '',
  ].join('\n');
}

function* clusterBlocks(run: CollectedRun, cluster: Cluster, number: number): Iterable<string> {
  const { finding, row } = cluster;
  const { rule, level, clause } = row.requirement;
  const instance = instanceOf(finding);
  const shown = finding.evidence[0] === undefined ? undefined : run.exchange(finding.evidence[0]);
  yield `### ${number}. ${markdownText(rule)} in ${markdownText(operationsOf(cluster))} (${level}${row.binding ? '' : ', does not block'})\n`;
  yield `${markdownText(cutText(finding.message, 600))}${instance === undefined ? '' : ` In the body at ${markdownCode(cutText(instance, 300))}.`}\n`;
  yield `${blameText(blameOf(cluster))}\n`;
  yield `[${markdownText(clause.title)}](${linkTo(clause.url)}); ${extentOf(cluster)}: ${markdownCode(cutText(row.requirement.id, 300))}\n`;
  if (!shown) return;
  const text = shown.curl.words.join(' ');
  if (text.length <= 4_000) yield markdownShell([...shown.curl.notes.map((note) => `# ${note}`), text]);
  const log = run.logOf(finding.evidence[0] ?? '');
  if (log.length > 0) yield `The container logged at that time:\n\n${log.map((line) => `- ${markdownCode(line)}\n`).join('')}`;
}

function* explorationBlocks({ exploration, started }: CollectedRun): Iterable<string> {
  if (!exploration) return;
  yield '## Exploration\n';
  yield `${markdownText(explorationSentence(exploration, started?.seed))}\n`;
  for (const found of exploration.findings.slice(0, mostFindings)) {
    const { requirement: { rule, operationId = 'the API', clause }, finding } = found;
    yield `### ${markdownText(rule)} in ${markdownText(operationId)} (${markdownText(weightOf(found, exploration))})\n`;
    yield `${markdownText(cutText(finding.message, 600))}\n`;
    yield `[${markdownText(clause.title)}](${linkTo(clause.url)}); ${markdownText(cutText(sourceOf(found), 300))}\n`;
    const { curl } = shownExchange(keptExchange(found.exchange));
    const text = curl.words.join(' ');
    if (text.length <= 4_000) yield markdownShell([...curl.notes.map((note) => `# ${note}`), text]);
  }
  if (exploration.findings.length > mostFindings) yield `${exploration.findings.length - mostFindings} more findings of random cases are in junit.xml.\n`;
}

function reasonBlocks(title: string, groups: readonly ReasonGroup[]): Iterable<string> {
  return listBlocks(title, groups.map(({ kind, because, rows }) => `${rows.length} ${kind}: ${markdownText(cutText(because, 400))}`));
}

function* listBlocks(title: string, items: readonly string[]): Iterable<string> {
  if (items.length === 0) return;
  yield `## ${title}\n`;
  yield `${items.slice(0, mostFindings).map((item) => `- ${item}\n`).join('')}${items.length > mostFindings ? `- and ${items.length - mostFindings} more, in run.ndjson\n` : ''}`;
}

/** A link, as far as it is one. */
function linkTo(url: string): string {
  return /^https?:\/\/[^\s<>()\\]+$/.test(url) ? visibleLine(url) : '#';
}
