import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { mostShrinking } from '../engine/exploring/explore.ts';
import { rejudge } from '../engine/rejudge.ts';
import { described } from '../generate/cases-from.fixture.ts';
import type { Description } from '../model/description.ts';
import type { Exploration } from '../model/exploration.ts';
import type { Json, JsonObject } from '../model/json.ts';
import type { RunEvent } from '../model/run-event.ts';
import { told } from '../reporters/events.fixture.ts';
import { reporters } from '../reporters/reporters.ts';
import { compileSchemas } from '../spec/schemas.ts';
import { rules } from '../suites/rules.ts';
import { judge, type Judging } from './judge.ts';
import { junitIsValid } from './junit-is-valid.ts';

const list: JsonObject = { 200: { description: 'ok', content: { 'application/json': { schema: { type: 'object', required: ['items'], properties: { items: { type: 'array' } } } } } }, 400: { description: 'bad' } };
const parameters: Json = [
  { name: 'limit', in: 'query', schema: { type: 'integer', minimum: 1, maximum: 100 } },
  { name: 'order', in: 'query', schema: { enum: ['asc', 'desc'] } },
  { name: 'q', in: 'query', schema: { type: 'string', maxLength: 20 } },
];
const paths: JsonObject = {
  '/things': {
    get: { operationId: 'listThings', parameters, responses: list },
    post: {
      operationId: 'createThing', responses: { 204: { description: 'made' }, 400: { description: 'bad' } },
      requestBody: { required: true, content: { 'application/json': { schema: { type: 'object', required: ['name'], properties: { name: { type: 'string', minLength: 1 }, size: { type: 'integer', minimum: 0, maximum: 1_000 }, tags: { type: 'array', items: { type: 'string' } } }, additionalProperties: false } } } },
    },
    delete: { operationId: 'deleteThings', responses: { 204: { description: 'gone' } } },
  },
};

type Lie = (url: URL, body: Json | undefined) => number | undefined;

let description: Description;
let server: Server;
let asked: string[] = [];
let lie: Lie = () => undefined;

beforeEach(async () => {
  description = await described(paths);
  asked = [];
  lie = () => undefined;
  server = createServer((request, response) => void answer(request, response)).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
});
afterEach(() => new Promise((resolve) => server.close(resolve)));

/** Keeps to the description, but for the lie. */
async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://x');
  let text = '';
  for await (const chunk of request) text += String(chunk);
  asked.push(`${request.method} ${request.url} ${text.slice(0, 200)}`);
  const status = statusOf(request.method ?? '', url, text);
  response.writeHead(status, { ...(status === 405 && { allow: 'GET, POST, DELETE' }), ...(status === 200 && { 'content-type': 'application/json' }) }).end(status === 200 && request.method !== 'HEAD' ? '{"items":[]}' : undefined);
}

function statusOf(method: string, url: URL, text: string): number {
  if (method === 'DELETE') return 204;
  if (method === 'POST') return statusOfThing(url, text);
  if (method !== 'GET' && method !== 'HEAD') return 405;
  const { searchParams: query } = url;
  const [limit, order, q] = ['limit', 'order', 'q'].map((name) => query.get(name));
  const isRight = (limit === null || limit === undefined || (/^\d+$/.test(limit) && Number(limit) >= 1 && Number(limit) <= 100)) && (order === null || order === 'asc' || order === 'desc') && [...(q ?? '')].length <= 20;
  return lie(url, undefined) ?? (isRight ? 200 : 400);
}

const ofThings = compileSchemas({ dialect: '3.1', document: paths }, { direction: 'request' });

function statusOfThing(url: URL, text: string): number {
  const body = parsed(text);
  const isRight = body !== undefined && ofThings.validates('/~1things/post/requestBody/content/application~1json/schema', body);
  return (isRight ? lie(url, body) : undefined) ?? (isRight ? 204 : 400);
}

function parsed(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}

const judged = (rest: Partial<Judging> = {}) => judge({ baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, description, ...rest });

function explorationOf(events: readonly RunEvent[]): Exploration {
  const found = events.find((event) => event.event === 'exploration');
  if (found?.event !== 'exploration') throw new Error('nothing was explored');
  return found.exploration;
}

const digestOf = (events: readonly RunEvent[]): string | undefined => events.flatMap((event) => (event.event === 'run-started' ? [event.planDigest] : []))[0];
const together: Lie = (url) => (Number(url.searchParams.get('limit')) > 40 && url.searchParams.get('order') === 'desc' ? 500 : undefined);

