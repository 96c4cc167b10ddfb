/** The same items in an order that a seed draws (Fisher and Yates; the numbers are those of mulberry32). */
export function shuffled<T>(items: Iterable<T>, seed: number): readonly T[] {
  const order = [...items];
  let state = seed | 0;
  for (let last = order.length - 1; last > 0; last--) {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    const other = ((mixed ^ (mixed >>> 14)) >>> 0) % (last + 1);
    [order[last], order[other]] = [order[other] as T, order[last] as T];
  }
  return order;
}
