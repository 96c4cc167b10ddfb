import { describe, expect, test } from 'vitest';
import type { Finding, Outcome } from '../model/outcome.ts';
import { knownFindings } from './known-findings.ts';

const finding = (cluster: string): Finding => ({ facts: {}, message: `Received ${cluster}.`, cluster, evidence: ['x1'] });
const fail = (first: string, ...more: readonly string[]): Outcome => ({ kind: 'fail', findings: [finding(first), ...more.map(finding)], sites: 3 });
const known = [{ requirement: 'r@o#/a', cluster: 'a', expires: '2026-12-31' }, { requirement: 'r@o#/b', cluster: 'b', expires: '2026-01-31' }];

describe('on a day within the time', () => {
  test.each<{ what: string; id: string; outcome: Outcome; kind: string }>([
    { what: 'a known failure is waived', id: 'r@o#/a', outcome: fail('a'), kind: 'waived' },
    { what: 'the last day counts', id: 'r@o#/b', outcome: fail('b'), kind: 'waived' },
    { what: 'a second cause makes it a failure', id: 'r@o#/a', outcome: fail('a', 'new'), kind: 'fail' },
    { what: 'another cause is a failure', id: 'r@o#/a', outcome: fail('new'), kind: 'fail' },
    { what: 'the same cause elsewhere is a failure', id: 'r@o#/c', outcome: fail('a'), kind: 'fail' },
    { what: 'what passes passes', id: 'r@o#/a', outcome: { kind: 'pass' }, kind: 'pass' },
    { what: 'what is blocked stays blocked', id: 'r@o#/a', outcome: { kind: 'blocked', because: 'x' }, kind: 'blocked' },
  ])('$what', ({ id, outcome, kind }) => {
    expect(knownFindings(known, '2026-01-31').applied(id, outcome).kind).toBe(kind);
  });
});

test('on the day after, it counts again, and the run says so', () => {
  const findings = knownFindings(known, '2026-02-01');
  expect(findings.applied('r@o#/b', fail('b')).kind).toBe('fail');
  expect(findings.applied('r@o#/a', fail('a')).kind).toBe('waived');
  expect(findings.notices()).toEqual([{ code: 'BASELINE_EXPIRED', what: '1 finding of the baseline expired and counts again: r@o#/b.' }]);
});

test('what is not seen any more is stale; what was not decided is not', () => {
  const findings = knownFindings(known, '2026-01-01');
  findings.applied('r@o#/a', { kind: 'pass' });
  findings.applied('r@o#/b', { kind: 'blocked', because: 'no data' });
  expect(findings.notices()).toEqual([{ code: 'BASELINE_STALE', what: '1 finding of the baseline was not seen any more and can be taken out: r@o#/a.' }]);
});
