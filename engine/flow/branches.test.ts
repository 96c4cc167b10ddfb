import { setTimeout } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { currentBranch, inBranches } from './branches.ts';

test('each thing has a branch of its own, also after it has waited, and what is found keeps the order of the things', async () => {
  const found = await inBranches(2, [30, 1, 2], 2, async (delay) => {
    await setTimeout(delay);
    return [delay, currentBranch()];
  });
  expect(found).toEqual([[30, [2, 1]], [1, [2, 2]], [2, [2, 3]]]);
  expect(currentBranch()).toBeUndefined();
});

test('of several failures the first thing counts, what is under way comes to its end, and nothing more is begun', async () => {
  const seen: number[] = [];
  const looked = inBranches(1, [1, 2, 3, 4], 3, async (thing) => {
    await setTimeout(10 * (4 - thing));
    seen.push(thing);
    if (thing < 3) throw new Error(`${thing} failed`);
  });
  await expect(looked).rejects.toThrow('1 failed');
  expect(seen).toEqual([3, 2, 1]);
});
