import { expect, test } from 'vitest';
import { judged } from './judged.fixture.ts';
import { tenAtOnce } from './ten-at-once.fixture.ts';

test('the plain backend is CONFORMANT, with nothing left open', { timeout: 120_000 }, async () => {
  const { failed, open, verdict } = await judged({});
  expect({ failed, open, verdict }).toEqual({ failed: [], open: [], verdict: 'CONFORMANT' });
});

test.concurrent.each([1, 2])('ten lies at once, drawn by the seed %i, are all found, but for those that another one is known to hide', { timeout: 240_000 }, async (seed) => {
  const { told, lost, unnamed } = await tenAtOnce(seed);
  expect(told).toHaveLength(10);
  expect({ lost, unnamed }).toEqual({ lost: [], unnamed: [] });
});
