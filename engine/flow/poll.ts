import { AssertionError } from 'node:assert';
import type { Exchange } from '../../model/exchange.ts';
import type { Duration, PollTiming } from '../../model/flow.ts';
import { retryAfter } from '../sending/retry-after.ts';
import { disappointmentOf } from './expectation.ts';

/**
 * Looks until the expectations hold, or the time is over: then the last look's disappointment stands. Anything but a
 * disappointment ends it at once. Elapsed time is read from the exchanges, so that a replay decides alike.
 */
export async function pollUntil<T>(
  timing: PollTiming, look: () => Promise<T>, exchanges: readonly Exchange[], sleep: (milliseconds: number) => Promise<void>,
): Promise<T> {
  const within = milliseconds(timing.within);
  const every = milliseconds(timing.every);
  for (let slept = 0, looks = 1; ; looks++) {
    try {
      return await look();
    } catch (thrown) {
      const last = exchanges.at(-1);
      const found = disappointmentOf(thrown, last);
      if (!found) throw thrown;
      const pause = Math.max(every, (last && pauseAskedFor(last)) ?? 0);
      if (Math.max(slept, elapsed(exchanges)) + pause > within) {
        throw new AssertionError({
          message: `${found.message} Looked ${looks === 1 ? 'once' : `${looks} times`} within ${timing.within}.`, actual: found.received, expected: found.documented,
        });
      }
      await sleep(pause);
      slept += pause;
    }
  }
}

function elapsed(exchanges: readonly Exchange[]): number {
  const first = exchanges[0];
  const last = exchanges.at(-1);
  return first && last ? last.startedAt + last.durationMs - first.startedAt : 0;
}

/** Milliseconds that `Retry-After` asks for. A date is read against the answer's own `Date`: the two clocks need not agree. */
export function pauseAskedFor({ response }: Pick<Exchange, 'response'>): number | undefined {
  if (response.kind === 'failure') return undefined;
  const date = Date.parse(response.headers.find(([name]) => name.toLowerCase() === 'date')?.[1] ?? '');
  return retryAfter(response.headers, Number.isNaN(date) ? new Date(8.64e15) : new Date(date));
}

/** A duration in milliseconds. */
function milliseconds(duration: Duration): number {
  return duration.endsWith('ms') ? Number(duration.slice(0, -2)) : Number(duration.slice(0, -1)) * 1000;
}
