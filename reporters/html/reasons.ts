import type { CollectedRun } from '../collected-run.ts';
import { inapplicableOf, undecidedOf } from '../undecided.ts';
import type { ReasonGroup } from '../undecided.ts';
import { cutText } from '../visible-text.ts';
import { html } from './markup.ts';
import type { Markup } from './markup.ts';
import { outcomeMark } from './outcome-mark.ts';

const mostReasons = 200;

/** What was not decided, and why; what does not apply is folded away, because it asks for nothing. */
export function undecidedSection(run: CollectedRun): Markup {
  const [undecided, inapplicable] = [undecidedOf(run), inapplicableOf(run)];
  const empty = inapplicable.reduce((sum, { rows }) => sum + rows.length, 0);
  return html`<section id="undecided" aria-labelledby="undecided-title">
<h2 id="undecided-title">Not decided, and why</h2>
${undecided.length === 0 ? html`<p>Every requirement that applies was decided.</p>` : reasonList(undecided)}
${empty > 0 && html`<details><summary>What does not apply: ${empty} requirement${empty > 1 && 's'}, by reason</summary>${reasonList(inapplicable)}</details>`}
</section>`;
}

/** Reasons, each with how many requirements ended so for it. */
export function reasonList(groups: readonly ReasonGroup[]): Markup {
  return html`<ul class="reasons">
${groups.slice(0, mostReasons).map(({ kind, because, rows }) => html`<li>${outcomeMark(kind, rows.length)} <span>${cutText(because, 1_000)}</span></li>
`)}${groups.length > mostReasons && html`<li>and ${groups.length - mostReasons} more reasons, in the list of requirements</li>`}</ul>`;
}
