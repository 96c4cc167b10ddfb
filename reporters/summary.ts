import type { OutcomeKind } from '../model/outcome.ts';
import type { Level } from '../model/requirement.ts';
import { clustersOf, undecidedOf } from './clusters.ts';
import type { CollectedRun } from './collected-run.ts';
import { collectRun } from './collected-run.ts';
import type { Reporter } from './reporter.ts';
import { cutText, visibleLine } from './visible-text.ts';

const mostFindings = 25;
const longest = 900_000;

/** Markdown for the summary page of a CI job. */
export const summary: Reporter = {
  id: 'summary',
  summary: 'Markdown, for the summary page of a CI job',
  async *tell(events) {
    const text = markdownOf(await collectRun(events));
    yield text.length > longest ? `${text.slice(0, longest)}\n\nThe summary was cut here: it is too long for a summary page.\n` : text;
  },
};

/** Outcomes in the order of their weight, with the words of tables. */
export const outcomeNames: readonly (readonly [OutcomeKind, string])[] = [
  ['pass', 'pass'], ['fail', 'fail'], ['error', 'error'], ['blocked', 'blocked'], ['not-run', 'not run'], ['not-applicable', 'n/a'], ['waived', 'waived'], ['stale-waiver', 'stale waiver'],
];

/** Levels, strongest first. */
export const levels: readonly Level[] = ['MUST', 'SHOULD', 'MAY'];

function markdownOf(run: CollectedRun): string {
  const { started } = run;
  const used = outcomeNames.filter(([kind]) => kind === 'pass' || kind === 'fail' || levels.some((level) => run.counts[level][kind] > 0));
  const clusters = clustersOf(run);
  const undecided = undecidedOf(run);
  const lines = [
    `# API conformance: ${run.verdict}`,
    '',
    plain(run.because),
    '',
    ...(started ? [
      `- **Target:** ${plain(started.target.baseUrl)}${started.target.kind === 'embedded' ? ' (the embedded reference backend)' : ''}`,
      `- **Description:** ${plain(started.description.title)} ${plain(started.description.version)}`,
      `- **Profile:** ${plain(started.profile)}; permission: ${plain(started.permissions.at(-1) ?? 'read')}`,
      '',
    ] : []),
    `| level | ${used.map(([, name]) => name).join(' | ')} |`,
    `| --- |${used.map(() => ' ---: |').join('')}`,
    ...levels.filter((level) => used.some(([kind]) => run.counts[level][kind] > 0)).map((level) => `| ${level} | ${used.map(([kind]) => run.counts[level][kind]).join(' | ')} |`),
    '',
    ...(clusters.length > 0 ? [`## Findings (${clusters.length})`, ''] : []),
    ...clusters.slice(0, mostFindings).flatMap(({ finding, row, sites, requirements }, index) => {
      const [evidence] = finding.evidence;
      const shown = evidence === undefined ? undefined : run.exchange(evidence);
      return [
        `${index + 1}. **${plain(row.requirement.rule)}** (${row.requirement.level}${row.binding ? '' : ', does not block'}) in ${plain(row.requirement.operationId ?? '')}: ${plain(cutText(finding.message, 600))}`,
        '',
        `   ${plain(row.requirement.clause.title)}; ${requirements.length} requirement${requirements.length === 1 ? '' : 's'}, ${sites} site${sites === 1 ? '' : 's'}.`,
        '',
        ...(shown ? fenced(cutText(shown.curl, 2_000)) : []),
      ];
    }),
    ...(clusters.length > mostFindings ? [`${clusters.length - mostFindings} more findings are in the other reports.`, ''] : []),
    ...(undecided.length > 0 ? ['## Not decided', ''] : []),
    ...undecided.slice(0, mostFindings).map(({ kind, because, rows }) => `- ${rows.length} ${kind}: ${plain(cutText(because, 400))}`),
    ...(undecided.length > 0 ? [''] : []),
    ...run.problems.map(({ code, what }) => `**Problem ${plain(code)}:** ${plain(what)}`),
    ...(started ? ['Reproduce:', '', ...fenced(started.reproduce)] : []),
  ];
  return `${lines.join('\n')}\n`;
}

/** Text of the target that stays text: no HTML, no Markdown, no mention, one line. */
function plain(text: string): string {
  return visibleLine(text).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll(/[\\`*_{}[\]()#+!|~@:]/g, (character) => (character === ':' || character === '(' || character === ')' ? character : `\\${character}`)).replaceAll('://', ':&#8203;//');
}

function fenced(text: string): readonly string[] {
  const line = visibleLine(text);
  const fence = '`'.repeat(Math.max(3, ...[...line.matchAll(/`+/g)].map(([run]) => run.length + 1)));
  return [`   ${fence}sh`, `   ${line}`, `   ${fence}`, ''];
}
