import { setTimeout as wait } from 'node:timers/promises';

/** Time, passed in so that a replay can do without it. */
export interface Clock {
  /** Milliseconds since some fixed moment, never going back. */
  now(): number;
  /** The date, for the record only. */
  date(): Date;
  /** Resolves after so many milliseconds, or at once when the signal aborts. */
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>;
}

/** The machine's clock. */
export const systemClock: Clock = {
  now: () => performance.now(),
  date: () => new Date(),
  sleep: async (milliseconds, signal) => {
    if (signal?.aborted) return;
    // An abort ends the wait early, which is what the caller wants of it.
    await wait(milliseconds, undefined, signal && { signal }).catch(() => undefined);
  },
};
