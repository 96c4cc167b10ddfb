import type { Notice } from '../../model/description.ts';
import type { Exchange } from '../../model/exchange.ts';
import type { BelongsTo } from './belongs-to.ts';
import type { Seen, Unusable } from './seen.ts';

/** Sorts what was seen: into exchanges of operations, and what nobody can judge, of which it says how much there was. */
export interface Sorter {
  /** Undefined where it belongs to no operation. */
  exchangeOf(seen: Seen): Exchange | undefined;
  leaveOut(why: Unusable): void;
  notices(): readonly Notice[];
}

const mostNamed = 5;
const words: Readonly<Record<Unusable, readonly [string, string]>> = {
  'no answer': ['got no answer', 'got no answer'],
  'no body': ['has an answer whose body was not kept', 'have answers whose bodies were not kept'],
  'not readable': ['cannot be read', 'cannot be read'],
};

/** A sorter for one recording. */
export function createSorter(owner: BelongsTo, redact: (exchange: Exchange) => Exchange): Sorter {
  let beganAt: number | undefined;
  let exchanges = 0;
  const strangers = new Map<string, number>();
  const unusable = new Map<Unusable, number>();
  return {
    exchangeOf({ request, response, at, durationMs }) {
      const operation = owner(request.method, request.url);
      if (!operation) {
        const name = `${request.method} ${new URL(request.url).pathname}`;
        strangers.set(name, (strangers.get(name) ?? 0) + 1);
        return undefined;
      }
      beganAt ??= at;
      return redact({ id: `x${++exchanges}`, operationId: operation.id, actor: 'unknown', attempt: 1, request, response, startedAt: Math.max(0, at - beganAt), durationMs });
    },
    leaveOut(why) {
      unusable.set(why, (unusable.get(why) ?? 0) + 1);
    },
    notices() {
      const most = [...strangers].sort(([, one], [, other]) => other - one);
      const total = most.reduce((sum, [, times]) => sum + times, 0);
      const named = most.slice(0, mostNamed).map(([name, times]) => (times === 1 ? name : `${name} (${times} times)`)).join(', ');
      return [
        ...(total === 0 ? [] : [{ code: 'OF_NO_OPERATION', what: `${total} request${total === 1 ? ' belongs' : 's belong'} to no operation of the description: ${named}${most.length > mostNamed ? ` and ${most.length - mostNamed} others` : ''}.` }]),
        ...[...unusable].map(([why, times]) => ({ code: 'LEFT_OUT', what: `${times} recorded request${times === 1 ? ` ${words[why][0]}, and is` : `s ${words[why][1]}, and are`} not judged.` })),
      ];
    },
  };
}
