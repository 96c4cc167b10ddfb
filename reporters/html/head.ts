import type { Level } from '../../model/requirement.ts';
import type { CollectedRun } from '../collected-run.ts';
import { nextStep } from '../next-step.ts';
import { selftestSentence } from '../selftest-words.ts';
import { targetNote } from '../target-note.ts';
import { cutText } from '../visible-text.ts';
import { html } from './markup.ts';
import type { Markup, Part } from './markup.ts';
import { shareBar } from './share-bar.ts';
import { outcomeWords, verdictLook, wordOf } from './outcome-words.ts';

/** Strongest first. */
const levels: readonly Level[] = ['MUST', 'SHOULD', 'MAY'];

/** What a verdict is about; the same in every report. */
const scope = 'This verdict is about the requirements listed here, as one run judged them against one target at one time. It says nothing about other deployments or versions, nothing about load or availability, and about security only what a requirement says.';

/** Verdict and scope, before anything else; then how many requirements ended how. */
export function verdictBanner(run: CollectedRun): Markup {
  const { verdict, because, started, counts } = run;
  const kind = verdictLook[verdict];
  // The longest one has to break somewhere on a narrow page.
  const words = verdict.split(/(?<=_)(?=W)/).map((word, index) => html`${index > 0 && html`<wbr>`}${word}`);
  return html`<header class="verdict" data-kind="${kind}">
<div class="said">
<p class="product">API conformance report${started && html`: ${cutText(`${started.description.title} ${started.description.version}`, 300)} at <code>${cutText(started.target.baseUrl, 500)}</code>, <time datetime="${started.startedAt}">${started.startedAt.slice(0, 10)}</time>`}</p>
<h1><span class="sign" aria-hidden="true">${wordOf[kind].sign}</span> ${words}</h1>
<p class="because">${cutText(because, 1_000)}</p>
<p class="scope">${scope}</p>
</div>
${countsSection(run)}
${shareBar(outcomeWords.map(({ kind: each }) => [each, Object.values(counts).reduce((sum, of) => sum + of[each], 0)]))}
</header>`;
}

/** How many requirements of each level ended how, and what the suite finds out of lies. Levels are columns: there are three at most. */
function countsSection({ counts, started }: CollectedRun): Markup {
  const used = levels.filter((level) => outcomeWords.some(({ kind }) => counts[level][kind] > 0));
  const rows = outcomeWords.filter(({ kind }) => kind === 'pass' || kind === 'fail' || used.some((level) => counts[level][kind] > 0));
  return html`<section id="counts" aria-labelledby="counts-title">
<h2 id="counts-title">Requirements</h2>
${used.length === 0 ? html`<p>None was planned.</p>` : html`<table class="counts">
<thead><tr><th scope="col">Outcome</th>${used.map((level) => html`<th scope="col">${level}</th>`)}</tr></thead>
<tbody>${rows.map(({ kind, sign, word }) => html`<tr data-kind="${kind}"><th scope="row"><span class="sign" aria-hidden="true">${sign}</span> ${word}</th>${used.map((level) => html`<td>${counts[level][kind]}</td>`)}</tr>`)}</tbody>
</table>`}
${started?.selftest && html`<p class="figure">${selftestSentence(started.selftest)} <span class="aside">As whoever made the run says.</span></p>`}
</section>`;
}

/** What was judged, by what, when, and how to do it again. */
export function runSection(run: CollectedRun): Markup | undefined {
  const { started, finished } = run;
  if (!started) return undefined;
  const { target, description, suite } = started;
  const { say, command } = nextStep(run);
  const facts: readonly (readonly [string, Part])[] = [
    ['Target', html`<code>${cutText(target.baseUrl, 500)}</code>${targetNote(started)}`],
    ['Description', html`${cutText(`${description.title} ${description.version}`, 300)} (<code>${cutText(description.source, 300)}</code>)`],
    ['Its digest', html`<code>${description.digest}</code>`],
    ['Profile', html`${cutText(started.profile, 200)}, version ${started.profileVersion}; allowed: ${cutText(started.permissions.at(-1) ?? 'read', 200)}; can block: ${cutText(started.binding.join(', '), 200)}`],
    ['Its digest', html`<code>${started.profileDigest}</code>`],
    ...((started.capabilities ?? []).length > 0 ? [['Declared', html`${cutText((started.capabilities ?? []).join(', '), 300)}: this had to be decided`] as const] : []),
    ['Judged by', `${suite.name} ${suite.version}, Node ${started.node}`],
    ['Digest of the plan', html`<code>${started.planDigest}</code>, seed ${started.seed}`],
    ['Began', html`<time datetime="${started.startedAt}">${started.startedAt}</time>`],
    ['Ended', finished ? html`<time datetime="${finished.finishedAt}">${finished.finishedAt}</time>, ${finished.exchanges} exchanges${finished.interrupted && ', interrupted'}` : 'the record is cut off'],
    ['Do it again', html`<code>${cutText(started.reproduce, 2_000)}</code>`],
    ['Next', html`${say !== undefined && html`${cutText(say, 500)} `}${command !== undefined && html`<code>${cutText(command, 2_000)}</code>`}`],
  ];
  return html`<section id="run-facts" aria-labelledby="run-facts-title">
<h2 id="run-facts-title">The run</h2>
<dl class="facts">${facts.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>
</section>`;
}

/** Trouble of ours, and notes about the description and the run. */
export function remarksSection({ problems, notices }: CollectedRun): Markup | undefined {
  const most = 50;
  if (problems.length + notices.length === 0) return undefined;
  const more = Math.max(0, problems.length - most) + Math.max(0, notices.length - most);
  return html`<section id="remarks" aria-labelledby="remarks-title">
<h2 id="remarks-title">Problems and notes</h2>
<ul>
${problems.slice(0, most).map(({ code, what, fix }) => html`<li><strong>Problem ${code}:</strong> ${cutText(what, 1_000)}${fix !== undefined && html` ${cutText(fix, 1_000)}`}</li>`)}
${notices.slice(0, most).map(({ what }) => html`<li>${cutText(what, 1_000)}</li>`)}
${more > 0 && html`<li>and ${more} more in run.ndjson</li>`}
</ul>
</section>`;
}