describe('what breaks only together', () => {
  test('is found by random cases and made as small as it gets, and the plan and its verdict stay what they are', async () => {
    lie = together;
    const [without, beside] = [await judged({ permission: 'read' }), await judged({ permission: 'read', explore: { cases: 60 } })];
    expect(without.outcomes.get('no-server-error@listThings#')).toEqual({ kind: 'pass' });
    expect(digestOf(beside.events)).toBe(digestOf(without.events));
    expect(beside.finished).toMatchObject({ verdict: without.finished.verdict, exitCode: without.finished.exitCode, counts: without.finished.counts });
    expect([...beside.outcomes]).toEqual([...without.outcomes]);
    const { findings, counts } = explorationOf(beside.events);
    expect(counts).toBe(false);
    expect(findings.map(({ requirement, planned, binding }) => [requirement.id, planned, binding])).toEqual([['status-documented@listThings#/responses', false, true], ['no-server-error@listThings#', false, true]]);
    for (const { exchange } of findings) expect(exchange.request.url).toMatch(/\/things\?limit=41&order=desc$/);
  });

  test('changes the verdict where that is asked for', async () => {
    lie = together;
    const { finished } = await judged({ permission: 'destructive', disposables: {}, explore: { cases: 160, counts: true } });
    expect(finished).toMatchObject({ verdict: 'NON_CONFORMANT', exitCode: 1, because: 'Random cases have shown 2 findings against what must hold.' });
  });

  test('is found in bodies too', async () => {
    lie = (_, body) => (typeof body === 'object' && body !== null && 'size' in body && Number(body.size) > 900 && 'tags' in body ? 500 : undefined);
    const { events } = await judged({ permission: 'write', explore: { cases: 200 } });
    const [found] = explorationOf(events).findings;
    expect(found?.requirement.id).toBe('status-documented@createThing#/responses');
    expect(found?.case.request.body).toMatchObject({ kind: 'value', value: { name: expect.stringMatching(/^.$/u), size: 901, tags: [] } });
  });

  test('and so is what is accepted although it is invalid, with the twin that was accepted', async () => {
    lie = (url) => (Number(url.searchParams.get('limit')) > 150 && url.searchParams.get('order') === 'asc' ? 200 : undefined);
    const { events, outcomes } = await judged({ permission: 'read', explore: { cases: 200 } });
    expect(outcomes.get('rejects-invalid@listThings#/parameters/query/limit/maximum')).toEqual({ kind: 'pass' });
    const [found] = explorationOf(events).findings;
    expect(found?.requirement.id).toBe('rejects-invalid@listThings#/parameters/query/limit/maximum');
    expect(found?.exchange.request.url).toMatch(/\?order=asc&limit=151$/);
    expect(found?.control?.exchange).toMatchObject({ request: { url: expect.stringMatching(/\?limit=\d+&order=asc$/) }, response: { status: 200 } });
  });
});

describe('what is sent', () => {
  const random = (events: readonly RunEvent[]): readonly string[] => events.flatMap((event) => (event.event === 'explored' ? [`${event.exchange.request.method} ${new URL(event.exchange.request.url).search} ${event.exchange.request.body && 'text' in event.exchange.request.body ? event.exchange.request.body.text : ''}`] : []));

  test('is what the permission lets be sent, and never destroys', async () => {
    const methodsWith = async (permission: 'read' | 'write' | 'destructive'): Promise<readonly string[]> => [...new Set(random((await judged({ permission, explore: { cases: 80 } })).events).map((line) => line.split(' ')[0] ?? ''))].sort();
    expect(await methodsWith('read')).toEqual(['GET']);
    expect(await methodsWith('write')).toEqual(['GET', 'POST']);
    expect(await methodsWith('destructive')).toEqual(['GET', 'POST']);
  });

  test('is no more than was asked for, and all of it is told', async () => {
    const { events, finished } = await judged({ permission: 'write', explore: { cases: 50 } });
    const { cases, withheld, asked: wanted, shrinking, findings } = explorationOf(events);
    expect({ wanted, shrinking, findings }).toEqual({ wanted: 50, shrinking: 0, findings: [] });
    expect(random(events)).toHaveLength(cases);
    expect(cases + withheld).toBe(50);
    expect(finished.exchanges).toBe(asked.length);
  });

  test('is the same again with the same seed, in the same order, also while a case is made smaller', async () => {
    lie = together;
    const run = async (seed: number): Promise<readonly string[]> => random((await judged({ permission: 'write', concurrency: 1, seed, explore: { cases: 60 } })).events);
    expect(await run(7)).toEqual(await run(7));
    expect(await run(8)).not.toEqual(await run(7));
  });

  test('stays bounded where everything fails', async () => {
    lie = (url) => (url.search === '' ? undefined : 500);
    const { events } = await judged({ permission: 'read', explore: { cases: 100 } });
    const { shrinking, findings } = explorationOf(events);
    expect(findings.length).toBeGreaterThan(1);
    expect(shrinking).toBeLessThanOrEqual(mostShrinking.requests * mostShrinking.findings);
  });
});

describe('the record', () => {
  test('is judged again as it was: random cases decide nothing in it', async () => {
    lie = together;
    const { events, outcomes } = await judged({ permission: 'read', explore: { cases: 60 } });
    const again = await rejudge({ events, description, rules, flows: [], schemas: compileSchemas(description, { direction: 'response' }) });
    for (const [id, { outcome }] of again) expect(outcome, id).toEqual(outcomes.get(id));
  });

  test.each([false, true])('is told by every reporter, and JUnit stays valid, where they count: %s', async (counts) => {
    lie = together;
    const { events } = await judged({ permission: 'write', explore: { cases: 160, counts } });
    await junitIsValid(events);
    const junit = await told(reporters.junit, events);
    expect(junit).toContain('<property name="exploration.findings" value="2"/>');
    expect(junit).toContain(`<testsuite name="exploration" tests="2" failures="${counts ? 2 : 0}" errors="0" skipped="${counts ? 0 : 2}"`);
    for (const name of ['junit', 'summary', 'terminal'] as const) expect((await told(reporters[name], events)).replaceAll(/\s+/g, ' ')).toMatch(/listThings\/explore\/\d+\/smaller-\d+[^]*limit=41&(?:amp;)?order=desc/);
  });
});
