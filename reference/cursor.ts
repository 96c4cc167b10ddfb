import { createHmac } from 'node:crypto';

/** Where a walk stands: after the item with this key, in the list that `list` names. */
export interface Position {
  /** What was asked for: operation, company and filters. A cursor is good for the same again. */
  readonly list: string;
  readonly after: readonly [key: number | string, id: string];
}

const key = 'what-signs-the-cursors-of-the-reference-backend';

/** An opaque cursor. */
export function issueCursor({ list, after }: Position): string {
  const text = JSON.stringify(after);
  return Buffer.from(`${signature(list, text)}${text}`).toString('base64url');
}

/** The item after which to go on; undefined for whatever was not issued for this list. */
export function readCursor(cursor: string, list: string): Position['after'] | undefined {
  const whole = Buffer.from(cursor, 'base64url').toString();
  const text = whole.slice(16);
  if (Buffer.from(whole).toString('base64url') !== cursor || whole.slice(0, 16) !== signature(list, text)) return undefined;
  return JSON.parse(text) as Position['after'];
}

function signature(list: string, text: string): string {
  return createHmac('sha256', key).update(JSON.stringify([list, text])).digest('base64url').slice(0, 16);
}
