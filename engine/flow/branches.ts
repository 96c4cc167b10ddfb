import { AsyncLocalStorage } from 'node:async_hooks';
import type { Exchange } from '../../model/exchange.ts';

type Branch = NonNullable<NonNullable<Exchange['step']>['branch']>;

const branches = new AsyncLocalStorage<Branch>();

/** In which branch of its step a request is made; undefined where the step does one thing after the other. */
export function currentBranch(): Branch | undefined {
  return branches.getStore();
}

/**
 * Looks at several things, so many at the same time. Whoever comes next waits for all before him, and of several failures the first in the order
 * of the things counts: so neither what is sent nor how it ends depends on what arrives first.
 */
export async function inBranches<Thing, Found>(fork: number, things: readonly Thing[], atATime: number, look: (thing: Thing) => Promise<Found>): Promise<readonly Found[]> {
  const found: Found[] = [];
  for (let at = 0; at < things.length; at += atATime) {
    const some = things.slice(at, at + atATime).map(async (thing, offset) => branches.run([fork, at + offset + 1], async () => look(thing)));
    for (const ended of await Promise.allSettled(some)) {
      if (ended.status === 'rejected') throw ended.reason;
      found.push(ended.value);
    }
  }
  return found;
}
