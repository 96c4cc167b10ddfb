import { connect } from 'node:net';
import { networkInterfaces } from 'node:os';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Reference } from './server.ts';
import { startReference } from './server.ts';

let reference: Reference;
beforeEach(async () => { reference = await startReference(); });
afterEach(() => reference.close());

const ask = (method: string, path: string, headers: Readonly<Record<string, string>> = {}) =>
  fetch(`${reference.url}${path}`, { method, headers: { authorization: `Bearer ${reference.tokens.owner}`, ...headers } });
const users = '/enterprise/v2/users';
const bodyOf = async (path: string): Promise<unknown> => (await ask('GET', path)).json();

test('it listens on 127.0.0.1 and nowhere else', async () => {
  const { hostname, port } = new URL(reference.url);
  expect(hostname).toBe('127.0.0.1');
  const others = Object.values(networkInterfaces()).flat().flatMap((each) => (each && !each.internal && each.family === 'IPv4' ? [each.address] : []));
  for (const host of others) {
    await expect(new Promise((resolve, reject) => { connect(Number(port), host).on('connect', resolve).on('error', reject); })).rejects.toThrow(/REFUSED|UNREACH|ETIMEDOUT/);
  }
});

test('an unknown variant or fault is named, and a taken port keeps its code', async () => {
  await expect(startReference({ variant: 'honset' })).rejects.toThrow(/no variant "honset"; known: no-content/);
  await expect(startReference({ fault: ['teapot', 'toString'] })).rejects.toThrow(/no fault "toString"/);
  await expect(startReference({ port: Number(new URL(reference.url).port) })).rejects.toMatchObject({ code: 'EADDRINUSE' });
});

test('it is the same each time', async () => {
  const again = await startReference();
  try {
    const other = await fetch(`${again.url}${users}?limit=100`, { headers: { authorization: `Bearer ${again.tokens.owner}` } });
    expect(await other.json()).toEqual(await bodyOf(`${users}?limit=100`));
    expect(again.disposableUsers).toEqual(reference.disposableUsers);
  } finally {
    await again.close();
  }
});

test('HEAD is GET without the body', async () => {
  const [get, head] = [await ask('GET', users), await ask('HEAD', users)];
  expect([head.status, await head.text()]).toEqual([200, '']);
  expect(head.headers.get('content-length')).toBe(String((await get.text()).length));
  expect(head.headers.get('content-type')).toBe('application/json');
  expect((await ask('HEAD', `${users}/not-a-uuid`)).status).toBe(400);
});

test('another method is told which ones there are', async () => {
  for (const [method, path, allow] of [['PUT', users, 'GET, HEAD'], ['DELETE', users, 'GET, HEAD'], ['GET', `${users}/search`, 'POST'], ['PATCH', `${users}/a169451c-8525-4352-b8ca-070dd449a1a5`, 'GET, HEAD, DELETE']] as const) {
    const response = await ask(method, path);
    expect([response.status, response.headers.get('allow')]).toEqual([405, allow]);
    expect(await response.json()).toMatchObject({ error: { code: 'method_not_allowed' } });
  }
  expect((await ask('GET', '/elsewhere')).status).toBe(404);
});

test('strangers learn nothing, not even what there is', async () => {
  for (const path of [users, `${users}/not-a-uuid`, `${users}?limit=0`, '/enterprise/v2/nothing', `${users}/`]) {
    for (const authorization of ['', 'Basic b3duZXI6', 'Bearer', `Bearer ${reference.tokens.expired}`, `Bearer ${reference.tokens.owner}x`, `Bearer ${reference.tokens.owner} ${reference.tokens.owner}`]) {
      const response = await ask('GET', path, { authorization });
      expect([path, authorization, response.status]).toEqual([path, authorization, 401]);
      expect(response.headers.get('www-authenticate')).toMatch(/^Bearer realm="calico"/);
    }
  }
  expect((await ask('GET', users, { authorization: `bearer ${reference.tokens.owner}` })).status).toBe(200);
});

test('every answer is for one reader and has a name', async () => {
  for (const path of [users, `${users}/not-a-uuid`, '/enterprise/v2/nothing']) {
    const { headers } = await ask('GET', path);
    expect(headers.get('cache-control')).toBe('private');
    expect(headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
  }
});

test('DELETE without an id touches nobody', async () => {
  const before = await bodyOf('/enterprise/v2/stats/users');
  for (const path of [`${users}/`, users, `${users}//`, `${users}/%20`, `${users}/*`, `${users}/search`]) expect((await ask('DELETE', path)).status).toBeGreaterThanOrEqual(400);
  expect(await bodyOf('/enterprise/v2/stats/users')).toEqual(before);
});

test('a second DELETE changes nothing, in either case of the id', async () => {
  const [victim = ''] = reference.disposableUsers;
  expect(await (await ask('DELETE', `${users}/${victim}`)).json()).toEqual({ data: { user_id: victim, status: 'deactivated' } });
  const after = await bodyOf(`${users}/${victim}`);
  expect(after).toMatchObject({ data: { status: 'deactivated', deactivated_at: expect.any(Number) } });
  const counts = await bodyOf('/enterprise/v2/stats/users');
  await new Promise((resolve) => setTimeout(resolve, 5));
  expect((await ask('DELETE', `${users}/${victim.toUpperCase()}`)).status).toBe(200);
  expect(await bodyOf(`${users}/${victim}`)).toEqual(after);
  expect(await bodyOf('/enterprise/v2/stats/users')).toEqual(counts);
});

test('a cursor is good for its own list, company and filters, and for no others', async () => {
  const { page } = (await bodyOf(`${users}?limit=2`)) as { readonly page: { readonly next_cursor: string } };
  const cursor = page.next_cursor;
  const status = async (query: string, token = reference.tokens.owner) => (await ask('GET', `/enterprise/v2/${query}cursor=${cursor}`, { authorization: `Bearer ${token}` })).status;
  expect(await status('users?limit=5&')).toBe(200);
  expect([await status('users?order=asc&'), await status('users?status=active&'), await status('accounts?'), await status('users?', reference.tokens.other)]).toEqual([400, 400, 400, 400]);
  const middle = Math.floor(cursor.length / 2);
  const forged = `${cursor.slice(0, middle)}${cursor[middle] === 'A' ? 'B' : 'A'}${cursor.slice(middle + 1)}`;
  expect(await (await ask('GET', `${users}?cursor=${forged}`)).json()).toMatchObject({ error: { code: 'invalid_cursor' } });
});
