import { afterEach, describe, expect, test } from 'vitest';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { record } from '../../engine/flow/direct-exchange.fixture.ts';
import { replayFlow } from '../../engine/flow/replay-flow.ts';
import { runFlow } from '../../engine/flow/run-flow.ts';
import type { StepResult } from '../../engine/flow/step-result.ts';
import { readBuiltIn } from '../../spec/calico-enterprise.ts';
import { deactivateUser } from './deactivate-user.flow.ts';
import type { Choices, Lie } from './small-backend.fixture.ts';
import { startSmallBackend } from './small-backend.fixture.ts';

const read = await readBuiltIn();
if (!read.ok) throw new Error(read.problems[0].what);
const description = read.value;
const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  await Promise.all(closing.splice(0).map((close) => close()));
});

const switches = new Set(['collection-delete', 'other-tenant', 'read-only']);
/** Ten seconds of looking again take a tenth of one here; only a server with a delay of its own is waited for. */
const hurried = (milliseconds: number): Promise<void> => wait(milliseconds / 100);

async function judged(choices: Partial<Choices> = {}, lie?: Lie, sleep: (milliseconds: number) => Promise<void> = hurried): Promise<readonly StepResult[]> {
  const backend = await startSmallBackend(choices, lie);
  closing.push(backend.close);
  const captured = new Map([['disposable:user_id', backend.victim], ['user_id', backend.bystander]]);
  const recording = record(backend.baseUrl, backend.token);
  const live = await runFlow(deactivateUser, { exchange: recording.exchange, description, captured, switches, sleep, signal: new AbortController().signal });
  expect(await replayFlow(deactivateUser, recording.exchanges, { description, captured, switches }), 'the replay').toEqual(live);
  return live;
}

const outcomes = (results: readonly StepResult[]): Record<string, string> => Object.fromEntries(results.map(({ step, outcome }) => [step, outcome.kind]));
const failing = (results: readonly StepResult[]): readonly string[] => results.flatMap(({ step, outcome }) => (outcome.kind === 'fail' || outcome.kind === 'error' ? [step] : []));
const everyStep = (kind: string): Record<string, string> => Object.fromEntries(deactivateUser.steps.map(({ id }) => [id, kind]));

describe('an honest backend passes every step', () => {
  test.each<{ name: string; choices: Partial<Choices>; branches: readonly string[] }>([
    { name: 'answers 200, then shows deactivated', choices: {}, branches: ['200 with the user, deactivated', 'deactivated', 'still shown', 'still shown'] },
    { name: 'answers 204, then 404', choices: { deleteAnswers: 204, afterwards: 'gone', counts: 'active' }, branches: ['204 without a body', 'gone', 'not found', 'not found'] },
    { name: 'answers 204, then shows deactivated', choices: { deleteAnswers: 204 }, branches: ['204 without a body', 'deactivated', 'still shown', 'still shown'] },
    { name: 'answers 200, then 404', choices: { afterwards: 'gone' }, branches: ['200 with the user, deactivated', 'gone', 'not found', 'not found'] },
  ])('$name', async ({ choices, branches }) => {
    const results = await judged(choices);
    expect(outcomes(results)).toEqual(everyStep('pass'));
    expect(results.flatMap((result) => result.branches)).toEqual(branches);
    expect(results.filter(({ evidence }) => evidence.length === 0)).toEqual([]);
  });

  test.each<Partial<Choices>>([{ afterwards: 'gone' }, { afterwards: 'deactivated' }])('with effect after 700 ms ($afterwards)', async (choices) => {
    const results = await judged({ ...choices, delayMs: 700 }, undefined, wait);
    expect(outcomes(results)).toEqual(everyStep('pass'));
    expect(results.find(({ step }) => step === 'gone-or-deactivated')?.evidence.length).toBeGreaterThan(2);
  });

  test('without the switch nothing is aimed at the collection', async () => {
    const seen: string[] = [];
    const backend = await startSmallBackend({}, ({ method, path }) => { seen.push(`${method} ${path}`); return undefined; });
    closing.push(backend.close);
    const captured = new Map([['disposable:user_id', backend.victim], ['user_id', backend.bystander]]);
    const { exchange } = record(backend.baseUrl, backend.token);
    const results = await runFlow(deactivateUser, { exchange, description, captured, switches: new Set(['other-tenant', 'read-only']), sleep: hurried, signal: new AbortController().signal });
    expect(outcomes(results)).toEqual({ ...everyStep('pass'), 'collection-delete': 'not-applicable' });
    expect(seen).not.toContain('DELETE /users/');
  });
});

