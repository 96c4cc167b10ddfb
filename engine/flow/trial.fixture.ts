import { createServer } from 'node:http';
import type { RequestListener, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, expect } from 'vitest';
import type { Flow, FlowContext, FlowStep } from '../../model/flow.ts';
import { record } from './direct-exchange.fixture.ts';
import type { Recording } from './direct-exchange.fixture.ts';
import type { FlowDependencies } from './flow-dependencies.ts';
import { replayFlow } from './replay-flow.ts';
import { runFlow } from './run-flow.ts';
import type { StepResult } from './step-result.ts';

/** For tests: a server that answers `/404/x` with 404 and everything else with 200, unless it is told otherwise. */
export interface TrialServer {
  readonly baseUrl: string;
  /** Method, path and credentials of each request. */
  readonly seen: string[];
  answer: RequestListener;
}

/** The server of this test file, fresh for each test. */
export function useTrialServer(): TrialServer {
  let server: Server;
  const trial = { baseUrl: '', seen: [] as string[], answer: (() => undefined) as RequestListener };
  beforeAll(async () => {
    server = createServer((request, response) => { trial.answer(request, response); });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    trial.baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => new Promise<void>((resolve) => { server.close(() => { resolve(); }); server.closeAllConnections(); }));
  beforeEach(() => {
    trial.seen.length = 0;
    trial.answer = (request, response) => {
      trial.seen.push(`${request.method} ${request.url} ${request.headers.authorization ?? 'nobody'}`);
      response.statusCode = /^\/(\d{3})/.test(request.url ?? '') ? Number(request.url?.slice(1, 4)) : 200;
      response.end('{"ok":true}');
    };
  });
  return trial;
}

/** A flow of these steps. */
export function flow(steps: readonly (Partial<FlowStep> & { readonly id: string })[], run: (context: FlowContext) => Promise<void>): Flow {
  return {
    id: 'trial', title: 'A trial', suite: 'flows', level: 'MUST', clause: { title: 'None', url: 'https://example.com' }, provenance: 'assumed', permission: 'read',
    needs: { operations: { get: { method: 'get', path: '/things/{id}' } }, captures: [] },
    steps: steps.map((step) => ({ operation: 'get', statement: 'It holds.', ...step })),
    run,
  };
}

export interface Run {
  readonly results: readonly StepResult[];
  readonly recording: Recording;
  readonly slept: readonly number[];
}

/** Runs a flow live and again from its record: both must end alike. */
export async function run(server: TrialServer, trial: Flow, more: Partial<FlowDependencies> & { readonly retries?: number } = {}): Promise<Run> {
  const recording = record(server.baseUrl, 'secret', more.retries);
  const slept: number[] = [];
  const ground = { captured: more.captured ?? new Map(), switches: more.switches ?? new Set<string>() };
  const results = await runFlow(trial, {
    exchange: recording.exchange, signal: new AbortController().signal, sleep: async (milliseconds) => { slept.push(milliseconds); }, ...more, ...ground,
  });
  expect(await replayFlow(trial, recording.exchanges, ground), 'the replay').toEqual(results);
  return { results, recording, slept };
}

/** Step and kind of outcome. */
export function kinds({ results }: Run): readonly string[] {
  return results.map(({ step, outcome }) => `${step}: ${outcome.kind}`);
}

/** Why a step did not pass, in words. */
export function because({ results }: Run, step: string): string | undefined {
  const outcome = results.find((result) => result.step === step)?.outcome;
  switch (outcome?.kind) {
    case 'blocked': case 'not-run': case 'not-applicable': return outcome.because;
    case 'error': return outcome.problem.what;
    case 'fail': return outcome.findings[0].message;
    default: return undefined;
  }
}
