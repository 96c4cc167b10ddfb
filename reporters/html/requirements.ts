import type { CollectedRun } from '../collected-run.ts';
import { html } from './markup.ts';
import type { Markup } from './markup.ts';
import { operationName } from './operation-name.ts';
import { outcomeWords } from './outcome-words.ts';

/** The list of all requirements, or of as many as the page has room for, which its script fills from the data in it, and the form that filters it. */
export function requirementsSection({ rows }: CollectedRun, told: number): Markup {
  const counted = (valueOf: (row: CollectedRun['rows'][number]) => string | undefined): readonly (readonly [string, number])[] => {
    const counts = new Map<string, number>();
    for (const row of rows) {
      const value = valueOf(row);
      if (value !== undefined) counts.set(value, (counts.get(value) ?? 0) + 1);
    }
    return [...counts];
  };
  const byKind = new Map(counted(({ outcome }) => outcome.kind));
  const outcomes = outcomeWords.flatMap(({ kind, word }): readonly Choice[] => (byKind.has(kind) ? [[kind, `${word} (${byKind.get(kind)})`]] : []));
  const plain = (pairs: readonly (readonly [string, number])[]): readonly Choice[] => pairs.map(([value, count]) => [value, `${value} (${count})`]);
  return html`<section id="requirements" aria-labelledby="requirements-title">
<h2 id="requirements-title" tabindex="-1">All requirements (${rows.length})</h2>
<p class="scriptless">This list needs script, which is switched off here. All of it is in run.ndjson and in junit.xml.</p>
${told < rows.length && html`<p>The list has the first ${told}, what asks for attention before what passed; the other ${rows.length - told} are in run.ndjson and in junit.xml.</p>`}
<form class="scripted filters" role="search" aria-labelledby="requirements-title">
<p class="wide"><label for="filter-text">Text</label><input id="filter-text" name="text" type="search" autocomplete="off" spellcheck="false"></p>
${choice('outcome', 'Outcome', outcomes)}
${choice('level', 'Level', plain(counted(({ requirement }) => requirement.level)))}
${choice('suite', 'Suite', plain(counted(({ requirement }) => requirement.suite)))}
${choice('operation', 'Operation', plain(counted(({ requirement: { operationId } }) => (operationId === undefined ? undefined : operationName(operationId)))))}
<p><button type="reset">Show all</button></p>
</form>
<p id="shown" class="scripted" role="status"></p>
<ol id="list" class="scripted"></ol>
<p class="scripted"><button id="more" type="button" hidden></button></p>
</section>`;
}

/** A value, and how it is shown. */
type Choice = readonly [string, string];

function choice(name: string, label: string, choices: readonly Choice[]): Markup {
  return html`<p><label for="filter-${name}">${label}</label><select id="filter-${name}" name="${name}"><option value="">any</option>${choices.map(([value, shown]) => html`<option value="${value}">${shown}</option>`)}</select></p>`;
}
