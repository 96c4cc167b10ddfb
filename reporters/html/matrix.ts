import type { OutcomeKind } from '../../model/outcome.ts';
import type { SuiteId } from '../../model/requirement.ts';
import type { CollectedRun } from '../collected-run.ts';
import { breakable } from './breakable.ts';
import { html } from './markup.ts';
import type { Markup } from './markup.ts';
import { outcomeMark } from './outcome-mark.ts';
import { outcomeWords } from './outcome-words.ts';
import { operationName } from './operation-name.ts';
import { cutText } from '../visible-text.ts';

const suites: readonly SuiteId[] = ['contract', 'http', 'security', 'stateful', 'calico', 'flows'];
/** Operations; the page would become slow with more, and nobody reads them. */
const mostOperations = 2_000;

type Tally = Partial<Record<OutcomeKind, number>>;

/** How each operation did in each suite. */
export function matrixSection(run: CollectedRun): Markup | undefined {
  const operations = tallies(run);
  if (operations.size === 0) return undefined;
  const used = suites.filter((suite) => [...operations.values()].some((row) => row.has(suite)));
  const called = new Map(run.coverage?.operations.map(({ operationId, operation }) => [operationId, operation]));
  const rows = [...operations].slice(0, mostOperations);
  return html`<section id="matrix" aria-labelledby="matrix-title">
<h2 id="matrix-title">Operations and suites</h2>
<p>Each cell has the outcome that weighs most, and how many requirements there are. <span class="scripted">Follow one to see them.</span></p>
<div class="scroll" role="group" aria-labelledby="matrix-title" tabindex="0"><table class="matrix cards wide-table">
<thead><tr><th scope="col">Operation</th>${used.map((suite) => html`<th scope="col">${suite}</th>`)}</tr></thead>
<tbody>
${rows.map(([operation, row]) => html`<tr><th scope="row">${nameOf(operation, called.get(operation))}</th>${used.map((suite) => cell(operation, suite, row.get(suite)))}</tr>
`)}</tbody></table></div>
${operations.size > mostOperations && html`<p>${operations.size - mostOperations} more operations are in the list of requirements.</p>`}
</section>`;
}

function tallies({ rows }: CollectedRun): ReadonlyMap<string, ReadonlyMap<SuiteId, Tally>> {
  const operations = new Map<string, Map<SuiteId, Tally>>();
  for (const { requirement: { operationId = '', suite }, outcome: { kind } } of rows) {
    const row = operations.get(operationId) ?? new Map<SuiteId, Tally>();
    const tally = row.get(suite) ?? {};
    tally[kind] = (tally[kind] ?? 0) + 1;
    operations.set(operationId, row.set(suite, tally));
  }
  return operations;
}

function nameOf(operation: string, called: string | undefined): Markup {
  if (operation === '') return html`The API as a whole`;
  return html`<span class="name">${breakable(operationName(operation))}</span>${called !== undefined && called !== operation && html`<span class="aside">${breakable(cutText(called, 160))}</span>`}`;
}

function cell(operation: string, suite: SuiteId, tally: Tally | undefined): Markup {
  if (!tally) return html`<td class="nothing"><span class="aside">none</span></td>`;
  const total = Object.values(tally).reduce((sum, count) => sum + count, 0);
  const [worst] = outcomeWords.filter(({ kind }) => tally[kind] !== undefined);
  const kind = worst?.kind ?? 'pass';
  const count = tally[kind] ?? 0;
  const filter = new URLSearchParams({ ...(operation !== '' && { operation: operationName(operation) }), suite });
  return html`<td data-column="${suite}"><a data-filter="${filter.toString()}">${outcomeMark(kind, count)}${count < total && html` <span class="aside">of ${total}</span>`}</a></td>`;
}
