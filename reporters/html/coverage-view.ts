import type { CoveragePart, ResponseCoverage } from '../../model/coverage.ts';
import type { CollectedRun } from '../collected-run.ts';
import { coverageKinds, coverageSentence, howToSee, perCent } from '../coverage-words.ts';
import { cutText } from '../visible-text.ts';
import { breakable } from './breakable.ts';
import { html } from './markup.ts';
import type { Markup } from './markup.ts';
import { shareBar } from './share-bar.ts';

const mostOperations = 2_000;
/** Of each kind. */
const mostUnseen = 200;

/** What the answers showed of those that the description documents, and what would show the rest. */
export function coverageSection({ coverage }: CollectedRun): Markup | undefined {
  if (!coverage || coverage.total === 0) return undefined;
  const more = coverage.operations.length - mostOperations;
  return html`<section id="coverage" aria-labelledby="coverage-title">
<h2 id="coverage-title">Response coverage</h2>
<p>${coverageSentence(coverage)}</p>
<ul class="meters">${coverageKinds.map(([kind, noun]) => ({ noun, ...coverage.kinds[kind] })).filter(({ total }) => total > 0).map(({ noun, seen, total }) => html`<li>${noun}<strong>${seen} of ${total}</strong>${shareBar([['pass', seen], ['not-applicable', total - seen]])}</li>
`)}</ul>
<details><summary>By operation</summary>
<div class="scroll" role="group" aria-label="Response coverage by operation" tabindex="0"><table class="counts tight wide-table">
<thead><tr><th scope="col">Operation</th><th scope="col">answers</th><th scope="col">seen</th><th scope="col">of</th><th scope="col">share</th></tr></thead>
<tbody>${coverage.operations.slice(0, mostOperations).map(({ operation, answers, seen, total }) => html`<tr><th scope="row">${breakable(cutText(operation, 160))}</th><td>${answers}</td><td>${seen}</td><td>${total}</td><td>${perCent({ seen, total })}</td></tr>
`)}</tbody></table></div>${more > 0 && html`<p>and ${more} more operations</p>`}</details>
${coverageKinds.map(([kind, noun]) => unseenList(coverage, noun, coverage.unseen.filter((part) => part.kind === kind)))}
</section>`;
}

function unseenList({ operations }: ResponseCoverage, noun: string, parts: readonly CoveragePart[]): Markup | undefined {
  if (parts.length === 0) return undefined;
  const called = new Map(operations.map((each) => [each.operationId, each]));
  return html`<details><summary>Never seen: ${noun} (${parts.length})</summary><ul>
${parts.slice(0, mostUnseen).map((part) => {
  const { operation = part.operationId, answers = 0 } = called.get(part.operationId) ?? {};
  return html`<li><strong>${cutText(part.name, 120)}</strong> <code>${breakable(cutText(part.at, 300))}</code><span class="aside">needs ${cutText(howToSee(part, operation, answers), 400)}</span></li>
`;
})}${parts.length > mostUnseen && html`<li>and ${parts.length - mostUnseen} more</li>`}</ul></details>`;
}