const ok = { status: 200 };
const isVictim = (path: string): boolean => /^\/users\/[^/]*150$/.test(path);
const dataOf = (body: unknown): Record<string, unknown> => (body as { data: Record<string, unknown> }).data;

/** What the contract leaves open, and what must not be held against anybody. */
const peculiarities: readonly { readonly it: string; readonly choices?: Partial<Choices>; readonly tell: Lie }[] = [
  { it: 'answers 422 to a malformed id', tell: (_, { status, ...rest }) => (status === 400 ? { status: 422, ...rest } : undefined) },
  { it: 'answers 405 to DELETE without an id', tell: ({ method, path }) => (method === 'DELETE' && path === '/users/' ? { status: 405 } : undefined) },
  { it: 'answers 404 to the second DELETE of a user that is only marked', tell: ({ method, path }, _, { times }) => (method === 'DELETE' && isVictim(path) && times === 2 ? { status: 404 } : undefined) },
  { it: 'answers 409 to the second DELETE', tell: ({ method, path }, _, { times }) => (method === 'DELETE' && isVictim(path) && times === 2 ? { status: 409 } : undefined) },
  { it: 'has no assets for a deactivated user', tell: ({ path }, _, { deactivated }) => (/150\/(assets|transactions)$/.test(path) && deactivated ? { status: 404 } : undefined) },
  { it: 'shows empty assets for a user that is gone', choices: { afterwards: 'gone' }, tell: ({ path }, _, { deactivated }) => (path.endsWith('150/assets') && deactivated ? { ...ok, body: { data: { user_id: path.split('/')[2], assets: [] } } } : undefined) },
  { it: 'answers 206 for assets', tell: ({ path }, { body }) => (path.endsWith('/assets') ? { status: 206, body: { ...(body as object), errors: [{ provider_id: 'binance', cause: 'bad_request' }] } } : undefined) },
  { it: 'says when it looked, in every user', tell: ({ method, path }, { status, body }) => (method === 'GET' && path.startsWith('/users/') && status === 200 ? { status, body: { data: { ...dataOf(body), looked_at: performance.now() } } } : undefined) },
  { it: 'writes ids in capitals', tell: (_, { status, body }) => (body === undefined ? undefined : { status, body: JSON.parse(JSON.stringify(body).replace(/a169451c/g, 'A169451C')) as unknown, headers: { 'content-type': 'application/json; charset=utf-8' } }) },
  { it: 'sends headers beyond the contract', tell: (_, honest) => ({ ...honest, headers: { 'set-cookie': 'a=b', 'retry-after': '0', link: '</x>; rel=next' } }) },
];

describe('a backend that', () => {
  test.each(peculiarities)('$it passes every step', async ({ choices, tell }) => {
    expect(outcomes(await judged(choices, tell))).toEqual(everyStep('pass'));
  });
});

