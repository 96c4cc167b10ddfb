import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { compileWorkflows } from '../engine/arazzo/compile-workflows.ts';
import { systemClock } from '../engine/clock.ts';
import { replayFlow } from '../engine/flow/replay-flow.ts';
import { runFlow } from '../engine/flow/run-flow.ts';
import type { StepResult } from '../engine/flow/step-result.ts';
import { createSender } from '../engine/sending/sender.ts';
import type { Exchange } from '../model/exchange.ts';
import type { Flow } from '../model/flow.ts';
import type { Json, JsonObject } from '../model/json.ts';
import { startTinyServer, type Behaviour, type TinyServer } from '../spec/arazzo-conformance/tiny-server.fixture.ts';
import { readArazzoSet } from '../spec/arazzo/read-set.ts';
import { readDescription } from '../spec/read-description.ts';
import { httpTarget } from '../target/http-target.ts';

/** What a case says of itself, see spec/arazzo-conformance/README.md. */
interface Case {
  readonly rule: string;
  readonly inputs?: Readonly<Record<string, Json>>;
  readonly server?: Behaviour;
  readonly requests?: readonly (string | { readonly request: string; readonly headers?: Readonly<Record<string, string>>; readonly body?: Json; readonly text?: string })[];
  readonly pauses?: readonly number[];
  readonly outputs?: JsonObject;
  readonly ends: 'passes' | { readonly fails: string } | { readonly refused: string };
}

const home = fileURLToPath(new URL('../spec/arazzo-conformance/', import.meta.url));
const cases = readdirSync(`${home}cases`).filter((name) => name.endsWith('.arazzo.yaml')).map((name) => ({
  name: name.replace('.arazzo.yaml', ''), file: `${home}cases/${name}`,
  told: (parse(readFileSync(`${home}cases/${name}`, 'utf8')) as { 'x-case': Case })['x-case'],
}));
const description = await readDescription(`${home}things.openapi.yaml`);

let open: TinyServer | undefined;
afterEach(() => open?.close());

interface Ran {
  readonly results: readonly StepResult[];
  readonly pauses: readonly number[];
  readonly left: ReadonlyMap<string, Json>;
  readonly exchanges: readonly Exchange[];
}

/** Runs flows with the sender of a real run; only pauses are not waited for, but noted. */
async function ran(flows: readonly Flow[], baseUrl: string, captured: ReadonlyMap<string, Json>): Promise<Ran> {
  const target = httpTarget({ baseUrl, timeoutMs: 10_000, maxBodyBytes: 1_000_000, connections: 1 });
  const { signal } = new AbortController();
  const exchanges: Exchange[] = [];
  const sender = createSender({ target, clock: systemClock, signal, redact: (exchange) => exchange, onExchange: (exchange) => { exchanges.push(exchange); } });
  const pauses: number[] = [];
  const left = new Map<string, Json>();
  const results: StepResult[] = [];
  try {
    for (const flow of flows) {
      results.push(...await runFlow(flow, {
        captured, switches: new Set(), signal, left,
        sleep: async (milliseconds) => { pauses.push(milliseconds / 1000); },
        exchange: (request, _use, step, manner) => sender.send(request, { step, ...manner }),
      }));
    }
  } finally {
    await target.close();
  }
  return { results, pauses: pauses.filter((pause) => pause > 0), left, exchanges };
}

async function replayed(flows: readonly Flow[], { exchanges }: Ran, captured: ReadonlyMap<string, Json>): Promise<readonly StepResult[]> {
  const left = new Map<string, Json>();
  const results: StepResult[] = [];
  // What was written and read again, not what is still in memory.
  const recorded = JSON.parse(JSON.stringify(exchanges)) as readonly Exchange[];
  for (const flow of flows) results.push(...await replayFlow(flow, recorded, { captured, switches: new Set(), left }));
  return results;
}

/** How it ended, by the words of a case: of the steps that did not pass, one that the others only wait for. */
function endOf(results: readonly StepResult[]): Case['ends'] {
  const worst = (['error', 'fail', 'blocked', 'not-run'] as const).map((kind) => results.find(({ outcome }) => outcome.kind === kind)).find((each) => each !== undefined);
  if (worst) return { fails: worst.step };
  expect(results.map(({ outcome }) => outcome.kind)).toContain('pass');
  return 'passes';
}

function expectRequests(told: NonNullable<Case['requests']>, { seen }: TinyServer): void {
  const wanted = told.map((each) => (typeof each === 'string' ? { request: each } : each));
  expect(seen.map(({ request }) => request)).toEqual(wanted.map(({ request }) => request));
  for (const [index, { headers = {}, body, text }] of wanted.entries()) {
    for (const [name, value] of Object.entries(headers)) expect(seen[index]?.headers[name.toLowerCase()]).toBe(value);
    if (body !== undefined) expect(JSON.parse(seen[index]?.text ?? '')).toEqual(body);
    if (text !== undefined) expect(seen[index]?.text).toBe(text);
  }
}

describe('the Arazzo corpus', () => {
  test('has at least 60 cases, each with a rule of its own', () => {
    expect(cases.length).toBeGreaterThanOrEqual(60);
    expect(new Set(cases.map(({ told }) => told.rule)).size).toBe(cases.length);
  });

  test.each(cases)('$name: $told.rule', async ({ file, told }) => {
    if (!description.ok) throw new Error(description.problems[0].what);
    const set = await readArazzoSet(file);
    const compiled = set.ok ? compileWorkflows(set.value, description.value) : set;
    if (typeof told.ends === 'object' && 'refused' in told.ends) {
      expect(compiled.ok ? 'accepted' : compiled.problems.map(({ where }) => where?.pointer)).toContain(told.ends.refused);
      return;
    }
    if (!compiled.ok) throw new Error(JSON.stringify(compiled.problems));
    open = await startTinyServer(told.server ?? {});
    const captured = new Map(Object.entries(told.inputs ?? {}));
    const run = await ran(compiled.value, open.baseUrl, captured);
    expect([endOf(run.results), run.results.map(({ step, outcome }) => [step, outcome])]).toEqual([told.ends, expect.anything()]);
    if (told.requests) expectRequests(told.requests, open);
    if (told.pauses) expect(run.pauses).toEqual(told.pauses);
    if (told.outputs) expect((run.left.get('main') as { readonly outputs: Json } | undefined)?.outputs).toEqual(told.outputs);
    expect(await replayed(compiled.value, run, captured), 'the replay').toEqual(run.results);
  });
});
