import { expect, test } from 'vitest';
import { everySecondCompanyIsCaught } from './faults-caught.fixture.ts';
import { tenAtOnce } from './ten-at-once.fixture.ts';

everySecondCompanyIsCaught(1);

test.concurrent.each([1, 2])('ten lies at once, drawn by the seed %i, are all found, but for those that another one is known to hide', { timeout: 240_000 }, async (seed) => {
  const { told, lost, unnamed } = await tenAtOnce(seed);
  expect(told).toHaveLength(10);
  expect({ lost, unnamed }).toEqual({ lost: [], unnamed: [] });
});
