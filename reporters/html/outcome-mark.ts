import type { OutcomeKind } from '../../model/outcome.ts';
import { html } from './markup.ts';
import type { Markup } from './markup.ts';
import { wordOf } from './outcome-words.ts';

/** An outcome as sign and word, with a number where it counts. */
export function outcomeMark(kind: OutcomeKind, count?: number): Markup {
  const { sign, word } = wordOf[kind];
  return html`<span class="mark" data-kind="${kind}"><span class="sign" aria-hidden="true">${sign}</span> ${count !== undefined && html`${count} `}${word}</span>`;
}
