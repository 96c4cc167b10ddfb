import { expect, test } from 'vitest';
import { amendedWaivers, emptyWaivers, readWaivers } from './waivers-file.ts';

const answers = 'reason: r, ticket: "1", owner: o, expires: "2027-01-31"';
const file = (...entries: readonly string[]): string => `version: 1\nwaivers:\n${entries.map((entry) => `  - ${entry}\n`).join('')}`;

test('requirements and rules, each with its answers, in order', () => {
  expect(readWaivers(file(`{requirement: "a@b#/c", ${answers}}`, `{rule: body-*, ${answers}}`), 'w.yaml')).toEqual({ ok: true, value: [
    { requirement: 'a@b#/c', reason: 'r', ticket: '1', owner: 'o', expires: '2027-01-31' }, { rule: 'body-*', reason: 'r', ticket: '1', owner: 'o', expires: '2027-01-31' },
  ] });
});

test.each(['{requirement: "body-schema@*"', '{requirement: "*@getUser#*"', '{requirement: "*@getOffer#/responses/200*"', '{rule: "auth-*"', '{requirement: "auth-*@list*"'])('%s is about something', (target) => {
  expect(readWaivers(file(`${target}, ${answers}}`), 'w.yaml').ok).toBe(true);
});

test('what is left empty is read as not approved, and not as wrong', () => {
  expect(readWaivers(file('{requirement: "a@b#", reason: , ticket: "", owner: "  ", expires: ""}'), 'w.yaml')).toEqual({ ok: true, value: [{ requirement: 'a@b#', reason: '', ticket: '', owner: '', expires: '' }] });
});

test.each<[string, string, string, number]>([
  ['no YAML', 'version: [', 'WAIVERS_SYNTAX', 1],
  ['another version', 'version: 2\nwaivers: []', 'This is no file of waivers of version 1.', 1],
  ['nothing at all', '', 'This is no file of waivers of version 1.', 1],
  ['no target', file(`{${answers}}`), 'names one requirement or one rule', 3],
  ['two targets', file(`{requirement: a, rule: b, ${answers}}`), 'names one requirement or one rule', 3],
  ...['{requirement: "*"', '{requirement: "*@*"', '{requirement: "*@*#*"', '{requirement: "*e*"', '{requirement: "re*@*#/*"', '{requirement: "*@l*"', '{rule: "*"', '{rule: "r*"', '{rule: "*-valid"'].map((target): [string, string, string, number] =>
    [`everything, as ${target}`, file(`${target}, ${answers}}`), 'covers whatever there is, which nobody can answer for', 3]),
  ['a setting that nobody knows', file(`{rule: a, reasons: x, ${answers}}`), 'has no setting "reasons"', 3],
  ['no reason', file('{rule: a, ticket: "1", owner: o, expires: "2027-01-31"}'), 'The waiver of a has no reason.', 3],
  ['a ticket that is a number', file('{rule: a, reason: r, ticket: 1, owner: o, expires: "2027-01-31"}'), 'ticket must be a text.', 3],
  ['no day of the calendar', file('{rule: a, reason: r, ticket: "1", owner: o, expires: "2027-02-30"}'), 'has no last day, such as "2027-01-31".', 3],
])('%s is a problem with its place', (_, text, says, line) => {
  const read = readWaivers(text, 'w.yaml');
  if (read.ok) throw new Error('It was read.');
  expect(`${read.problems[0].code} ${read.problems[0].what}`).toContain(says);
  expect(read.problems[0].where).toMatchObject({ file: 'w.yaml', line });
});

test('entries come and go, and what people wrote stays', () => {
  const text = `# ours\nversion: 1\nwaivers:\n  # the first\n  - {rule: a, ${answers}}\n  # the second\n  - {rule: b, ${answers}}\n`;
  const amended = amendedWaivers(text, 'w.yaml', [0], [{ requirement: 'c@d#/e', message: 'Received 1;\ndocumented 2.' }]);
  if (!amended.ok) throw new Error(amended.problems[0].what);
  expect(amended.value).toContain('# ours');
  expect(amended.value).toContain('# the second');
  expect(amended.value).toContain('# Received 1; documented 2.');
  expect(readWaivers(amended.value, 'w.yaml')).toMatchObject({ ok: true, value: [{ rule: 'b', owner: 'o' }, { requirement: 'c@d#/e', reason: '', ticket: '', owner: '', expires: '' }] });
});

test('a new file is one, and takes entries', () => {
  expect(readWaivers(emptyWaivers, 'w.yaml')).toEqual({ ok: true, value: [] });
  const amended = amendedWaivers(emptyWaivers, 'w.yaml', [], [{ requirement: 'c@d#/e', message: 'm' }]);
  expect(amended.ok && readWaivers(amended.value, 'w.yaml')).toMatchObject({ ok: true, value: [{ requirement: 'c@d#/e' }] });
});