/** One lie each, and the step that names it. What depends on that step is blocked; nothing else fails. */
const lies: readonly { readonly lie: string; readonly caughtBy: string; readonly choices?: Partial<Choices>; readonly tell: Lie }[] = [
  { lie: 'shows the active user as invited', caughtBy: 'user-is-active', tell: ({ method, path }, { body }) => (method === 'GET' && isVictim(path) && dataOf(body)['status'] === 'active' ? { ...ok, body: { data: { ...dataOf(body), status: 'invited' } } } : undefined) },
  { lie: 'shows another user than was asked for', caughtBy: 'user-is-active', tell: ({ method, path }, { body }, { users }) => (method === 'GET' && isVictim(path) ? { ...ok, body: { data: { ...dataOf(body), user_id: users[0]?.user_id } } } : undefined) },
  { lie: 'leaves the user out of the list', caughtBy: 'list-shows-user', tell: ({ path }, { status, body }) => (path === '/users' ? { status, body: { ...(body as object), data: (dataOf(body) as unknown as { user_id: string }[]).filter(({ user_id }) => !isVictim(`/users/${user_id}`)) } } : undefined) },
  { lie: 'gives the same cursor again and again', caughtBy: 'list-shows-user', tell: ({ path }, { status, body }) => (path === '/users' ? { status, body: { ...(body as object), page: { next_cursor: 'c0' } } } : undefined) },
  { lie: 'counts in words', caughtBy: 'count-users', tell: ({ path }) => (path === '/stats/users' ? { ...ok, body: { data: { total: 'many' } } } : undefined) },
  { lie: 'counts nobody', caughtBy: 'count-users', tell: ({ path }) => (path === '/stats/users' ? { ...ok, body: { data: { total: 0 } } } : undefined) },
  { lie: 'has no assets of an active user', caughtBy: 'assets-shown', tell: ({ path }) => (path.endsWith('150/assets') ? { status: 404 } : undefined) },
  { lie: 'breaks on the transactions of an active user', caughtBy: 'transactions-shown', tell: ({ path }) => (path.endsWith('150/transactions') ? { status: 500 } : undefined) },
  { lie: 'lists users that cannot be read', caughtBy: 'another-user', tell: ({ path }, honest) => (path.startsWith('/users/') && !path.includes('0150') && honest.status === 200 ? { status: 404 } : undefined) },
  { lie: 'answers 403 to nobody', caughtBy: 'refuses-without-credentials', tell: ({ actor }) => (actor ? undefined : { status: 403 }) },
  { lie: 'answers 200 to nobody and does nothing', caughtBy: 'refuses-without-credentials', tell: ({ actor }) => (actor ? undefined : ok) },
  {
    lie: 'answers 401 to nobody and deactivates all the same', caughtBy: 'refuses-without-credentials',
    tell: ({ method, actor, path }, _, { find }) => {
      const user = find(path.split('/')[2] ?? '');
      if (method === 'DELETE' && !actor && user) user.deactivatedAt = 0;
      return undefined;
    },
  },
  {
    lie: 'lets another tenant deactivate', caughtBy: 'refuses-other-tenant',
    tell: ({ method, actor, path }, _, { find }) => {
      const user = find(path.split('/')[2] ?? '');
      if (method !== 'DELETE' || actor !== 'other' || !user) return undefined;
      user.deactivatedAt = 0;
      return { status: 204 };
    },
  },
  { lie: 'tells a reader that it was done, and does nothing', caughtBy: 'refuses-reader', tell: ({ method, actor }) => (method === 'DELETE' && actor === 'reader' ? ok : undefined) },
  { lie: 'accepts for later', caughtBy: 'deactivate', tell: ({ method, path }, honest) => (method === 'DELETE' && isVictim(path) && honest.status === 200 ? { ...honest, status: 202 } : undefined) },
  { lie: 'says that another user was deactivated', caughtBy: 'deactivate-answer', tell: ({ method, path }, honest, { users }) => (method === 'DELETE' && isVictim(path) && honest.status === 200 ? { ...ok, body: { data: { user_id: users[0]?.user_id, status: 'deactivated' } } } : undefined) },
  { lie: 'says how many connections were deleted', caughtBy: 'deactivate-answer', tell: ({ method, path }, honest) => (method === 'DELETE' && isVictim(path) && honest.status === 200 ? { ...ok, body: { data: { deleted_connections: 3 } } } : undefined) },
  { lie: 'still shows the user as active', caughtBy: 'gone-or-deactivated', tell: ({ method, path }, { body }, { deactivated }) => (method === 'GET' && isVictim(path) && deactivated ? { ...ok, body: { data: { ...dataOf(body), status: 'active' } } } : undefined) },
  { lie: 'breaks on the user afterwards', caughtBy: 'gone-or-deactivated', tell: ({ method, path }, _, { deactivated }) => (method === 'GET' && isVictim(path) && deactivated ? { status: 500 } : undefined) },
  { lie: 'still lists the user as active', caughtBy: 'list-without-user', tell: ({ path }, honest) => (path === '/users' ? { ...honest, body: JSON.parse(JSON.stringify(honest.body).replaceAll('"deactivated"', '"active"')) as unknown } : undefined) },
  { lie: 'empties the whole list', caughtBy: 'list-without-user', tell: ({ path }, _, { deactivated }) => (path === '/users' && deactivated ? { ...ok, body: { data: [], page: { next_cursor: null } } } : undefined) },
  { lie: 'counts one more afterwards', caughtBy: 'count-after', tell: ({ path }, _, { deactivated, users }) => (path === '/stats/users' && deactivated ? { ...ok, body: { data: { total: users.length + 1 } } } : undefined) },
  { lie: 'counts two less afterwards', caughtBy: 'count-after', tell: ({ path }, _, { deactivated, users }) => (path === '/stats/users' && deactivated ? { ...ok, body: { data: { total: users.length - 2 } } } : undefined) },
  { lie: 'breaks on the assets afterwards', caughtBy: 'assets-after', tell: ({ path }, _, { deactivated }) => (path.endsWith('150/assets') && deactivated ? { status: 500 } : undefined) },
  { lie: 'shows the assets of a user that is gone', caughtBy: 'assets-after', choices: { afterwards: 'gone' }, tell: ({ path }, _, { deactivated, find }) => (path.endsWith('150/assets') && deactivated ? { ...ok, body: { data: { user_id: path.split('/')[2], assets: [find('')] } } } : undefined) },
  { lie: 'shows somebody else’s transactions afterwards', caughtBy: 'transactions-after', tell: ({ path }, _, { deactivated, users }) => (path.endsWith('150/transactions') && deactivated ? { ...ok, body: { data: { user_id: users[0]?.user_id, transactions: [] } } } : undefined) },
  { lie: 'breaks on the second DELETE', caughtBy: 'second-delete', tell: ({ method, path }, _, { times }) => (method === 'DELETE' && isVictim(path) && times === 2 ? { status: 500 } : undefined) },
  {
    lie: 'brings the user back with the second DELETE', caughtBy: 'second-delete',
    tell: ({ method, path }, _, { times, find }) => {
      const user = find(path.split('/')[2] ?? '');
      if (method === 'DELETE' && user && times === 2) user.deactivatedAt = undefined;
      return undefined;
    },
  },
  { lie: 'counts one less after the second DELETE', caughtBy: 'second-delete', tell: ({ path }, { body }, { times }) => (path === '/stats/users' && times === 3 ? { ...ok, body: { data: { total: Number(dataOf(body)['total']) - 1 } } } : undefined) },
  { lie: 'deactivates whom it does not know', caughtBy: 'unknown-id', tell: ({ method, path, authorised }, honest) => (method === 'DELETE' && authorised && honest.status === 404 && path !== '/users/' ? { status: 204 } : undefined) },
  { lie: 'breaks on a malformed id', caughtBy: 'malformed-id', tell: ({ method, path }) => (method === 'DELETE' && path === '/users/not-a-uuid' ? { status: 500 } : undefined) },
  { lie: 'takes a malformed id', caughtBy: 'malformed-id', tell: ({ method, path }) => (method === 'DELETE' && path === '/users/not-a-uuid' ? { status: 204 } : undefined) },
  {
    lie: 'deactivates the neighbour as well', caughtBy: 'other-user-untouched',
    tell: ({ method, path, authorised }, _, { users }) => {
      const neighbour = users[3];
      if (method === 'DELETE' && authorised && isVictim(path) && neighbour) neighbour.deactivatedAt = 0;
      return undefined;
    },
  },
  { lie: 'changes another user', caughtBy: 'other-user-untouched', tell: ({ method, path }, { body }, { deactivated }) => (method === 'GET' && path.endsWith('003') && deactivated ? { ...ok, body: { data: { ...dataOf(body), email: 'new@example.com' } } } : undefined) },
  { lie: 'takes assets from another user', caughtBy: 'other-user-untouched', tell: ({ path }, { body }, { deactivated }) => (path.endsWith('003/assets') && deactivated ? { ...ok, body: { data: { ...dataOf(body), assets: [] } } } : undefined) },
  { lie: 'accepts DELETE of the collection and does nothing', caughtBy: 'collection-delete', tell: ({ method, path }) => (method === 'DELETE' && path === '/users/' ? { status: 204 } : undefined) },
  {
    lie: 'refuses DELETE of the collection and deactivates everybody', caughtBy: 'collection-delete',
    tell: ({ method, path }, _, { users }) => {
      if (method === 'DELETE' && path === '/users/') for (const user of users) user.deactivatedAt = 0;
      return undefined;
    },
  },
];

