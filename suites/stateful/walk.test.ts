import { createServer } from 'node:http';
import type { Server } from 'node:http';
import supertest from 'supertest';
import { afterEach, expect, test } from 'vitest';
import type { FlowApi } from '../../model/flow.ts';
import type { Route } from './walk.ts';
import { walk } from './walk.ts';

let server: Server;
afterEach(() => server.close());

/** A list of ten whose pages are counted from 1, and what is answered to a page that is not there. */
function listing(pastTheEnd: number, breaksAt = Infinity): FlowApi {
  server = createServer(({ url = '' }, response) => {
    const query = new URL(url, 'http://list.example').searchParams;
    const [page, size] = [Number(query.get('page') ?? '1'), Number(query.get('size') ?? '5')];
    const own = Array.from({ length: 10 }, (_, id) => ({ id })).slice((page - 1) * size, page * size);
    const status = page >= breaksAt ? 500 : own.length === 0 ? pastTheEnd : 200;
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(JSON.stringify(status === 200 ? own : { error: 'no such page' }));
  });
  return supertest(server) as unknown as FlowApi;
}

const route: Route = {
  path: '/things', request: { query: '', headers: [] } as unknown as Route['request'], name: 'things', size: 4,
  paging: { style: 'page', parameter: 'page', first: 1, size: { parameter: 'size', least: 1, most: 100 } },
  block: (because) => { throw new Error(because); },
};

test.each([200, 404, 416])('a walk that counts pages ends where the page after the last is answered %i', async (pastTheEnd) => {
  const { things, ended } = await walk(listing(pastTheEnd), route);
  expect([things.length, ended]).toEqual([10, 'end']);
});

test('a page that breaks is no end', async () => {
  await expect(walk(listing(200, 2), route)).rejects.toThrow('status 500');
});

test('a walk goes no further than to as many things as are enough', async () => {
  const { things, ended } = await walk(listing(200), { ...route, mostThings: 7 });
  expect([things.length, ended]).toEqual([8, 'too-long']);
});
