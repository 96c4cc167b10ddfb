import { expect, it } from 'vitest';
import { replayed } from './replayed.ts';

it('gives each reader everything, and asks for each thing once, when it is first wanted', () => {
  let asked = 0;
  function* counting(): Iterable<number> {
    for (let number = 0; number < 5; number++) {
      asked++;
      yield number;
    }
  }
  const all = replayed(counting());
  const [first, second] = all;
  expect([first, second, asked]).toEqual([0, 1, 2]);
  const pairs: [number, number][] = [];
  for (const a of all) for (const b of all) pairs.push([a, b]);
  expect(pairs).toHaveLength(25);
  expect(asked).toBe(5);
  expect([...all]).toEqual([0, 1, 2, 3, 4]);
});
