import { expect, test } from 'vitest';
import { createShelf } from './shelf.ts';

test('what was put on a shelf comes back the same, whether it stood open or lay packed', () => {
  const shelf = createShelf<{ readonly texts: readonly string[] }>(2, { changes: false });
  const values = Array.from({ length: 9 }, (_, index) => ({ texts: [`${index}`, 'ü\ud800"\u2028', '__proto__'] }));
  values.forEach((value, index) => { shelf.put(`k${index}`, value); });
  for (const index of [0, 8, 3, 3, 0, 1, 8]) expect(shelf.get(`k${index}`)).toEqual(values[index]);
  expect(shelf.get('k9')).toBeUndefined();
});

test('what stands open is handed out itself; what lay packed is made anew', () => {
  const shelf = createShelf<object>(2, { changes: false });
  const [first, second, third] = [{}, {}, {}];
  shelf.put('a', first);
  shelf.put('b', second);
  expect(shelf.get('a')).toBe(first);
  shelf.put('c', third);
  expect(shelf.get('a')).toBe(first);
  expect(shelf.get('b')).not.toBe(second);
});

test('changes are kept, however often a value is packed and unpacked', () => {
  const shelf = createShelf<{ readonly seen: Set<number> }>(1, {
    changes: true, packing: { pack: ({ seen }) => [...seen], unpack: (packed) => ({ seen: new Set(packed as number[]) }) },
  });
  for (const key of ['a', 'b']) shelf.put(key, { seen: new Set() });
  for (let round = 0; round < 3; round++) for (const key of ['a', 'b']) shelf.get(key)?.seen.add(round);
  expect([shelf.get('a'), shelf.get('b')]).toEqual([{ seen: new Set([0, 1, 2]) }, { seen: new Set([0, 1, 2]) }]);
});
