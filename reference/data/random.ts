/** Numbers that look random and are the same each time. */
export interface Random {
  /** A whole number from 0 to below `end`. */
  below(end: number): number;
  /** A whole number from `first` to `last`. */
  between(first: number, last: number): number;
  pick<T>(items: readonly T[]): T;
  uuid(): string;
}

/** A generator of its own for this seed (xorshift, 32 bits). */
export function random(seed: number): Random {
  let state = (seed * 2_654_435_761) >>> 0 || 1;
  const next = (): number => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>>= 0);
  };
  const below = (end: number): number => Math.floor((next() / 2 ** 32) * end);
  const hex = (): string => next().toString(16).padStart(8, '0');
  return {
    below,
    between: (first, last) => first + below(last - first + 1),
    pick: (items) => {
      const item = items[below(items.length)];
      if (item === undefined) throw new RangeError('There is nothing to pick from.');
      return item;
    },
    uuid: () => {
      const digits = hex() + hex() + hex() + hex();
      const variant = '89ab'[below(4)];
      return `${digits.slice(0, 8)}-${digits.slice(8, 12)}-4${digits.slice(13, 16)}-${variant}${digits.slice(17, 20)}-${digits.slice(20)}`;
    },
  };
}
