import type { CollectedRun } from '../collected-run.ts';
import { cutText } from '../visible-text.ts';
import { coverageSection } from './coverage-view.ts';
import { embeddedJson } from './embedded-json.ts';
import { exchangePattern } from './exchange-view.ts';
import { findingsSection } from './findings.ts';
import { remarksSection, runSection, verdictBanner } from './head.ts';
import type { Markup } from './markup.ts';
import { html } from './markup.ts';
import { matrixSection } from './matrix.ts';
import { outcomeWords } from './outcome-words.ts';
import script from './page.client.js?raw';
import { pageExchanges } from './page-exchanges.ts';
import { pageHead } from './page-head.ts';
import { pageRows, type PageRows } from './page-rows.ts';
import { undecidedSection } from './reasons.ts';
import { requirementPatterns } from './requirement-view.ts';
import { requirementsSection } from './requirements.ts';
import { waiversSection } from './waivers.ts';

/** A run as a page, piece by piece: what is read first comes first, and what only the script reads last. */
export function* pageOf(run: CollectedRun): Iterable<string> {
  const told = pageRows(run);
  const sections: readonly (readonly [string, string, Markup | undefined])[] = [
    ['findings', 'Findings', findingsSection(run)],
    ['matrix', 'Operations and suites', matrixSection(run)],
    ['waived', 'Let pass', waiversSection(run)],
    ['undecided', 'Not decided', undecidedSection(run)],
    ['coverage', 'Response coverage', coverageSection(run)],
    ['requirements', 'All requirements', requirementsSection(run, told.rows.length)],
    ['remarks', 'Problems and notes', remarksSection(run)],
    ['run-facts', 'The run', runSection(run)],
  ];
  const there = sections.filter(([, , section]) => section !== undefined);
  yield html`${pageHead(html`${run.verdict}: ${cutText(run.started?.description.title ?? 'a run', 200)}, API conformance`, script)}
<body>
<a class="skip" href="#main">Skip to the findings</a>
${verdictBanner(run)}
<nav aria-label="Parts of this report"><ul>${there.map(([id, name]) => html`<li><a href="#${id}">${name}</a></li>`)}</ul></nav>
<main id="main" tabindex="-1">
`.text;
  for (const [, , section] of there) yield `${section?.text ?? ''}\n`;
  yield `</main>\n<p id="said" class="unseen" role="status"></p>\n${exchangePattern.text}\n${requirementPatterns.text}\n`;
  yield* dataOf(run, told);
  yield `<script>${script}</script>\n</body>\n</html>\n`;
}

/** The `PageData`, an item a line. */
function* dataOf(run: CollectedRun, { rows, texts, clauses, reasons }: PageRows): Iterable<string> {
  yield `<script type="application/json" id="run">{"outcomes":${embeddedJson(outcomeWords)},"clauses":${embeddedJson(clauses)},"reasons":${embeddedJson(reasons)},"exchanges":[\n`;
  yield* separated(pageExchanges(run, rows));
  yield '],"rows":[\n';
  yield* separated(texts);
  yield ']}</script>\n';
}

function* separated(items: Iterable<string>): Iterable<string> {
  let first = true;
  for (const item of items) {
    yield `${first ? '' : ','}${item}\n`;
    first = false;
  }
}
