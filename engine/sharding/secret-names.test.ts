import { expect, test } from 'vitest';
import type { RunEvent } from '../../model/run-event.ts';
import { secretNames } from './secret-names.ts';

const notice = (what: string): RunEvent => ({ event: 'notice', notice: { code: 'X', what } });
const whatOf = (event: RunEvent): string => (event.event === 'notice' ? event.notice.what : '');

/** What becomes of two secrets and a captured value, as a run with a key of its own calls them. */
function called([own, issued, password, session]: readonly string[]): readonly string[] {
  const captured: RunEvent = { event: 'captured', key: 'session_id', value: session ?? '', source: 'discovery' };
  const rename = secretNames([own ?? ''], [captured]);
  return [
    rename(notice(`${own} got ${issued}`), 'login'), rename(notice(`${password}, then ${issued}`), 'login'), rename(notice(`${issued}`), 'other'), rename(notice(`/sessions/${session}`), 'other'),
  ].map(whatOf);
}

test('two runs with other keys come to the same names; ours stay, equal ones stay equal within what is never divided', () => {
  const one = called(['redacted-00000000', 'redacted-11111111', 'redacted-22222222', 'redacted-33333333']);
  const other = called(['redacted-00000000', 'redacted-aaaaaaaa', 'redacted-bbbbbbbb', 'redacted-cccccccc']);
  expect(other).toEqual(one);
  expect(one.join(' ')).not.toMatch(/redacted-([1-3])\1{7}/);
  const [, issued] = /^redacted-00000000 got (redacted-[0-9a-f]{8})$/.exec(one[0] ?? '') ?? [];
  expect(one[1]).toMatch(new RegExp(`^redacted-[0-9a-f]{8}, then ${issued}$`));
  expect(one[1]?.slice(0, 17)).not.toBe(issued);
  expect(one[2]).not.toBe(issued);
});

test('an event without a secret is the same object', () => {
  const event = notice('nothing, redacted-00000000 but ours');
  expect(secretNames(['redacted-00000000'], [])(event, 'a')).toBe(event);
});
