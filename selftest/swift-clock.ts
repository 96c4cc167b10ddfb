import type { Clock } from '../engine/clock.ts';

/** A clock on which waiting takes no time: a server in this process says nothing else by being asked later. */
export function swiftClock(): Clock {
  let skipped = 0;
  return {
    now: () => performance.now() + skipped,
    date: () => new Date(Date.now() + skipped),
    sleep: async (milliseconds) => { skipped += milliseconds; },
  };
}
