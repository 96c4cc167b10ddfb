import { isFaulty, waiverTarget, type WaiverStanding, type WaiverState } from '../../model/waiver.ts';
import type { OutcomeKind } from '../../model/outcome.ts';
import type { CollectedRun } from '../collected-run.ts';
import { waivedOf } from '../undecided.ts';
import { cutText } from '../visible-text.ts';
import { standingSentence, stateWords } from '../waiver-words.ts';
import { breakable } from './breakable.ts';
import { html } from './markup.ts';
import type { Markup } from './markup.ts';
import { wordOf } from './outcome-words.ts';
import { reasonList } from './reasons.ts';

const mostWaivers = 200;

/** The outcome that a state resembles. */
const looks: Readonly<Record<WaiverState, OutcomeKind>> = { 'in-use': 'waived', undecided: 'blocked', elsewhere: 'not-applicable', stale: 'fail', expired: 'fail', unapproved: 'fail' };

/** Who lets what pass, why and until when; and what that came to. Those that do not hold come first. */
export function waiversSection(run: CollectedRun): Markup | undefined {
  const groups = waivedOf(run);
  if (run.waivers.length + groups.length === 0) return undefined;
  const ordered = [...run.waivers.filter(isFaulty), ...run.waivers.filter((each) => !isFaulty(each))];
  return html`<section id="waived" aria-labelledby="waived-title">
<h2 id="waived-title">Let pass</h2>
<p>What is waived was judged like everything else. A waiver that has expired, that nobody has approved, or of which nothing fails any more, lets nothing pass and keeps the run from being green.</p>
${ordered.slice(0, mostWaivers).map(waiverArticle)}
${ordered.length > mostWaivers && html`<p>and ${ordered.length - mostWaivers} more waivers in run.ndjson</p>`}
${groups.length > 0 && html`<h3>Requirements, by reason</h3>
${reasonList(groups)}`}
</section>`;
}

function waiverArticle(standing: WaiverStanding): Markup {
  const { waiver: { reason, ticket, owner, expires }, waiver, state } = standing;
  const kind = looks[state];
  const facts = [['Ticket', ticket], ['Owner', owner], ['Last day', expires]] as const;
  return html`<article class="waiver" data-kind="${kind}">
<p class="tags"><span class="mark" data-kind="${kind}"><span class="sign" aria-hidden="true">${wordOf[kind].sign}</span> ${stateWords[state]}</span> <code>${breakable(cutText(waiverTarget(waiver), 400))}</code></p>
<p class="message">${reason === '' ? 'No reason is given.' : cutText(reason, 1_000)}</p>
<p>${cutText(standingSentence(standing), 600)}</p>
<p class="aside">${facts.map(([name, value]) => html`<span>${name}: ${value === '' ? 'not filled in' : cutText(value, 200)}</span> `)}</p>
</article>
`;
}
