import { AssertionError } from 'node:assert';
import { describe, expect, test } from 'vitest';
import type { Exchange } from '../../model/exchange.ts';
import type { Flow, FlowContext } from '../../model/flow.ts';
import { record } from './direct-exchange.fixture.ts';
import { replayFlow } from './replay-flow.ts';
import { runFlow } from './run-flow.ts';
import { because, flow, kinds, run, useTrialServer } from './trial.fixture.ts';

const server = useTrialServer();

describe('steps', () => {
  test('each passes, fails or is blocked by the one before it', async () => {
    const done = await run(server, flow([{ id: 'one' }, { id: 'two' }, { id: 'three' }, { id: 'four' }], async ({ api, step }) => {
      await step('one', () => api.get('/200').expect(200));
      await step('two', () => api.get('/404').expect(200));
      await step('three', () => api.get('/200').expect(200));
      await step('four', () => api.get('/200').expect(200));
    }));
    expect(kinds(done)).toEqual(['one: pass', 'two: fail', 'three: blocked', 'four: blocked']);
    expect(because(done, 'two')).toBe('Received status 404 to GET /404; documented 200.');
    expect(because(done, 'four')).toBe('step "two" failed.');
    expect(done.results.map(({ evidence }) => evidence)).toEqual([['x1'], ['x2', 'x1'], [], []]);
    expect(done.results[1]?.outcome).toMatchObject({ findings: [{ evidence: ['x2', 'x1'], cluster: 'trial: two' }] });
    expect(done.recording.exchanges.map(({ step }) => step)).toEqual([{ flow: 'trial', step: 'one' }, { flow: 'trial', step: 'two' }]);
  });

  test('one that needs no other runs whatever became of the others', async () => {
    const done = await run(server, flow([{ id: 'one' }, { id: 'two', after: [] }, { id: 'three', after: ['two'] }], async ({ api, step }) => {
      await step('one', () => api.get('/500').expect(200));
      await step('two', () => api.get('/200').expect(200));
      await step('three', () => api.get('/200').expect(200));
    }));
    expect(kinds(done)).toEqual(['one: fail', 'two: pass', 'three: pass']);
  });

  test('a value blocks whoever uses it when its step did not pass', async () => {
    const done = await run(server, flow([{ id: 'one' }, { id: 'two', after: [] }, { id: 'three', after: ['two'] }], async ({ api, step }) => {
      const one = await step('one', async () => (await api.get('/500').expect(200)).status);
      const two = await step('two', async () => one.value);
      await step('three', async () => two.value);
    }));
    expect(kinds(done)).toEqual(['one: fail', 'two: blocked', 'three: blocked']);
    expect(because(done, 'three')).toBe('step "one" failed.');
  });

  test('a pass without its positive control is none, even when the control comes later', async () => {
    const trial = (status: string): Flow => flow([{ id: 'refuses', control: 'accepts' }, { id: 'accepts' }], async ({ api, as, step }) => {
      await step('refuses', () => as('none').get('/401').expect(401));
      await step('accepts', () => api.get(`/${status}`).expect(200));
    });
    expect(kinds(await run(server, trial('200')))).toEqual(['refuses: pass', 'accepts: pass']);
    const done = await run(server, trial('401'));
    expect(kinds(done)).toEqual(['refuses: blocked', 'accepts: fail']);
    expect(because(done, 'refuses')).toBe('The positive control did not hold: step "accepts" failed.');
  });

  test('one that sends nothing rests on what the steps before it received', async () => {
    const done = await run(server, flow([{ id: 'asks' }, { id: 'looks' }], async ({ api, step }) => {
      const asked = await step('asks', () => api.get('/200'));
      await step('looks', async () => { if (asked.value.status === 200) throw new AssertionError({ message: 'Received 200; documented 404.' }); });
    }));
    expect(done.results[1]).toMatchObject({ evidence: ['x1'], outcome: { kind: 'fail', findings: [{ evidence: ['x1'] }] } });
  });

  test('one behind a switch that is off does not apply, and nothing that needs it does', async () => {
    const trial = flow([{ id: 'one', onlyWith: 'harm' }, { id: 'two' }], async ({ api, step }) => {
      await step('one', () => api.get('/200').expect(200));
      await step('two', () => api.get('/200').expect(200));
    });
    const off = await run(server, trial);
    expect(kinds(off)).toEqual(['one: not-applicable', 'two: not-applicable']);
    expect(because(off, 'one')).toBe('It is tried only where "harm" is allowed, because it can do harm beyond what was handed out.');
    expect(server.seen).toEqual([]);
    expect(kinds(await run(server, trial, { switches: new Set(['harm']) }))).toEqual(['one: pass', 'two: pass']);
  });

  test('the positive control stands in the evidence, also when it comes later', async () => {
    const done = await run(server, flow([{ id: 'known' }, { id: 'refuses', control: 'accepts' }, { id: 'accepts' }], async ({ api, step }) => {
      await step('known', () => api.get('/200').expect(200));
      await step('refuses', () => api.get('/401').expect(401));
      await step('accepts', () => api.get('/200').expect(200));
    }));
    expect(done.results.map(({ evidence }) => evidence)).toEqual([['x1'], ['x2', 'x3', 'x1'], ['x3', 'x2', 'x1']]);
  });

  test('the deciding exchange comes first in the evidence, and no more than twenty are named', async () => {
    const done = await run(server, flow([{ id: 'one' }], async ({ api, step }) => {
      await step('one', async () => { for (let at = 0; at < 25; at++) await api.get('/200').expect(at < 24 ? 200 : 404); });
    }));
    expect(done.results[0]?.evidence).toEqual(Array.from({ length: 20 }, (_, at) => `x${25 - at}`));
  });
});

