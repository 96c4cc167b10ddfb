import { describe, expect, test } from 'vitest';
import type { Exchange } from '../../model/exchange.ts';
import type { Flow } from '../../model/flow.ts';
import { record } from './direct-exchange.fixture.ts';
import { replayFlow } from './replay-flow.ts';
import { runFlow } from './run-flow.ts';
import { because, flow, kinds, run, useTrialServer } from './trial.fixture.ts';

const server = useTrialServer();

describe('cleaning up', () => {
  const trial = (statuses: readonly string[], fails = false): Flow => flow([{ id: 'one' }, { id: 'cleanup' }], async ({ api, cleanup, step }) => {
    await step('one', async () => {
      for (const status of statuses) cleanup(() => api.delete(`/${status}`).expect(204));
      await api.get(fails ? '/500' : '/200').expect(200);
    });
  });
  const deletions = (): readonly string[] => server.seen.filter((line) => line.startsWith('DELETE')).map((line) => line.split(' ')[1] ?? '');

  test('runs in reverse, also after a failure', async () => {
    expect(kinds(await run(server, trial(['204/a', '204/b'], true)))).toEqual(['one: fail', 'cleanup: pass']);
    expect(deletions()).toEqual(['/204/b', '/204/a']);
  });

  test('goes on after a failure of its own, which is its own outcome', async () => {
    const done = await run(server, trial(['204/a', '500/b', '204/c']));
    expect(kinds(done)).toEqual(['one: pass', 'cleanup: fail']);
    expect(because(done, 'cleanup')).toContain('documented 204');
    expect(deletions()).toEqual(['/204/c', '/500/b', '/204/a']);
  });

  test('says when there was nothing to do', async () => {
    expect(kinds(await run(server, trial([])))).toEqual(['one: pass', 'cleanup: not-applicable']);
  });

  test('goes on when the run is interrupted', async () => {
    const abort = new AbortController();
    const done = await run(server, flow([{ id: 'one' }, { id: 'two' }, { id: 'cleanup' }], async ({ api, cleanup, step }) => {
      await step('one', async () => { cleanup(() => api.delete('/204/a').expect(204)); await api.get('/200').expect(200); abort.abort(); });
      await step('two', () => api.get('/200').expect(200));
    }), { signal: abort.signal });
    expect(kinds(done)).toEqual(['one: pass', 'two: not-run', 'cleanup: pass']);
    expect(deletions()).toEqual(['/204/a']);
  });
});

describe('an interrupted run', () => {
  test('decides what it came to and leaves the rest not run', async () => {
    const abort = new AbortController();
    const done = await run(server, flow([{ id: 'one' }, { id: 'two' }, { id: 'three', after: [] }, { id: 'four', after: ['one'] }], async ({ api, step }) => {
      await step('one', () => api.get('/200').expect(200));
      await step('two', async () => { await api.get('/200'); abort.abort(); await api.get('/404').expect(200); });
      await step('three', () => api.get('/200').expect(200));
      await step('four', async () => undefined);
    }), { signal: abort.signal });
    expect(kinds(done)).toEqual(['one: pass', 'two: not-run', 'three: not-run', 'four: pass']);
    expect(because(done, 'two')).toBe('The run ended before this step was decided.');
    expect(server.seen).toHaveLength(2);
  });

  test('ends a poll that waits', async () => {
    const abort = new AbortController();
    server.answer = (_, response) => { response.writeHead(404).end(); };
    const done = await run(server, flow([{ id: 'one' }], async ({ api, poll }) => { await poll('one', { within: '1s', every: '10ms' }, () => api.get('/').expect(200)); }), {
      signal: abort.signal, sleep: async () => { abort.abort(); },
    });
    expect(kinds(done)).toEqual(['one: not-run']);
  });

  test('an exchange that was broken off decides nothing', async () => {
    const recording = record(server.baseUrl, 'secret');
    const broken: Exchange[] = [];
    const trial = flow([{ id: 'one' }], async ({ api, step }) => { await step('one', () => api.get('/').expect(200)); });
    const results = await runFlow(trial, {
      captured: new Map(), switches: new Set(), signal: new AbortController().signal, sleep: async () => undefined,
      exchange: async (...ask) => {
        const exchange: Exchange = { ...await recording.exchange(...ask), response: { kind: 'failure', code: 'aborted', what: 'The run was interrupted.' } };
        broken.push(exchange);
        return exchange;
      },
    });
    expect(results[0]?.outcome.kind).toBe('not-run');
    expect(await replayFlow(trial, broken, { captured: new Map(), switches: new Set() })).toEqual(results);
  });
});
