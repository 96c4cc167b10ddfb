import assert, { AssertionError } from 'node:assert';
import { createServer } from 'node:http';
import supertest from 'supertest';
import { expect, test } from 'vitest';
import { disappointmentOf } from './expectation.ts';

const server = createServer((_, response) => {
  response.writeHead(404, { 'content-type': 'application/json', 'x-odd': 'a "quoted" value' });
  response.end('{"data":{"user_id":"u"}}');
});

async function thrownBy(expectation: (request: supertest.Test) => supertest.Test): Promise<unknown> {
  try {
    await expectation(supertest(server).get('/users'));
  } catch (thrown) {
    return thrown;
  }
  throw new Error('Nothing was thrown.');
}

test.each<{ name: string; expectation: (request: supertest.Test) => supertest.Test; message: string }>([
  { name: 'one status', expectation: (request) => request.expect(200), message: 'Received status 404; documented 200.' },
  { name: 'several statuses', expectation: (request) => request.expect([200, 204]), message: 'Received status 404; documented 200, 204.' },
  { name: 'a status without a name', expectation: (request) => request.expect(601), message: 'Received status 404; documented 601.' },
  { name: 'a missing header', expectation: (request) => request.expect('etag', 'x'), message: 'Received no header etag; documented: it is present.' },
  { name: 'another header', expectation: (request) => request.expect('content-type', 'text/plain'), message: 'Received content-type "application/json"; documented "text/plain".' },
  { name: 'a header with quotes', expectation: (request) => request.expect('x-odd', 'b'), message: 'Received x-odd "a \\"quoted\\" value"; documented "b".' },
  { name: 'a header pattern', expectation: (request) => request.expect('content-type', /xml/), message: 'Received content-type "application/json"; documented /xml/.' },
  { name: 'a body', expectation: (request) => request.expect({ data: [] }), message: 'Received the body {"data":{"user_id":"u"}}; documented {"data":[]}.' },
  { name: 'a text', expectation: (request) => request.expect('hello'), message: 'Received the body {"data":{"user_id":"u"}}; documented "hello".' },
  { name: 'a text pattern', expectation: (request) => request.expect(/hello/), message: 'Received the body \'{"data":{"user_id":"u"}}\'; documented /hello/.' },
])('supertest on $name', async ({ expectation, message }) => {
  expect(disappointmentOf(await thrownBy(expectation), undefined)?.message).toBe(message);
});

test('the request is named where it is known', async () => {
  const thrown = await thrownBy((request) => request.expect(200));
  const last = {
    id: 'x1', attempt: 1, startedAt: 0, durationMs: 1, request: { method: 'GET', url: 'http://localhost:1/base/users?limit=1', headers: [] },
    response: { kind: 'response', status: 404, headers: [] },
  } as const;
  expect(disappointmentOf(thrown, last)).toEqual({
    message: 'Received status 404 to GET /base/users; documented 200.',
    received: 404, documented: [200], request: 'GET /base/users',
  });
});

test('node:assert, with words of its own or without', () => {
  const caught = (run: () => void): unknown => {
    try {
      run();
    } catch (thrown) {
      return thrown;
    }
    return undefined;
  };
  expect(disappointmentOf(caught(() => { assert.deepStrictEqual({ a: 1 }, { a: 2 }); }), undefined)?.message).toBe('Received {"a":1}; documented {"a":2}.');
  expect(disappointmentOf(new AssertionError({ message: 'Received one; documented two.', actual: 1, expected: 2 }), undefined)).toEqual({
    received: 1, documented: 2, message: 'Received one; documented two.',
  });
});

test('what JSON cannot carry, and what is very long, stays short and whole', () => {
  const cycle: Record<string, unknown> = {};
  cycle['self'] = cycle;
  expect(disappointmentOf(new AssertionError({ actual: cycle, expected: undefined }), undefined)).toMatchObject({ received: '[object Object]', documented: null });
  const long = disappointmentOf(new AssertionError({ actual: 'x'.repeat(100_000), expected: 1 }), undefined);
  expect(JSON.stringify(long).length).toBeLessThan(2_500);
});

test.each([new TypeError('x is not a function'), new Error('socket hang up'), 'expected 200 "OK", got 404 "Not Found"', undefined])('%s is no expectation', (thrown) => {
  expect(disappointmentOf(thrown, undefined)).toBeUndefined();
});
