import { describe, expect, test } from 'vitest';
import type { Finding, Outcome, OutcomeKind } from '../model/outcome.ts';
import { isFaulty, type WaiverEntry, type WaiverState } from '../model/waiver.ts';
import { covers, waiverBook } from './waivers.ts';

const approved: WaiverEntry = { requirement: 'body-schema@getUser#/a', reason: 'A partner needs it.', ticket: 'CAL-1', owner: 'ada@partner.example', expires: '2026-12-31' };
const requirement = { id: 'body-schema@getUser#/a', rule: 'body-schema' };
const finding: Finding = { facts: {}, message: 'Received 1; documented 2.', cluster: 'a', evidence: ['x1'] };
const fail: Outcome = { kind: 'fail', findings: [finding], sites: 4 };
const today = '2026-12-31';

test.each<[Partial<WaiverEntry>, boolean]>([
  [{ requirement: 'body-schema@getUser#/a' }, true], [{ requirement: 'body-schema@getUser#*' }, true], [{ requirement: 'body-*@*/a' }, true], [{ requirement: '*#/a' }, true], [{ rule: 'body-schema' }, true], [{ rule: 'body-*' }, true],
  [{ requirement: 'body-schema@getUser' }, false], [{ requirement: 'body-schema@getUser#/a/b' }, false], [{ requirement: 'body-schema@getUsers*' }, false], [{ requirement: '*a*a*a*a*' }, false], [{ requirement: 'body.schema@getUser#/a' }, false], [{ rule: 'body' }, false], [{ rule: 'body-schema@*' }, false],
])('%j covers it: %s', (target, does) => {
  const { requirement: _, ...answers } = approved;
  expect(covers({ ...answers, ...target }, requirement)).toBe(does);
});

test('patterns that would take regular expressions for ever are looked at once', () => {
  expect(covers({ ...approved, requirement: `${'*a'.repeat(5_000)}b` }, { ...requirement, id: 'a'.repeat(20_000) })).toBe(false);
});

describe('what becomes of a waiver', () => {
  test.each<{ what: string; entry?: Partial<WaiverEntry>; kinds: readonly OutcomeKind[]; state: WaiverState; day?: string }>([
    { what: 'what it covers fails, on its last day', kinds: ['fail'], state: 'in-use' },
    { what: 'a baseline lets the same pass', kinds: ['waived'], state: 'in-use' },
    { what: 'one of several that it covers fails', kinds: ['pass', 'fail', 'pass'], state: 'in-use' },
    { what: 'everything passes', kinds: ['pass', 'pass'], state: 'stale' },
    { what: 'nothing can fail', kinds: ['not-applicable'], state: 'stale' },
    { what: 'something was not decided', kinds: ['pass', 'blocked'], state: 'undecided' },
    { what: 'a filter left it out', kinds: ['not-run'], state: 'undecided' },
    { what: 'we broke', kinds: ['error'], state: 'undecided' },
    { what: 'there is nothing of the kind', kinds: [], state: 'elsewhere' },
    { what: 'its last day is over', kinds: ['fail'], state: 'expired', day: '2027-01-01' },
    { what: 'its last day is over, and nothing fails', kinds: ['pass'], state: 'expired', day: '2027-01-01' },
    { what: 'nobody gave a reason', entry: { reason: '  ' }, kinds: ['fail'], state: 'unapproved' },
    { what: 'there is no ticket', entry: { ticket: '' }, kinds: ['fail'], state: 'unapproved' },
    { what: 'nobody answers for it', entry: { owner: '' }, kinds: ['fail'], state: 'unapproved' },
    { what: 'there is no last day', entry: { expires: '' }, kinds: ['fail'], state: 'unapproved' },
  ])('$what: $state', ({ entry, kinds, state, day = today }) => {
    const book = waiverBook([{ ...approved, ...entry }], kinds.map((kind) => ({ requirement, kind })), day);
    expect(book.standings.map((each) => each.state)).toEqual([state]);
    expect(book.applied(requirement, fail).kind).toBe(state === 'in-use' ? 'waived' : 'fail');
    expect(book.applied(requirement, { kind: 'pass' }).kind).toBe(state === 'stale' ? 'stale-waiver' : 'pass');
    expect(isFaulty({ state })).toBe(['stale', 'expired', 'unapproved'].includes(state));
  });
});

test('what is let pass keeps its findings, and says who answers for it', () => {
  const book = waiverBook([{ ...approved, requirement: 'body-schema@*' }], [{ requirement, kind: 'fail' }], today);
  expect(book.applied(requirement, fail)).toEqual({ kind: 'waived', findings: [finding], sites: 4, waiver: { requirement: requirement.id, reason: approved.reason, ticket: 'CAL-1', owner: approved.owner, expires: '2026-12-31' } });
});

test.each<Outcome>([{ kind: 'blocked', because: 'x' }, { kind: 'not-run', because: 'x' }, { kind: 'not-applicable', because: 'x' }, { kind: 'error', problem: { code: 'X', what: 'x' } }])('nothing lets $kind pass', (outcome) => {
  expect(waiverBook([approved], [{ requirement, kind: outcome.kind }], today).applied(requirement, outcome)).toBe(outcome);
});
