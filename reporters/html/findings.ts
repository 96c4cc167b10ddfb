import { blameOf, blameText } from '../blame.ts';
import { clustersOf, extentOf, instanceOf, operationsOf } from '../clusters.ts';
import type { Cluster } from '../clusters.ts';
import type { CollectedRun } from '../collected-run.ts';
import { cutText } from '../visible-text.ts';
import { breakable } from './breakable.ts';
import { clauseLink } from './clause-link.ts';
import { exchangeText, exchangeView } from './exchange-view.ts';
import { html } from './markup.ts';
import type { Markup } from './markup.ts';
import { outcomeMark } from './outcome-mark.ts';

const mostFindings = 50;
const mostRequirements = 10;

/** What failed, by root cause, the most important first; whole without any script. */
export function findingsSection(run: CollectedRun): Markup {
  const clusters = clustersOf(run);
  return html`<section id="findings" aria-labelledby="findings-title">
<h2 id="findings-title">Findings${clusters.length > 0 && html` (${clusters.length})`}</h2>
${clusters.length === 0 && html`<p>No requirement was found broken.</p>`}
${clusters.slice(0, mostFindings).map((cluster, index) => findingArticle(run, cluster, index + 1))}
${clusters.length > mostFindings && html`<p>${clusters.length - mostFindings} more findings: <a data-filter="outcome=fail">every requirement that failed</a> is in the list, and in junit.xml.</p>`}
</section>`;
}

function findingArticle(run: CollectedRun, cluster: Cluster, number: number): Markup {
  const { finding, row, requirements } = cluster;
  const { rule, level, clause, provenance, statement } = row.requirement;
  const instance = instanceOf(finding);
  return html`<article class="finding" data-kind="fail" aria-labelledby="finding-${number}">
<h3 id="finding-${number}">${number}. ${breakable(cutText(rule, 200))} in ${breakable(cutText(operationsOf(cluster), 200))}</h3>
<p class="tags">${outcomeMark('fail')} <span class="tag">${level}${!row.binding && ', does not block'}</span> <span class="tag">${provenance}</span> <span class="tag">${extentOf(cluster)}</span></p>
<div class="told">
<div>
<p class="message">${cutText(finding.message, 2_000)}${instance !== undefined && html` In the body at <code>${breakable(cutText(instance, 300))}</code>.`}</p>
<p>${blameText(blameOf(cluster))}</p>
<details><summary>${requirements.length === 1 ? 'The requirement' : `The ${requirements.length} requirements`}</summary><ul class="ids">
${requirements.slice(0, mostRequirements).map(({ requirement: { id } }) => html`<li><a data-requirement="${cutText(id, 1_000)}"><code>${breakable(cutText(id, 1_000))}</code></a></li>`)}
${requirements.length > mostRequirements && html`<li>and ${requirements.length - mostRequirements} more</li>`}
</ul></details>
</div>
<dl class="grounds">
<div><dt>What must hold</dt><dd>${cutText(statement, 600)}</dd></div>
<div><dt>Clause</dt><dd>${clauseLink(clause)}</dd></div>
${finding.place !== undefined && html`<div><dt>In the description</dt><dd><code>${breakable(cutText(finding.place, 600))}</code></dd></div>`}
</dl>
</div>
${finding.evidence.slice(0, 2).map((id, index) => evidenceOf(run, id, index))}
</article>
`;
}

/** What decided, and its positive control after it. */
function evidenceOf(run: CollectedRun, id: string, index: number): Markup {
  const exchange = exchangeText(run, id);
  if (!exchange) return html`<p>Exchange ${id} stands in run.ndjson.</p>`;
  return html`<details><summary>${index === 0 ? 'The exchange that decided' : 'The exchange it is compared with'}: ${cutText(id, 40)}, ${breakable(cutText(exchange.purpose, 200))}</summary>${exchangeView(exchange)}</details>`;
}