describe('a backend that', () => {
  test.each(lies)('$lie is caught by $caughtBy and by nothing else', async ({ caughtBy, choices, tell }) => {
    const results = await judged(choices, tell);
    expect(failing(results)).toEqual([caughtBy]);
    const caught = results.find(({ step }) => step === caughtBy);
    expect(caught?.outcome).toMatchObject({ kind: 'fail', findings: [{ message: expect.stringMatching(/^Received [^]*; documented:? [^]*\.$/) as unknown }] });
    expect(caught?.evidence.length).toBeGreaterThan(0);
  });

  test('lies about each single step is among them', () => {
    expect(new Set(lies.map(({ caughtBy }) => caughtBy))).toEqual(new Set(deactivateUser.steps.map(({ id }) => id)));
  });
});

test('a body on 204 is seen although clients do not read it', async () => {
  const backend = await startSmallBackend({ deleteAnswers: 204 });
  closing.push(backend.close);
  const { exchange } = record(backend.baseUrl, backend.token);
  const results = await runFlow(deactivateUser, {
    description,
    captured: new Map([['disposable:user_id', backend.victim], ['user_id', backend.bystander]]),
    switches, sleep: hurried, signal: new AbortController().signal,
    async exchange(request, credentials, step) {
      const done = await exchange(request, credentials, step);
      if (done.response.kind === 'failure' || done.response.status !== 204) return done;
      return { ...done, response: { ...done.response, headers: [...done.response.headers, ['Content-Length', '2']] } };
    },
  });
  expect(failing(results)).toEqual(['deactivate-answer']);
});

