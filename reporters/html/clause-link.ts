import type { Clause } from '../../model/requirement.ts';
import { cutText } from '../visible-text.ts';
import { addressOf, html } from './markup.ts';
import type { Markup } from './markup.ts';

/** The sentence of a standard that a requirement rests on, linked as far as that can be followed. */
export function clauseLink({ title, url }: Clause): Markup {
  const address = addressOf(url);
  return address === undefined ? html`${cutText(title, 300)}` : html`<a href="${address}" rel="noreferrer">${cutText(title, 300)}</a>`;
}
