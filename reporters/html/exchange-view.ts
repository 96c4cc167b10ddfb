import type { CollectedRun } from '../collected-run.ts';
import { curlText } from '../curl.ts';
import { cutText } from '../visible-text.ts';
import { html } from './markup.ts';
import type { Markup } from './markup.ts';
import type { ExchangeText } from './page-data.ts';

/** Characters of a request or an answer. */
const longestMessage = 12_000;

/** An exchange in words, if the record still has it. */
export function exchangeText(run: CollectedRun, id: string, most = longestMessage): ExchangeText | undefined {
  const shown = run.exchange(id);
  if (!shown) return undefined;
  const twin = run.twin(id).map((line) => ({ line, side: line.startsWith('-') ? 'control' : 'own' }) as const);
  const log = run.logOf(id).join('\n');
  return { purpose: shown.purpose, curl: curlText(shown.curl), ...(twin.length > 0 && { twin }), request: cutText(shown.request, most), answer: cutText(shown.answer, most), ...(log !== '' && { log }) };
}

/** An exchange, or the pattern of one: the script of the page fills what is marked by `data-text`, `data-part` and `data-each`. */
export function exchangeView({ curl, twin, request, answer, log }: ExchangeText): Markup {
  return html`<div class="exchange">
${twin && html`<figure class="difference" data-part="twin"><figcaption>In what it differs from the request that was accepted</figcaption><ul class="twin" data-each="twin">${twin.map(({ line, side }) => html`<li data-text="line" data-set="side" data-side="${side}">${line}</li>`)}</ul></figure>`}
<figure class="curl"><figcaption>Send it again</figcaption><pre tabindex="0" data-text="curl">${curl}</pre><button type="button" class="scripted" data-copy>Copy as curl</button></figure>
<figure><figcaption>Request</figcaption><pre tabindex="0" data-text="request">${request}</pre></figure>
<figure><figcaption>Answer</figcaption><pre tabindex="0" data-text="answer">${answer}</pre></figure>
${log !== undefined && html`<figure class="log" data-part="log"><figcaption>Logged by the container at that time</figcaption><pre tabindex="0" data-text="log">${log}</pre></figure>`}
</div>`;
}

/** The pattern that the script fills. */
export const exchangePattern = html`<template id="exchange-pattern">${exchangeView({ purpose: '', curl: '', twin: [{ line: '', side: 'own' }], request: '', answer: '', log: '' })}</template>`;