describe('what is not the target’s fault', () => {
  test('an error of the flow is an error, in one line and without a stack', async () => {
    const done = await run(server, flow([{ id: 'one' }, { id: 'two' }], async ({ step }) => {
      await step('one', async () => (undefined as unknown as { boom: () => void }).boom());
      await step('two', async () => undefined);
    }));
    expect(kinds(done)).toEqual(['one: error', 'two: blocked']);
    expect(because(done, 'one')).toMatch(/^The flow trial broke off\. Step one: Cannot read properties of undefined \(reading 'boom'\)$/);
    expect(JSON.stringify(done.results)).not.toMatch(/\.ts:|\bat /);
  });

  test.each<{ name: string; steps: readonly string[]; run: (context: FlowContext) => Promise<unknown>; what: string }>([
    { name: 'a step that is not declared', steps: ['one'], run: ({ step }) => step('won', async () => undefined), what: 'It has no step won; it has: one.' },
    { name: 'a request outside of a step', steps: ['one'], run: async ({ api }) => api.get('/'), what: 'It used something outside of a step that works inside of one only.' },
    { name: 'a step that comes too early', steps: ['one', 'two'], run: ({ step }) => step('two', async () => undefined), what: 'The step two came before the step one, which it needs.' },
    { name: 'a path without its parameter', steps: ['one'], run: async ({ path }) => path('get'), what: 'The path /things/{id} needs a value for id.' },
    { name: 'a path parameter that would be another path', steps: ['one'], run: async ({ path }) => path('get', { id: '..' }), what: 'The path /things/{id} cannot carry ".." as id.' },
    { name: 'a step that is not reached', steps: ['one'], run: async () => undefined, what: 'It ended before this step.' },
    { name: 'cleaning up without a step for it', steps: ['one'], run: async ({ cleanup }) => { cleanup(async () => undefined); }, what: 'It needs a step "cleanup" to clean up in.' },
  ])('$name', async ({ steps, run: act, what }) => {
    const done = await run(server, flow(steps.map((id) => ({ id })), async (context) => { await act(context); }));
    expect(because(done, 'one')).toBe(`The flow trial broke off. ${what}`);
    expect(server.seen).toEqual([]);
  });

  test('a step inside a step, or twice, is an error of the flow', async () => {
    const inside = await run(server, flow([{ id: 'one' }, { id: 'two', after: [] }], async ({ step }) => {
      await step('one', async () => step('two', async () => undefined));
    }));
    expect(because(inside, 'one')).toBe('The flow trial broke off. It began the step two inside the step one.');
    const twice = await run(server, flow([{ id: 'one' }, { id: 'two' }], async ({ step }) => {
      await step('one', async () => undefined);
      await step('one', async () => undefined);
    }));
    expect(kinds(twice)).toEqual(['one: pass', 'two: error']);
  });

  test('no answer is an error, unless the flow counts on it', async () => {
    server.answer = (request) => { request.socket.destroy(); };
    const done = await run(server, flow([{ id: 'one' }, { id: 'two', after: [] }], async ({ api, step }) => {
      await step('one', () => api.get('/').expect(500));
      await step('two', async () => { await api.get('/').then(() => undefined, () => undefined); });
    }));
    expect(kinds(done)).toEqual(['one: error', 'two: pass']);
    expect(done.results[0]?.outcome).toMatchObject({ problem: { code: 'NO_ANSWER', what: expect.stringContaining('The connection broke') as unknown } });
    expect(done.results[0]?.evidence).toEqual(['x1']);
  });

  test('an answer that was kept in part only decides nothing', async () => {
    const recording = record(server.baseUrl, 'secret');
    const kept: Exchange[] = [];
    const trial = flow([{ id: 'one' }], async ({ api, step }) => { await step('one', () => api.get('/').expect(200)); });
    const results = await runFlow(trial, {
      captured: new Map(), switches: new Set(), signal: new AbortController().signal, sleep: async () => undefined,
      exchange: async (...ask) => {
        const exchange = await recording.exchange(...ask);
        const cut: Exchange = { ...exchange, response: { kind: 'response', status: 200, headers: [], body: { text: '{"ok"', bytes: 5_000_000, cut: true } } };
        kept.push(cut);
        return cut;
      },
    });
    expect(results[0]?.outcome).toMatchObject({ kind: 'error', problem: { what: 'The answer was too large to be kept whole, so nothing is known of its end.' } });
    expect(await replayFlow(trial, kept, { captured: new Map(), switches: new Set() })).toEqual(results);
  });

  test('429 to the end blocks', async () => {
    const done = await run(server, flow([{ id: 'one' }], async ({ api, step }) => { await step('one', () => api.get('/429').expect(200)); }), { retries: 2 });
    expect(because(done, 'one')).toBe('Answered 429 until the retries were used up.');
    expect(server.seen).toHaveLength(3);
  });

  test('429 and then an answer is that answer, live and replayed', async () => {
    const statuses = [429, 200, 429, 429, 404, 200];
    server.answer = (_, response) => { response.writeHead(statuses.shift() ?? 500).end(); };
    const done = await run(server, flow([{ id: 'one' }, { id: 'two' }], async ({ api, step }) => {
      await step('one', async () => { await api.get('/a').expect(200); await api.get('/a').expect(404); });
      await step('two', () => api.get('/a').expect(200));
    }), { retries: 5 });
    expect(kinds(done)).toEqual(['one: pass', 'two: pass']);
  });

  test('a missing value blocks every step, and nothing is sent', async () => {
    const trial = flow([{ id: 'one' }, { id: 'two' }], async ({ api, step }) => { await step('one', () => api.get('/')); });
    const done = await run(server, { ...trial, needs: { ...trial.needs, captures: ['disposable:id'] } });
    expect(kinds(done)).toEqual(['one: blocked', 'two: blocked']);
    expect(because(done, 'two')).toBe('No value was found for disposable:id.');
    expect(server.seen).toEqual([]);
  });

  test('block says why', async () => {
    const done = await run(server, flow([{ id: 'one' }, { id: 'two' }], async ({ block, step }) => {
      await step('one', async () => block('Nobody is there.'));
      await step('two', async () => undefined);
    }));
    expect([because(done, 'one'), because(done, 'two')]).toEqual(['Nobody is there.', 'Nobody is there.']);
  });
});

describe('credentials and values', () => {
  test('credentials are put in behind the flow, which never sees them', async () => {
    let visible = '';
    await run(server, flow([{ id: 'one' }], async ({ api, as, received, step }) => {
      await step('one', async () => {
        const mine = await api.get('/a').expect(200);
        const theirs = await as('tampered').get('/b');
        await as('none').get('/c');
        visible = JSON.stringify([mine, theirs, received(mine), { ...api }]);
      });
    }));
    expect(server.seen).toEqual(['GET /a Bearer secret', 'GET /b Bearer tampered-of-secret', 'GET /c nobody']);
    expect(visible).not.toContain('secret');
  });

  test('values are filled into paths, percent-encoded', async () => {
    await run(server, flow([{ id: 'one' }], async ({ api, disposable, path, step, value }) => {
      await step('one', async () => { await api.get(path('get', { id: value('id') })); await api.get(path('get', { id: disposable('id') })); });
    }), { captured: new Map<string, string | number>([['id', 'a/ü ?'], ['disposable:id', 7]]) });
    expect(server.seen).toEqual(['GET /things/a%2F%C3%BC%20%3F Bearer secret', 'GET /things/7 Bearer secret']);
  });
});
