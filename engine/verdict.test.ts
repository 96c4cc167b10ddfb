import { describe, expect, test } from 'vitest';
import type { OutcomeKind } from '../model/outcome.ts';
import type { Cut } from './verdict.ts';
import { acceptsWaivers, exitCodeFor, exitCodeOf, verdictOf, withEnoughSeen, withValidWaivers } from './verdict.ts';

const nothing: Readonly<Record<OutcomeKind, number>> = {
  pass: 0, fail: 0, error: 0, blocked: 0, 'not-run': 0, 'not-applicable': 0, waived: 0, 'stale-waiver': 0,
};

const table: readonly (readonly [counts: Partial<Record<OutcomeKind, number>>, cut: Cut | undefined, verdict: string, exitCode: number])[] = [
  [{ pass: 3 }, undefined, 'CONFORMANT', 0],
  [{ pass: 3, 'not-applicable': 2 }, undefined, 'CONFORMANT', 0],
  [{ pass: 3, fail: 1 }, undefined, 'NON_CONFORMANT', 1],
  [{ pass: 3, fail: 1, error: 1, blocked: 1 }, undefined, 'NON_CONFORMANT', 1],
  [{ pass: 3, 'stale-waiver': 1 }, undefined, 'NON_CONFORMANT', 1],
  [{ pass: 3, blocked: 1 }, undefined, 'INCOMPLETE', 2],
  [{ pass: 3, 'not-run': 1 }, undefined, 'INCOMPLETE', 2],
  [{}, undefined, 'INCOMPLETE', 2],
  [{ 'not-applicable': 9 }, undefined, 'INCOMPLETE', 2],
  [{ pass: 3, error: 1, blocked: 1 }, undefined, 'ERROR', 4],
  [{ pass: 3 }, 'interrupted', 'ERROR', 4],
  [{ pass: 3, fail: 1 }, 'interrupted', 'ERROR', 4],
  [{ blocked: 3 }, 'unreachable', 'ERROR', 4],
  [{ pass: 3 }, 'unauthorised', 'ERROR', 4],
  [{ pass: 3 }, 'broken', 'ERROR', 4],
  [{ pass: 3, waived: 1 }, undefined, 'CONFORMANT_WITH_WAIVERS', 5],
];

test.each(table)('%j, cut: %s → %s, exit code %i', (counts, cut, verdict, exitCode) => {
  expect(verdictOf({ ...nothing, ...counts }, cut).verdict).toBe(verdict);
  expect(exitCodeOf(verdictOf({ ...nothing, ...counts }, cut).verdict)).toBe(exitCode);
});

describe('the exit code of a run', () => {
  test('is never green without a footer', () => {
    expect(exitCodeFor(undefined)).toBe(4);
    expect(exitCodeFor({ event: 'notice', notice: { code: 'X', what: 'x' } })).toBe(4);
  });

  test('accepts waivers only when asked', () => {
    expect(exitCodeOf('CONFORMANT_WITH_WAIVERS', true)).toBe(0);
    expect(exitCodeOf('NON_CONFORMANT', true)).toBe(1);
  });
});

describe('too little of the documented answers', () => {
  const green = { verdict: 'CONFORMANT', because: '' } as const;
  test.each([
    [{ seen: 79, total: 100 }, 80, 'INCOMPLETE'], [{ seen: 80, total: 100 }, 80, 'CONFORMANT'], [{ seen: 0, total: 0 }, 100, 'CONFORMANT'], [{ seen: 0, total: 9 }, undefined, 'CONFORMANT'],
  ] as const)('%j of %s asked for is %s', (extent, least, verdict) => {
    expect(withEnoughSeen(green, extent, least).verdict).toBe(verdict);
  });

  test('never hides a worse verdict', () => {
    const red = { verdict: 'NON_CONFORMANT', because: 'x' } as const;
    expect(withEnoughSeen(red, { seen: 0, total: 1 }, 100)).toBe(red);
  });
});

test.each([
  ['CONFORMANT', 'stale', 'NON_CONFORMANT'], ['CONFORMANT_WITH_WAIVERS', 'expired', 'NON_CONFORMANT'], ['INCOMPLETE', 'unapproved', 'NON_CONFORMANT'], ['ERROR', 'stale', 'ERROR'],
  ['CONFORMANT', 'undecided', 'CONFORMANT'], ['CONFORMANT', 'elsewhere', 'CONFORMANT'], ['CONFORMANT_WITH_WAIVERS', 'in-use', 'CONFORMANT_WITH_WAIVERS'],
] as const)('%s with a waiver that is %s → %s', (verdict, state, reached) => {
  const waiver = { rule: 'a', reason: 'r', ticket: 't', owner: 'o', expires: '2026-01-01' };
  expect(withValidWaivers({ verdict, because: '' }, [{ waiver, state, failing: 0, passing: 0, undecided: 0 }]).verdict).toBe(reached);
});

test.each<[Parameters<typeof acceptsWaivers>[0], boolean]>([
  [{}, false], [{ acceptsWaivers: true }, true], [{ known: [] }, true], [{ waivers: [] }, false], [{ known: [], waivers: [] }, false], [{ known: [], waivers: [], acceptsWaivers: true }, true],
])('%j ends green with waivers: %s', (run, does) => {
  expect(acceptsWaivers(run)).toBe(does);
});
