import type { OutcomeKind } from '../../model/outcome.ts';
import type { Markup } from '../html/markup.ts';
import { breakable } from '../html/breakable.ts';
import { html } from '../html/markup.ts';
import { outcomeMark } from '../html/outcome-mark.ts';
import { outcomeWords, verdictLook, wordOf } from '../html/outcome-words.ts';
import { pageHead } from '../html/page-head.ts';
import { cutText } from '../visible-text.ts';
import type { ComparedRow, ComparedRun, Comparison } from './comparison.ts';
import { letterOf } from './comparison-text.ts';

/** A page could not be read with more; what ended alike is counted by operation. */
const mostRows = 5_000;
/** With more runs than these, their columns have room for the sign of an outcome alone. */
const mostInWords = 6;
/** Runs side by side as one page, without any script. */
export function* comparisonPage(comparison: Comparison): Iterable<string> {
  const { runs, differing, alike, worse, better, reservations } = comparison;
  yield html`${pageHead(html`${runs.length} runs side by side, API conformance`)}
<body>
<a class="skip" href="#main">Skip to what differs</a>
<header class="verdict" data-kind="${worse.length > 0 ? 'fail' : differing.length > 0 ? 'not-run' : 'pass'}">
<p class="product">API conformance: ${runs.length} runs side by side</p>
<h1>${differing.length === 0 ? 'All ended alike' : html`${differing.length} of ${differing.length + alike.length} requirements differ`}</h1>
<p class="because">${worse.length} held in the first run and ${worse.length === 1 ? 'fails' : 'fail'} in a later one; ${better.length} failed in the first and ${better.length === 1 ? 'holds' : 'hold'} in the last.</p>
${reservations.map((each) => html`<p class="scope">${cutText(each, 500)}</p>`)}
</header>
<main id="main" tabindex="-1">
<section aria-labelledby="runs-title">
<h2 id="runs-title">The runs</h2>
<div class="scroll" role="group" aria-labelledby="runs-title" tabindex="0"><table class="cards wide-table">
<thead><tr><th scope="col">Run</th><th scope="col">Verdict</th><th scope="col">Target</th><th scope="col">Began</th><th scope="col">Profile</th><th scope="col">Judged by</th></tr></thead>
<tbody>
${runs.map((run, index) => runRow(run, letterOf(index)))}</tbody></table></div>
</section>
`.text;
  if (differing.length > 0) {
    yield html`<section aria-labelledby="differing-title">
<h2 id="differing-title">What differs</h2>
${runs.length > mostInWords && html`<p>${outcomeWords.map(({ kind }) => html`${outcomeMark(kind)} `)}</p>`}
<div class="scroll" role="group" aria-labelledby="differing-title" tabindex="0"><table class="matrix cards wide-table">
<thead><tr><th scope="col">Requirement</th>${runs.map(({ name }, index) => html`<th scope="col"><abbr title="${cutText(name, 200)}">${letterOf(index)}</abbr></th>`)}</tr></thead>
<tbody>
`.text;
    for (const row of differing.slice(0, mostRows)) yield differingRow(row, runs.length > mostInWords).text;
    yield `</tbody></table></div>\n${differing.length > mostRows ? `<p>and ${differing.length - mostRows} more</p>\n` : ''}</section>\n`;
  }
  yield html`<section aria-labelledby="alike-title">
<h2 id="alike-title">What ended alike</h2>
${alike.length === 0 ? html`<p>Nothing did.</p>` : html`<p>${alike.length} requirements, by operation:</p>
<div class="scroll" role="group" aria-labelledby="alike-title" tabindex="0"><table class="matrix cards wide-table">
<thead><tr><th scope="col">Operation</th><th scope="col">Outcome in all runs</th></tr></thead>
<tbody>
${alikeRows(alike)}</tbody></table></div>`}
</section>
</main>
</body>
</html>
`.text;
}

function runRow({ name, started, finished }: ComparedRun, letter: string): Markup {
  const kind = verdictLook[finished?.verdict ?? 'ERROR'];
  return html`<tr><th scope="row"><strong>${letter}</strong> ${cutText(name, 200)}</th><td><span class="mark" data-kind="${kind}"><span class="sign" aria-hidden="true">${wordOf[kind].sign}</span> ${finished?.verdict ?? 'ERROR'}</span></td><td data-column="Target"><code>${breakable(cutText(started.target.baseUrl, 300))}</code></td><td data-column="Began"><time datetime="${started.startedAt}">${started.startedAt.slice(0, 16).replace('T', ' ')}</time></td><td data-column="Profile">${cutText(started.profile, 60)}</td><td data-column="Judged by">${cutText(started.suite.version, 40)}</td></tr>
`;
}

function differingRow({ requirement: { id, level, statement, clause }, cells }: ComparedRow, isShort: boolean): Markup {
  const messages = [...new Set(cells.flatMap((cell) => (cell && cell.message !== '' ? [cell.message] : [])))];
  return html`<tr><th scope="row"><details><summary>${cutText(statement, 300)}</summary><p><code>${breakable(cutText(id, 600))}</code></p><p>${level}, ${cutText(clause.title, 200)}</p>${messages.slice(0, 5).map((message) => html`<p>${cutText(message, 600)}</p>`)}</details></th>${cells.map((cell, index) => html`<td data-column="${letterOf(index)}">${cell && isShort ? signMark(cell.kind) : cell ? outcomeMark(cell.kind) : html`<span class="aside">not in it</span>`}</td>`)}</tr>
`;
}

/** The sign of an outcome; its word is there for who does not see it. */
function signMark(kind: OutcomeKind): Markup {
  const { sign, word } = wordOf[kind];
  return html`<span class="mark" data-kind="${kind}"><span class="sign" aria-hidden="true">${sign}</span><span class="unseen">${word}</span></span>`;
}

function alikeRows(alike: readonly ComparedRow[]): Markup {
  const groups = grouped(alike, ({ requirement }) => requirement.operationId ?? 'The API as a whole');
  return html`${[...groups].slice(0, mostRows).map(([operation, rows]) => {
    const kinds = grouped(rows, ({ cells }) => cells[0]?.kind);
    return html`<tr><th scope="row">${breakable(cutText(operation, 160))}</th><td>${[...kinds].map(([kind, all]) => (kind === undefined ? '' : html`${outcomeMark(kind, all.length)} `))}</td></tr>
`;
  })}`;
}

function grouped<K>(rows: readonly ComparedRow[], keyOf: (row: ComparedRow) => K): ReadonlyMap<K, readonly ComparedRow[]> {
  const groups = new Map<K, ComparedRow[]>();
  for (const row of rows) groups.set(keyOf(row), [...(groups.get(keyOf(row)) ?? []), row]);
  return groups;
}
