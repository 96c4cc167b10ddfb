import { AssertionError } from 'node:assert';
import { describe, expect, test } from 'vitest';
import type { Exchange } from '../../model/exchange.ts';
import type { Flow } from '../../model/flow.ts';
import { record } from './direct-exchange.fixture.ts';
import { replayFlow } from './replay-flow.ts';
import { runFlow } from './run-flow.ts';
import { because, flow, kinds, run, useTrialServer } from './trial.fixture.ts';

const server = useTrialServer();

describe('poll', () => {
  const timing = { within: '2s', every: '500ms' } as const;
  const polling = flow([{ id: 'one' }], async ({ api, poll }) => { await poll('one', timing, () => api.get('/').expect(200)); });

  test('looks again until it holds', async () => {
    let left = 2;
    server.answer = (_, response) => { response.writeHead(left-- > 0 ? 404 : 200).end(); };
    const done = await run(server, polling);
    expect(kinds(done)).toEqual(['one: pass']);
    expect(done.slept).toEqual([500, 500]);
    expect(done.results[0]?.evidence).toEqual(['x3', 'x2', 'x1']);
  });

  test('ends with the last thing seen when the time is over', async () => {
    server.answer = (_, response) => { response.writeHead(server.seen.push('') < 4 ? 404 : 500).end(); };
    const done = await run(server, polling);
    expect(because(done, 'one')).toBe('Received status 500 to GET /; documented 200. Looked 5 times within 2s.');
    expect(done.slept).toEqual([500, 500, 500, 500]);
  });

  test('says that it looked once where there was no time for more', async () => {
    server.answer = (_, response) => { response.writeHead(503, { 'retry-after': '30' }).end(); };
    const done = await run(server, polling);
    expect(because(done, 'one')).toBe('Received status 503 to GET /; documented 200. Looked once within 2s.');
  });

  test('waits as long as it is told to, and not at all when that is too long', async () => {
    const headers = [{ 'retry-after': '1' }, { 'retry-after': 'Sun, 01 Nov 2026 10:00:00 GMT', date: 'Sun, 01 Nov 2026 09:59:59 GMT' }, { 'retry-after': '30' }];
    server.answer = (_, response) => { response.writeHead(503, headers.shift()).end(); };
    const done = await run(server, polling);
    expect(kinds(done)).toEqual(['one: fail']);
    expect(done.slept).toEqual([1000, 1000]);
  });

  test('hides no error of the flow', async () => {
    let looks = 0;
    const done = await run(server, flow([{ id: 'one' }], async ({ poll }) => { await poll('one', timing, async () => { looks++; throw new TypeError('oops'); }); }));
    expect(because(done, 'one')).toBe('The flow trial broke off. Step one: oops');
    // Once live, once replayed.
    expect(looks).toBe(2);
  });

  test('decides by the record’s time, so that slow answers end it live and replayed', async () => {
    const recording = record(server.baseUrl, 'secret');
    let at = 0;
    const slow: Exchange[] = [];
    server.answer = (_, response) => { response.writeHead(404).end(); };
    const results = await runFlow(polling, {
      captured: new Map(), switches: new Set(), signal: new AbortController().signal, sleep: async () => undefined,
      exchange: async (...ask) => {
        const exchange = { ...await recording.exchange(...ask), startedAt: at, durationMs: 900 };
        at += 900;
        slow.push(exchange);
        return exchange;
      },
    });
    expect(slow).toHaveLength(2);
    expect(await replayFlow(polling, slow, { captured: new Map(), switches: new Set() })).toEqual(results);
  });
});

describe('one of several', () => {
  const trial = (status: string): Flow => flow([{ id: 'one' }], async ({ api, oneOf, step }) => {
    await step('one', async () => {
      const response = await api.get(`/${status}`);
      const is = (documented: number) => () => { if (response.status !== documented) throw new AssertionError({ message: `Received ${response.status}; documented ${documented}.` }); };
      return oneOf({ gone: is(404), marked: is(200), 'marked too': () => { if (response.status !== 200 || status === '200') throw new AssertionError({ message: 'Received that; documented this.' }); } });
    });
  });

  test('records the branch', async () => {
    expect((await run(server, trial('404'))).results[0]).toMatchObject({ outcome: { kind: 'pass' }, branches: ['gone'] });
    expect((await run(server, trial('200'))).results[0]).toMatchObject({ outcome: { kind: 'pass' }, branches: ['marked'] });
  });

  test('fails when none holds, or two do', async () => {
    expect(because(await run(server, trial('500')), 'one')).toBe(
      'Received none of the alternatives; documented: exactly one of gone, marked, marked too. '
      + 'gone: Received 500; documented 404. marked: Received 500; documented 200. marked too: Received that; documented this.',
    );
    expect(because(await run(server, trial('2000')), 'one')).toBe('Received marked and marked too at once; documented: exactly one of gone, marked, marked too.');
  });
});
