import { connect } from 'node:net';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Reference } from './server.ts';
import { startReference } from './server.ts';

let reference: Reference;
beforeEach(async () => { reference = await startReference(); });
afterEach(async () => {
  vi.restoreAllMocks();
  await reference.close();
});

/** Says this much, and hangs up. */
async function hangUpAfter(text: string): Promise<void> {
  const socket = connect(Number(new URL(reference.url).port), '127.0.0.1');
  await new Promise<void>((resolve, reject) => { socket.on('error', reject).on('connect', () => { socket.write(text, () => { resolve(); }); }); });
  await new Promise((resolve) => setTimeout(resolve, 50));
  socket.destroy();
  await new Promise((resolve) => setTimeout(resolve, 50));
}

test('whoever hangs up in the middle of a body has changed nothing and leaves no trace', async () => {
  const complained = vi.spyOn(console, 'error').mockImplementation(() => undefined);
  const headers = { authorization: `Bearer ${reference.tokens.owner}` };
  const [victim] = reference.disposableUsers;
  const head = `Host: localhost\r\nAuthorization: ${headers.authorization}\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{"query":`;
  await hangUpAfter(`POST /enterprise/v2/users/search HTTP/1.1\r\n${head}`);
  await hangUpAfter(`DELETE /enterprise/v2/users/${victim} HTTP/1.1\r\n${head}`);
  expect(complained.mock.calls).toEqual([]);
  const response = await fetch(`${reference.url}/enterprise/v2/users/${victim}`, { headers });
  expect(await response.json()).toMatchObject({ data: { status: 'active' } });
});

test('a body of 10 MB is refused once it is read, and the connection lives on', async () => {
  const search = (body: string) => fetch(`${reference.url}/enterprise/v2/users/search`, {
    method: 'POST', body, headers: { authorization: `Bearer ${reference.tokens.owner}`, 'content-type': 'application/json' },
  });
  const refused = await search(`{"query":"${'x'.repeat(10_000_000)}"}`);
  expect([refused.status, refused.headers.get('connection')]).toEqual([413, 'keep-alive']);
  expect(await refused.json()).toMatchObject({ error: { code: 'content_too_large' } });
  expect((await search('{"query":"example"}')).status).toBe(200);
});
