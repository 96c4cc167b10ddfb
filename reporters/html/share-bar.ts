import type { OutcomeKind } from '../../model/outcome.ts';
import { html } from './markup.ts';
import type { Markup } from './markup.ts';

const width = 1_000;
/** Of a thousand: what is there once among many has to be seen. */
const least = 6;

/** How many ended how, as a bar; a picture of numbers that stand beside it. */
export function shareBar(counts: readonly (readonly [kind: OutcomeKind, count: number])[]): Markup | undefined {
  const shares = counts.filter(([, count]) => count > 0);
  const total = shares.reduce((sum, [, count]) => sum + count, 0);
  if (total === 0) return undefined;
  const room = width - least * shares.length;
  let at = 0;
  return html`<svg class="shares" viewBox="0 0 ${width} 8" preserveAspectRatio="none" aria-hidden="true" focusable="false">${shares.map(([kind, count]) => {
    const [x, length] = [at, least + Math.round((count / total) * room)];
    at += length;
    return html`<rect data-kind="${kind}" x="${x}" width="${length + 1}" height="8"/>`;
  })}</svg>`;
}
