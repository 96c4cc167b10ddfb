import { AssertionError } from 'node:assert';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createServer } from 'node:http';
import type { RequestListener, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Flow, FlowContext, FlowStep } from '../../model/flow.ts';
import type { Exchange } from '../../model/exchange.ts';
import { record } from './direct-exchange.fixture.ts';
import type { Recording } from './direct-exchange.fixture.ts';
import { replayFlow } from './replay-flow.ts';
import type { FlowDependencies, StepResult } from './run-flow.ts';
import { runFlow } from './run-flow.ts';

let server: Server;
let answer: RequestListener;
let baseUrl: string;
beforeAll(async () => {
  server = createServer((request, response) => { answer(request, response); });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => new Promise((resolve) => { server.close(resolve); server.closeAllConnections(); }));

let seen: string[];
beforeEach(() => {
  seen = [];
  answer = (request, response) => {
    seen.push(`${request.method} ${request.url} ${request.headers.authorization ?? 'nobody'}`);
    response.statusCode = /^\/(\d{3})/.test(request.url ?? '') ? Number(request.url?.slice(1, 4)) : 200;
    response.end('{"ok":true}');
  };
});

function flow(steps: readonly (Partial<FlowStep> & { readonly id: string })[], run: (context: FlowContext) => Promise<void>): Flow {
  return {
    id: 'trial', title: 'A trial', suite: 'flows', level: 'MUST', clause: { title: 'None', url: 'https://example.com' }, provenance: 'assumed', permission: 'read',
    needs: { operations: { get: { method: 'get', path: '/things/{id}' } }, captures: [] },
    steps: steps.map((step) => ({ operation: 'get', statement: 'It holds.', ...step })),
    run,
  };
}

interface Run {
  readonly results: readonly StepResult[];
  readonly recording: Recording;
  readonly slept: readonly number[];
}

/** Runs live and again from the record: both must end alike. */
async function run(trial: Flow, more: Partial<FlowDependencies> & { readonly retries?: number } = {}): Promise<Run> {
  const recording = record(baseUrl, 'secret', more.retries);
  const slept: number[] = [];
  const ground = { captured: more.captured ?? new Map(), switches: more.switches ?? new Set<string>() };
  const results = await runFlow(trial, {
    exchange: recording.exchange, signal: new AbortController().signal, sleep: async (milliseconds) => { slept.push(milliseconds); }, ...more, ...ground,
  });
  expect(await replayFlow(trial, recording.exchanges, ground), 'the replay').toEqual(results);
  return { results, recording, slept };
}

const kinds = ({ results }: Run): readonly string[] => results.map(({ step, outcome }) => `${step}: ${outcome.kind}`);
const because = ({ results }: Run, step: string): string | undefined => {
  const outcome = results.find((result) => result.step === step)?.outcome;
  return outcome && ('because' in outcome ? outcome.because : outcome.kind === 'error' ? outcome.problem.what : outcome.kind === 'fail' ? outcome.findings[0].message : undefined);
};

describe('steps', () => {
  test('each passes, fails or is blocked by the one before it', async () => {
    const done = await run(flow([{ id: 'one' }, { id: 'two' }, { id: 'three' }, { id: 'four' }], async ({ api, step }) => {
      await step('one', () => api.get('/200').expect(200));
      await step('two', () => api.get('/404').expect(200));
      await step('three', () => api.get('/200').expect(200));
      await step('four', () => api.get('/200').expect(200));
    }));
    expect(kinds(done)).toEqual(['one: pass', 'two: fail', 'three: blocked', 'four: blocked']);
    expect(because(done, 'two')).toBe('Received status 404 to GET /404; documented 200.');
    expect(because(done, 'four')).toBe('step "two" failed.');
    expect(done.results.map(({ evidence }) => evidence)).toEqual([['x1'], ['x2'], [], []]);
    expect(done.results[1]?.outcome).toMatchObject({ findings: [{ evidence: ['x2'], cluster: 'trial: two' }] });
    expect(done.recording.exchanges.map(({ step }) => step)).toEqual([{ flow: 'trial', step: 'one' }, { flow: 'trial', step: 'two' }]);
  });

  test('one that needs no other runs whatever became of the others', async () => {
    const done = await run(flow([{ id: 'one' }, { id: 'two', after: [] }, { id: 'three', after: ['two'] }], async ({ api, step }) => {
      await step('one', () => api.get('/500').expect(200));
      await step('two', () => api.get('/200').expect(200));
      await step('three', () => api.get('/200').expect(200));
    }));
    expect(kinds(done)).toEqual(['one: fail', 'two: pass', 'three: pass']);
  });

  test('a value blocks whoever uses it when its step did not pass', async () => {
    const done = await run(flow([{ id: 'one' }, { id: 'two', after: [] }, { id: 'three', after: ['two'] }], async ({ api, step }) => {
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
    expect(kinds(await run(trial('200')))).toEqual(['refuses: pass', 'accepts: pass']);
    const done = await run(trial('401'));
    expect(kinds(done)).toEqual(['refuses: blocked', 'accepts: fail']);
    expect(because(done, 'refuses')).toBe('The positive control did not hold: step "accepts" failed.');
  });

  test('one that sends nothing rests on what the steps before it received', async () => {
    const done = await run(flow([{ id: 'asks' }, { id: 'looks' }], async ({ api, step }) => {
      const asked = await step('asks', () => api.get('/200'));
      await step('looks', async () => { if (asked.value.status === 200) throw new AssertionError({ message: 'Received 200; documented 404.' }); });
    }));
    expect(done.results[1]).toMatchObject({ evidence: ['x1'], outcome: { kind: 'fail', findings: [{ evidence: ['x1'] }] } });
  });

  test('one behind a switch that is off is not run, and nothing that needs it', async () => {
    const trial = flow([{ id: 'one', onlyWith: 'harm' }, { id: 'two' }], async ({ api, step }) => {
      await step('one', () => api.get('/200').expect(200));
      await step('two', () => api.get('/200').expect(200));
    });
    const off = await run(trial);
    expect(kinds(off)).toEqual(['one: not-run', 'two: not-run']);
    expect(because(off, 'one')).toBe('It runs only where "harm" is allowed.');
    expect(seen).toEqual([]);
    expect(kinds(await run(trial, { switches: new Set(['harm']) }))).toEqual(['one: pass', 'two: pass']);
  });

  test('the deciding exchange comes first in the evidence, and no more than twenty are named', async () => {
    const done = await run(flow([{ id: 'one' }], async ({ api, step }) => {
      await step('one', async () => { for (let at = 0; at < 25; at++) await api.get('/200').expect(at < 24 ? 200 : 404); });
    }));
    expect(done.results[0]?.evidence).toEqual(Array.from({ length: 20 }, (_, at) => `x${25 - at}`));
  });
});

describe('what is not the target’s fault', () => {
  test('an error of the flow is an error, in one line and without a stack', async () => {
    const done = await run(flow([{ id: 'one' }, { id: 'two' }], async ({ step }) => {
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
    const done = await run(flow(steps.map((id) => ({ id })), async (context) => { await act(context); }));
    expect(because(done, 'one')).toBe(`The flow trial broke off. ${what}`);
    expect(seen).toEqual([]);
  });

  test('a step inside a step, or twice, is an error of the flow', async () => {
    const inside = await run(flow([{ id: 'one' }, { id: 'two', after: [] }], async ({ step }) => {
      await step('one', async () => step('two', async () => undefined));
    }));
    expect(because(inside, 'one')).toBe('The flow trial broke off. It began the step two inside the step one.');
    const twice = await run(flow([{ id: 'one' }, { id: 'two' }], async ({ step }) => {
      await step('one', async () => undefined);
      await step('one', async () => undefined);
    }));
    expect(kinds(twice)).toEqual(['one: pass', 'two: error']);
  });

  test('no answer is an error, unless the flow counts on it', async () => {
    answer = (request) => { request.socket.destroy(); };
    const done = await run(flow([{ id: 'one' }, { id: 'two', after: [] }], async ({ api, step }) => {
      await step('one', () => api.get('/').expect(500));
      await step('two', async () => { await api.get('/').then(() => undefined, () => undefined); });
    }));
    expect(kinds(done)).toEqual(['one: error', 'two: pass']);
    expect(done.results[0]?.outcome).toMatchObject({ problem: { code: 'NO_ANSWER', what: expect.stringContaining('The connection broke') as unknown } });
    expect(done.results[0]?.evidence).toEqual(['x1']);
  });

  test('an answer that was kept in part only decides nothing', async () => {
    const recording = record(baseUrl, 'secret');
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
    const done = await run(flow([{ id: 'one' }], async ({ api, step }) => { await step('one', () => api.get('/429').expect(200)); }), { retries: 2 });
    expect(because(done, 'one')).toBe('Answered 429 until the retries were used up.');
    expect(seen).toHaveLength(3);
  });

  test('429 and then an answer is that answer, live and replayed', async () => {
    const statuses = [429, 200, 429, 429, 404, 200];
    answer = (_, response) => { response.writeHead(statuses.shift() ?? 500).end(); };
    const done = await run(flow([{ id: 'one' }, { id: 'two' }], async ({ api, step }) => {
      await step('one', async () => { await api.get('/a').expect(200); await api.get('/a').expect(404); });
      await step('two', () => api.get('/a').expect(200));
    }), { retries: 5 });
    expect(kinds(done)).toEqual(['one: pass', 'two: pass']);
  });

  test('a missing value blocks every step, and nothing is sent', async () => {
    const trial = flow([{ id: 'one' }, { id: 'two' }], async ({ api, step }) => { await step('one', () => api.get('/')); });
    const done = await run({ ...trial, needs: { ...trial.needs, captures: ['disposable:id'] } });
    expect(kinds(done)).toEqual(['one: blocked', 'two: blocked']);
    expect(because(done, 'two')).toBe('No value was found for disposable:id.');
    expect(seen).toEqual([]);
  });

  test('block says why', async () => {
    const done = await run(flow([{ id: 'one' }, { id: 'two' }], async ({ block, step }) => {
      await step('one', async () => block('Nobody is there.'));
      await step('two', async () => undefined);
    }));
    expect([because(done, 'one'), because(done, 'two')]).toEqual(['Nobody is there.', 'Nobody is there.']);
  });
});

describe('credentials and values', () => {
  test('credentials are put in behind the flow, which never sees them', async () => {
    let visible = '';
    await run(flow([{ id: 'one' }], async ({ api, as, received, step }) => {
      await step('one', async () => {
        const mine = await api.get('/a').expect(200);
        const theirs = await as('tampered').get('/b');
        await as('none').get('/c');
        visible = JSON.stringify([mine, theirs, received(mine), { ...api }]);
      });
    }));
    expect(seen).toEqual(['GET /a Bearer secret', 'GET /b Bearer wrong', 'GET /c nobody']);
    expect(visible).not.toContain('secret');
  });

  test('values are filled into paths, percent-encoded', async () => {
    await run(flow([{ id: 'one' }], async ({ api, disposable, path, step, value }) => {
      await step('one', async () => { await api.get(path('get', { id: value('id') })); await api.get(path('get', { id: disposable('id') })); });
    }), { captured: new Map<string, string | number>([['id', 'a/ü ?'], ['disposable:id', 7]]) });
    expect(seen).toEqual(['GET /things/a%2F%C3%BC%20%3F Bearer secret', 'GET /things/7 Bearer secret']);
  });
});

describe('poll', () => {
  const timing = { within: '2s', every: '500ms' } as const;
  const polling = flow([{ id: 'one' }], async ({ api, poll }) => { await poll('one', timing, () => api.get('/').expect(200)); });

  test('looks again until it holds', async () => {
    let left = 2;
    answer = (_, response) => { response.writeHead(left-- > 0 ? 404 : 200).end(); };
    const done = await run(polling);
    expect(kinds(done)).toEqual(['one: pass']);
    expect(done.slept).toEqual([500, 500]);
    expect(done.results[0]?.evidence).toEqual(['x3', 'x2', 'x1']);
  });

  test('ends with the last thing seen when the time is over', async () => {
    answer = (_, response) => { response.writeHead(seen.push('') < 4 ? 404 : 500).end(); };
    const done = await run(polling);
    expect(because(done, 'one')).toBe('Received status 500 to GET /; documented 200.');
    expect(done.slept).toEqual([500, 500, 500, 500]);
  });

  test('waits as long as it is told to, and not at all when that is too long', async () => {
    const headers = [{ 'retry-after': '1' }, { 'retry-after': 'Sun, 01 Nov 2026 10:00:00 GMT', date: 'Sun, 01 Nov 2026 09:59:59 GMT' }, { 'retry-after': '30' }];
    answer = (_, response) => { response.writeHead(503, headers.shift()).end(); };
    const done = await run(polling);
    expect(kinds(done)).toEqual(['one: fail']);
    expect(done.slept).toEqual([1000, 1000]);
  });

  test('hides no error of the flow', async () => {
    let looks = 0;
    const done = await run(flow([{ id: 'one' }], async ({ poll }) => { await poll('one', timing, async () => { looks++; throw new TypeError('oops'); }); }));
    expect(because(done, 'one')).toBe('The flow trial broke off. Step one: oops');
    // Once live, once replayed.
    expect(looks).toBe(2);
  });

  test('decides by the record’s time, so that slow answers end it live and replayed', async () => {
    const recording = record(baseUrl, 'secret');
    let at = 0;
    const slow: Exchange[] = [];
    answer = (_, response) => { response.writeHead(404).end(); };
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
    expect((await run(trial('404'))).results[0]).toMatchObject({ outcome: { kind: 'pass' }, branches: ['gone'] });
    expect((await run(trial('200'))).results[0]).toMatchObject({ outcome: { kind: 'pass' }, branches: ['marked'] });
  });

  test('fails when none holds, or two do', async () => {
    expect(because(await run(trial('500')), 'one')).toBe(
      'Received none of the alternatives; documented: exactly one of gone, marked, marked too. '
      + 'gone: Received 500; documented 404. marked: Received 500; documented 200. marked too: Received that; documented this.',
    );
    expect(because(await run(trial('2000')), 'one')).toBe('Received marked and marked too at once; documented: exactly one of gone, marked, marked too.');
  });
});

describe('cleaning up', () => {
  const trial = (statuses: readonly string[], fails = false): Flow => flow([{ id: 'one' }, { id: 'cleanup' }], async ({ api, cleanup, step }) => {
    await step('one', async () => {
      for (const status of statuses) cleanup(() => api.delete(`/${status}`).expect(204));
      await api.get(fails ? '/500' : '/200').expect(200);
    });
  });
  const deletions = (): readonly string[] => seen.filter((line) => line.startsWith('DELETE')).map((line) => line.split(' ')[1] ?? '');

  test('runs in reverse, also after a failure', async () => {
    expect(kinds(await run(trial(['204/a', '204/b'], true)))).toEqual(['one: fail', 'cleanup: pass']);
    expect(deletions()).toEqual(['/204/b', '/204/a']);
  });

  test('goes on after a failure of its own, which is its own outcome', async () => {
    const done = await run(trial(['204/a', '500/b', '204/c']));
    expect(kinds(done)).toEqual(['one: pass', 'cleanup: fail']);
    expect(because(done, 'cleanup')).toContain('documented 204');
    expect(deletions()).toEqual(['/204/c', '/500/b', '/204/a']);
  });

  test('says when there was nothing to do', async () => {
    expect(kinds(await run(trial([])))).toEqual(['one: pass', 'cleanup: not-applicable']);
  });

  test('goes on when the run is interrupted', async () => {
    const abort = new AbortController();
    const done = await run(flow([{ id: 'one' }, { id: 'two' }, { id: 'cleanup' }], async ({ api, cleanup, step }) => {
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
    const done = await run(flow([{ id: 'one' }, { id: 'two' }, { id: 'three', after: [] }, { id: 'four', after: ['one'] }], async ({ api, step }) => {
      await step('one', () => api.get('/200').expect(200));
      await step('two', async () => { await api.get('/200'); abort.abort(); await api.get('/404').expect(200); });
      await step('three', () => api.get('/200').expect(200));
      await step('four', async () => undefined);
    }), { signal: abort.signal });
    expect(kinds(done)).toEqual(['one: pass', 'two: not-run', 'three: not-run', 'four: pass']);
    expect(because(done, 'two')).toBe('The run ended before this step was decided.');
    expect(seen).toHaveLength(2);
  });

  test('ends a poll that waits', async () => {
    const abort = new AbortController();
    answer = (_, response) => { response.writeHead(404).end(); };
    const done = await run(flow([{ id: 'one' }], async ({ api, poll }) => { await poll('one', { within: '1s', every: '10ms' }, () => api.get('/').expect(200)); }), {
      signal: abort.signal, sleep: async () => { abort.abort(); },
    });
    expect(kinds(done)).toEqual(['one: not-run']);
  });

  test('an exchange that was broken off decides nothing', async () => {
    const recording = record(baseUrl, 'secret');
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
