/** Which way a list goes. */
export type Order = 'asc' | 'desc';

/** What stands at a time, and its id. */
export interface Dated {
  readonly time: number;
  readonly id: string;
}

/** The first place where a list leaves its order, as the index of what stands too late; -1 where it never does. Equals have no order here. */
export function outOfOrder<Value>(values: readonly Value[], order: Order, compare: (one: Value, other: Value) => number): number {
  return values.findIndex((value, index) => {
    const before = values[index - 1];
    if (index === 0 || before === undefined) return false;
    const step = compare(before, value);
    return order === 'asc' ? step > 0 : step < 0;
  });
}

/**
 * The first place where things of one time stand neither by rising nor by falling ids; -1 where there is none. Which way
 * they go is nobody's promise, but in one list they go one way.
 */
export function tieOutOfOrder(list: readonly Dated[]): number {
  let way = 0;
  return list.findIndex(({ time, id }, index) => {
    const before = list[index - 1];
    if (before === undefined || before.time !== time) return false;
    const step = Math.sign(compareIds(before.id, id));
    if (way === 0) way = step;
    return step !== 0 && step !== way;
  });
}

/** A UUID may be written in either case. */
function compareIds(one: string, other: string): number {
  const [a, b] = [one.toLowerCase(), other.toLowerCase()];
  return a === b ? 0 : a < b ? -1 : 1;
}
