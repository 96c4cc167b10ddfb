import type { ReceivedResponse } from '../../model/exchange.ts';

/** The beginning of a body for use behind a status in a sentence; empty when there is none. */
export function bodyShown({ body }: ReceivedResponse): string {
  if (!body || !('text' in body)) return '';
  const line = body.text.replaceAll(/\s+/g, ' ').trim();
  return line === '' ? '' : ` with ${line.length > 160 ? `${line.slice(0, 159)}…` : line}`;
}
