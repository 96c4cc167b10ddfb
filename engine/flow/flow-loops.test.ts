import { expect, test } from 'vitest';
import assert from 'node:assert';
import { record } from './direct-exchange.fixture.ts';
import { replayFlow } from './replay-flow.ts';
import { runFlow } from './run-flow.ts';
import { because, flow, kinds, run, useTrialServer } from './trial.fixture.ts';

const server = useTrialServer();
const get = (path: string) => ({ method: 'GET', path, headers: [] });

test('a step that a flow comes by again ends as it did the last time, with all that it sent', async () => {
  const trial = (last: number) => flow([{ id: 'one', repeatable: true }], async ({ send, step, took }) => {
    for (const status of [200, last]) {
      await step('one', async () => {
        took(`saw ${status}`);
        const { response } = await send(get(`/${status}`));
        assert.equal(response.kind === 'response' && response.status, 200);
      });
    }
  });
  const twice = await run(server, trial(200));
  expect(kinds(twice)).toEqual(['one: pass']);
  expect(twice.results[0]).toMatchObject({ evidence: ['x2', 'x1'], branches: ['saw 200', 'saw 200'] });
  const failing = await run(server, trial(500));
  expect(kinds(failing)).toEqual(['one: fail']);
  expect(failing.results[0]?.evidence).toEqual(['x2', 'x1']);
});

test('a step that is not meant to be repeated is not', async () => {
  const done = await run(server, flow([{ id: 'one' }, { id: 'two' }], async ({ step }) => {
    for (const id of ['one', 'one']) await step(id, async () => undefined);
  }));
  expect(because(done, 'two')).toContain('ran the step one twice');
});

test('what was passed over does not apply, and says why', async () => {
  const done = await run(server, flow([{ id: 'one' }, { id: 'two', after: [] }], async ({ inapplicable, step }) => {
    await step('one', async () => undefined);
    await step('two', async () => inapplicable('It went another way.'));
  }));
  expect(kinds(done)).toEqual(['one: pass', 'two: not-applicable']);
  expect(because(done, 'two')).toBe('It went another way.');
});

test('a request is sent as it stands, and nobody adds to it', async () => {
  let seen: readonly string[] = [];
  server.answer = (request, response) => {
    seen = request.rawHeaders;
    response.end('{}');
  };
  await run(server, flow([{ id: 'one' }], async ({ send, step }) => {
    await step('one', () => send({ method: 'GET', path: '/a%2Fb?c=d%20e', headers: [['X-One', '1']] }));
  }));
  expect(seen.filter((_, index) => index % 2 === 0).map((name) => name.toLowerCase()).sort()).toEqual(['authorization', 'connection', 'host', 'x-one']);
});

test('what one flow leaves is found by a later one, live and in a replay', async () => {
  const first = flow([{ id: 'one' }], async ({ leave, send, step }) => {
    await step('one', () => send(get('/200')));
    leave({ found: 1 });
  });
  const found: unknown[] = [];
  const second = { ...flow([{ id: 'one' }], async ({ leftBy, step }) => {
    await step('one', async () => { found.push(leftBy('trial'), leftBy('nobody')); });
  }), id: 'later' };
  const ground = { captured: new Map(), switches: new Set<string>() };
  const recording = record(server.baseUrl, 'secret');
  const live = new Map();
  for (const each of [first, second]) await runFlow(each, { ...ground, left: live, exchange: recording.exchange, signal: new AbortController().signal, sleep: async () => undefined });
  const replayed = new Map();
  for (const each of [first, second]) await replayFlow(each, recording.exchanges, { ...ground, left: replayed });
  expect(found).toEqual([{ found: 1 }, undefined, { found: 1 }, undefined]);
});
