import type { Fate, KillMatrix, Tried } from '../../model/kill-matrix.ts';
import type { OutcomeKind } from '../../model/outcome.ts';
import { breakable } from '../html/breakable.ts';
import { html } from '../html/markup.ts';
import type { Markup } from '../html/markup.ts';
import { wordOf } from '../html/outcome-words.ts';
import { pageHead } from '../html/page-head.ts';
import { shareBar } from '../html/share-bar.ts';
import { cutText } from '../visible-text.ts';
import { byRule, reasonsOf } from './by-rule.ts';
import { scoreLine } from './kill-matrix-text.ts';
import { scoreOf } from './score.ts';

/** How a fate is shown, and in which word. */
const looks: Readonly<Record<Fate['kind'], readonly [OutcomeKind, string]>> = { killed: ['pass', 'killed'], 'killed-by-another': ['waived', 'by another'], survived: ['fail', 'survived'] };

/** The proof of a plan's power as a page, piece by piece. */
export function* killMatrixPage(matrix: KillMatrix): Iterable<string> {
  const { description, honest, server, profile, seed, tried } = matrix;
  const { perCent, survived, killed, byAnother } = scoreOf(matrix);
  const withFate = (wanted: Fate['kind']): readonly Tried[] => tried.filter(({ fate }) => fate.kind === wanted);
  const kind = perCent === undefined || honest.verdict === 'ERROR' || honest.verdict === 'NON_CONFORMANT' ? 'blocked' : survived === 0 ? 'pass' : 'fail';
  yield html`${pageHead(html`What the suite finds out: ${cutText(description.title, 200)}`)}
<body>
<a class="skip" href="#main">Skip to the rules</a>
<header class="verdict" data-kind="${kind}">
<div class="said">
<p class="product">Selftest: ${cutText(`${description.title} ${description.version}`, 300)}, profile ${profile}, seed ${seed}</p>
<h1>${perCent === undefined ? 'Nothing was tried' : `${String(Math.floor(perCent * 10) / 10)} % found out`}</h1>
<p class="because">${scoreLine(matrix)}</p>
<p class="scope">The plan of a run was sent to ${server === 'model' ? 'a server made from the description' : 'the reference backend'} (${honest.verdict}), and then to the same server with one lie at a time.</p>
</div>
${shareBar([['fail', survived], ['pass', killed + byAnother]])}
</header>
<main id="main" tabindex="-1">
`.text;
  if (honest.falseAlarms.length > 0) yield html`<section aria-labelledby="alarms-title"><h2 id="alarms-title">False alarms: the honest server fails these</h2><ul>${honest.falseAlarms.map(({ requirement, level, message }) => html`<li><code>${breakable(requirement)}</code> (${level}) ${cutText(message, 500)}</li>`)}</ul></section>`.text;
  yield* toldOpenly('survived', 'Not found out', withFate('survived'));
  yield* toldOpenly('killed-by-another', 'Found out, but not by the requirement that they violate', withFate('killed-by-another'));
  yield html`<section aria-labelledby="rules-title"><h2 id="rules-title">Rule by rule</h2><div class="scroll" role="group" aria-labelledby="rules-title" tabindex="0"><table class="counts tight wide-table">
<thead><tr><th scope="col">Rule</th><th scope="col">lies</th><th scope="col">killed</th><th scope="col">by others</th><th scope="col">survived</th><th scope="col">no lie</th></tr></thead>
<tbody>${byRule(matrix).map((row) => html`<tr><th scope="row">${row.rule}</th>${[row.tried, row.killed, row.byAnother, row.survived, row.untried].map((count) => html`<td${count === 0 && html` class="zero"`}>${count}</td>`)}</tr>
`)}</tbody>
</table></div></section>
`.text;
  const reasons = reasonsOf(matrix);
  if (reasons.length > 0) yield html`<section aria-labelledby="untried-title"><h2 id="untried-title">Why requirements are without a lie</h2><ul class="reasons">${reasons.slice(0, 100).map(({ because, count }) => html`<li><span class="mark">${count}</span> <span>${cutText(because, 500)}</span></li>`)}</ul></section>\n`.text;
  const found = withFate('killed');
  if (found.length > 0) {
    yield html`<section aria-labelledby="killed-title"><h2 id="killed-title">Found out by the requirement that they violate</h2>
<details><summary>${found.length} lies</summary><ul class="reasons">
`.text;
    for (const each of found) yield lieItem(each).text;
    yield '</ul></details></section>\n';
  }
  yield `</main>\n</body>\n</html>\n`;
}

function* toldOpenly(kind: Fate['kind'], title: string, lies: readonly Tried[]): Iterable<string> {
  if (lies.length === 0) return;
  yield html`<section aria-labelledby="${kind}-title"><h2 id="${kind}-title">${title} (${lies.length})</h2><ul class="reasons">
`.text;
  for (const each of lies) yield lieItem(each).text;
  yield '</ul></section>\n';
}

function lieItem({ requirement, level, lie, fate }: Tried): Markup {
  const [kind, word] = looks[fate.kind];
  return html`<li><span class="mark" data-kind="${kind}"><span class="sign" aria-hidden="true">${wordOf[kind].sign}</span> ${word}</span> <span>A server that ${cutText(lie, 300)}${fate.kind === 'killed-by-another' && html`: <code>${breakable(fate.by[0] ?? '')}</code> failed`}${fate.kind === 'survived' && html`. ${cutText(fate.because, 300)}`}<span class="aside"><code>${breakable(requirement)}</code>, ${level}</span></span></li>
`;
}
