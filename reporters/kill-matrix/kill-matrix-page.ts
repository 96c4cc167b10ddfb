import type { KillMatrix, Tried } from '../../model/kill-matrix.ts';
import { html } from '../html/markup.ts';
import { pageHead } from '../html/page-head.ts';
import { cutText } from '../visible-text.ts';
import { byRule, reasonsOf } from './by-rule.ts';
import { scoreLine } from './kill-matrix-text.ts';
import { scoreOf } from './score.ts';

const words: Readonly<Record<Tried['fate']['kind'], string>> = { killed: 'killed', 'killed-by-another': 'killed by another', survived: 'survived' };

/** The proof of a plan's power as a page, piece by piece. */
export function* killMatrixPage(matrix: KillMatrix): Iterable<string> {
  const { description, honest, server, profile, seed, tried, untried } = matrix;
  const { perCent, survived } = scoreOf(matrix);
  const kind = perCent === undefined || honest.verdict === 'ERROR' || honest.verdict === 'NON_CONFORMANT' ? 'blocked' : survived === 0 ? 'pass' : 'fail';
  yield html`${pageHead(html`What the suite finds out: ${cutText(description.title, 200)}`)}
<body>
<header class="verdict" data-kind="${kind}">
<p class="product">Selftest: ${cutText(`${description.title} ${description.version}`, 300)}, profile ${profile}, seed ${seed}</p>
<h1>${perCent === undefined ? 'Nothing was tried' : `${String(Math.floor(perCent * 10) / 10)} %`}</h1>
<p class="because">${scoreLine(matrix)}</p>
<p class="scope">The plan of a run was sent to ${server === 'model' ? 'a server made from the description' : 'the reference backend'} (${honest.verdict}), and then to the same server with one lie at a time.</p>
</header>
<main id="main">
<section aria-labelledby="rules-title"><h2 id="rules-title">Rule by rule</h2><div class="scroll"><table class="counts">
<thead><tr><th scope="col">Rule</th><th scope="col">lies</th><th scope="col">killed</th><th scope="col">by others</th><th scope="col">survived</th><th scope="col">requirements without a lie</th></tr></thead>
<tbody>${byRule(matrix).map((row) => html`<tr><th scope="row">${row.rule}</th><td>${row.tried}</td><td>${row.killed}</td><td>${row.byAnother}</td><td>${row.survived}</td><td>${row.untried}</td></tr>`)}</tbody>
</table></div></section>
`.text;
  if (honest.falseAlarms.length > 0) yield html`<section><h2>False alarms</h2><ul>${honest.falseAlarms.map(({ requirement, level, message }) => html`<li><code>${requirement}</code> (${level}) ${cutText(message, 500)}</li>`)}</ul></section>`.text;
  yield html`<section><h2>Why requirements are without a lie</h2><ul>${reasonsOf(matrix).slice(0, 100).map(({ because, count }) => html`<li>${count} × ${cutText(because, 500)}</li>`)}</ul></section>`.text;
  yield '<section><h2>Every lie</h2><div class="scroll"><table class="counts">\n<thead><tr><th scope="col">Requirement</th><th scope="col">a server that</th><th scope="col">fate</th></tr></thead>\n<tbody>';
  const inOrder = [...tried].sort((one, other) => rank(one) - rank(other));
  for (const { requirement, lie, fate } of inOrder) yield html`<tr><th scope="row"><code>${requirement}</code></th><td>${cutText(lie, 300)}</td><td>${words[fate.kind]}${fate.kind === 'killed-by-another' && html`: <code>${fate.by[0] ?? ''}</code>`}${fate.kind === 'survived' && html`: ${cutText(fate.because, 300)}`}</td></tr>\n`.text;
  yield `</tbody></table></div></section>\n<!-- ${untried.length} without a lie: selftest.json -->\n</main>\n</body>\n</html>\n`;
}

/** What was not found out comes first. */
function rank({ fate }: Tried): number {
  return fate.kind === 'survived' ? 0 : fate.kind === 'killed-by-another' ? 1 : 2;
}
