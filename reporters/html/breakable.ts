import { html } from './markup.ts';
import type { Markup } from './markup.ts';

/** An id, a path or a name of code that breaks where one of its words ends, as long as the line has room for words. */
export function breakable(text: string): Markup {
  return html`${text.split(/(?<=[a-z\d])(?=[A-Z])|(?<=[/._~@#?&=-])(?=[^/._~@#?&=-])/).map((part, index) => html`${index > 0 && html`<wbr>`}${part}`)}`;
}