describe('a server that answers always the same passes no step', () => {
  const bodies: Readonly<Record<string, (path: string) => string>> = {
    nothing: () => '', 'an empty object': () => '{}', 'an empty list': () => '{"data":[]}', echo: (path) => JSON.stringify({ data: { path } }),
    'an error': () => '{"error":{"code":"no","cause":"no"}}', 'no JSON': () => '<html>',
  };
  const statuses = [200, 201, 204, 301, 400, 401, 403, 404, 405, 422, 429, 500, 503, 601, 999];
  test.each(statuses.flatMap((status) => Object.keys(bodies).map((body) => ({ status, body }))))('$status with $body', async ({ status, body }) => {
    const server = createServer((request, response) => {
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(bodies[body]?.(request.url ?? ''));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    closing.push(() => new Promise((resolve) => { server.close(() => { resolve(); }); server.closeAllConnections(); }));
    const { exchange } = record(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, 'any');
    const id = 'a169451c-8525-4352-b8ca-070dd449a1a5';
    const results = await runFlow(deactivateUser, {
    description,
      exchange, captured: new Map([['disposable:user_id', id], ['user_id', id]]), switches, sleep: hurried, signal: new AbortController().signal,
    });
    expect(results.filter(({ outcome: { kind } }) => kind !== 'fail' && kind !== 'blocked')).toEqual([]);
  });
});
