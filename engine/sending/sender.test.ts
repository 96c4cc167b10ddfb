import { describe, expect, test } from 'vitest';
import type { Exchange, HeaderFields } from '../../model/exchange.ts';
import type { Target } from '../../model/target.ts';
import type { Clock } from '../clock.ts';
import { retryAfter } from './retry-after.ts';
import { createSender } from './sender.ts';

/** A clock that moves only when somebody sleeps. */
function steppedClock(): Clock & { readonly slept: number[] } {
  let now = 0;
  const slept: number[] = [];
  return {
    slept,
    now: () => now,
    date: () => new Date(Date.UTC(2026, 0, 1) + now),
    sleep: async (milliseconds) => {
      slept.push(milliseconds);
      now += milliseconds;
    },
  };
}

/** A target that gives these statuses one after the other, the last one for ever. */
function answering(statuses: readonly number[], headers: HeaderFields = []): Target & { readonly paths: string[] } {
  const paths: string[] = [];
  return {
    kind: 'url', baseUrl: 'http://target.example', paths,
    send: async ({ path, headers: sent }) => {
      const status = statuses[Math.min(paths.length, statuses.length - 1)] ?? 0;
      paths.push(path);
      return { url: `http://target.example${path}`, headers: sent, response: { kind: 'response', status, headers }, durationMs: 1 };
    },
    close: async () => undefined,
  };
}

function senderOver(target: Target, clock: Clock, rate?: number) {
  const exchanges: Exchange[] = [];
  const sender = createSender({
    target, clock, signal: new AbortController().signal, redact: (exchange) => exchange, onExchange: (exchange) => exchanges.push(exchange),
    ...(rate !== undefined && { rate }),
  });
  return { sender, exchanges };
}

const request = { method: 'GET', path: '/', headers: [] };

describe('429', () => {
  test('is waited for as Retry-After says, and every attempt is an exchange', async () => {
    const clock = steppedClock();
    const { sender, exchanges } = senderOver(answering([429, 429, 200], [['retry-after', '2']]), clock);
    const last = await sender.send(request, { caseId: 'a' });
    expect(last.response).toMatchObject({ status: 200 });
    expect(exchanges.map(({ attempt }) => attempt)).toEqual([1, 2, 3]);
    expect(clock.now()).toBeGreaterThanOrEqual(4000);
  });

  test('without Retry-After is waited for longer and longer, and given up in the end', async () => {
    const clock = steppedClock();
    const { sender, exchanges } = senderOver(answering([429]), clock);
    const last = await sender.send(request, { caseId: 'a' });
    expect(last.response).toMatchObject({ status: 429 });
    expect(exchanges).toHaveLength(8);
    const pauses = exchanges.slice(1).map(({ startedAt }, i) => startedAt - (exchanges[i]?.startedAt ?? 0));
    expect(pauses).toEqual([...pauses].sort((a, b) => a - b));
  });
});

test('other statuses are not sent again, server errors included', async () => {
  const target = answering([500, 200]);
  const { sender } = senderOver(target, steppedClock());
  expect((await sender.send(request, {})).response).toMatchObject({ status: 500 });
  expect(target.paths).toHaveLength(1);
});

test('a rate is kept', async () => {
  const clock = steppedClock();
  const { sender, exchanges } = senderOver(answering([200]), clock, 10);
  for (let i = 0; i < 5; i++) await sender.send(request, {});
  expect(exchanges.map(({ startedAt }) => startedAt)).toEqual([0, 100, 200, 300, 400]);
});

const now = new Date(Date.UTC(2026, 0, 1));
test.each([
  ['0', 0], ['3', 3000], ['Thu, 01 Jan 2026 00:00:05 GMT', 5000], ['Wed, 31 Dec 2025 23:59:59 GMT', 0], ['soon', undefined], ['-1', undefined], ['', undefined],
])('Retry-After: %s', (text, expected) => {
  expect(retryAfter([['Retry-After', text]], now)).toBe(expected);
});

describe('a request with a manner of its own', () => {
  test('is sent once, also where the answer is 429', async () => {
    const { sender, exchanges } = senderOver(answering([429, 200], [['retry-after', '2']]), steppedClock());
    expect((await sender.send(request, { once: true })).response).toMatchObject({ status: 429 });
    expect(exchanges).toHaveLength(1);
  });

  /** Answers only when it is told to stop. */
  const silent: Target = {
    kind: 'url', baseUrl: 'http://target.example',
    send: (_, signal) => new Promise((resolve) => {
      const stop = (): void => resolve({ url: 'http://target.example/', headers: [], response: { kind: 'failure', code: 'aborted', what: 'Interrupted.' }, durationMs: 1 });
      if (signal.aborted) stop();
      else signal.addEventListener('abort', stop);
    }),
    close: async () => undefined,
  };

  test('is given up when its time is over, which is no interruption', async () => {
    const { sender } = senderOver(silent, steppedClock());
    expect((await sender.send(request, { withinMs: 20 })).response).toEqual({ kind: 'failure', code: 'timeout', what: 'No answer came within 20 ms.' });
  });

  test('is interrupted with the run all the same', async () => {
    const sender = createSender({ target: silent, clock: steppedClock(), signal: AbortSignal.abort(), redact: (exchange) => exchange, onExchange: () => undefined });
    expect((await sender.send(request, { withinMs: 60_000 })).response).toMatchObject({ code: 'aborted' });
  });
});
