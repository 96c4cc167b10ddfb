import { execFileSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, request as requestOf } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo, Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { describedBy, notesApi } from './auth/notes-api.ts';
import { calicoHere } from './calico-here.ts';

let folder = '';
const servers: Server[] = [];
const openssl = (...words: readonly string[]): void => void execFileSync('openssl', words, { cwd: folder, stdio: 'ignore' });
const certificate = (name: string, extension: string): void => {
  openssl('req', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-keyout', `${name}.key`, '-out', `${name}.csr`, '-subj', `/CN=${name}`, '-addext', extension);
  openssl('x509', '-req', '-in', `${name}.csr`, '-CA', 'ca.pem', '-CAkey', 'ca.key', '-CAcreateserial', '-days', '2', '-copy_extensions', 'copy', '-out', `${name}.pem`);
};

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'networks-'));
  openssl('req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-keyout', 'ca.key', '-out', 'ca.pem', '-days', '2', '-subj', '/CN=authority of a test');
  certificate('server', 'subjectAltName=IP:127.0.0.1');
  certificate('client', 'extendedKeyUsage=clientAuth');
  await writeFile(join(folder, 'openapi.json'), JSON.stringify(describedBy({ shown: { type: 'mutualTLS' } }, [{ shown: [] }])));
  await writeFile(join(folder, 'open.json'), JSON.stringify(describedBy({}, [])));
});
afterAll(async () => {
  for (const server of servers) server.close();
  await rm(folder, { recursive: true });
});

async function listening<Kind extends Server>(server: Kind, path?: string): Promise<number> {
  await new Promise<void>((resolve) => { if (path === undefined) server.listen(0, '127.0.0.1', resolve); else server.listen(path, resolve); });
  servers.push(server);
  return path === undefined ? (server.address() as AddressInfo).port : 0;
}

async function secure(): Promise<string> {
  const [key, cert, ca] = await Promise.all(['server.key', 'server.pem', 'ca.pem'].map((file) => readFile(join(folder, file))));
  return `https://127.0.0.1:${await listening(createTlsServer({ key, cert, ca, requestCert: true, rejectUnauthorized: true } as object, notesApi(() => true)))}`;
}

const judged = (words: readonly string[], environment = {}) => calicoHere(['--description', 'openapi.json', '--output', join(folder, 'out'), ...words].map((word) => (/^\w+\.(json|pem|key)$/.test(word) ? join(folder, word) : word)), folder, environment);

test('a client certificate opens, nobody comes in without, and an unknown authority is told apart', async () => {
  const url = await secure();
  expect(await judged(['--base-url', url, '--ca', 'ca.pem', '--cert', 'client.pem', '--cert-key', 'client.key'])).toMatchObject({ code: 0 });
  const { code, stdout } = await judged(['--base-url', url]);
  expect([code, /TARGET_CERTIFICATE_UNTRUSTED/.test(stdout)]).toEqual([4, true]);
  const insecure = await judged(['--base-url', url, '--insecure', '--cert', 'client.pem', '--cert-key', 'client.key']);
  expect([insecure.code, insecure.stdout.match(/INSECURE/g)?.length]).toEqual([0, 3]);
  expect(await readFile(join(folder, 'out', 'junit.xml'), 'utf8')).toContain('name="INSECURE"');
});

test('a Unix domain socket stands in the place of host and port', async () => {
  await listening(createServer(notesApi(() => true)), join(folder, 'api.sock'));
  expect(await judged(['--unix-socket', 'api.sock', '--description', 'open.json'])).toMatchObject({ code: 0 });
});

test('a proxy of the environment is asked for whole URLs', async () => {
  const port = await listening(createServer(notesApi(() => true)));
  const asked: string[] = [];
  const proxy = await listening(createServer((incoming, outgoing) => {
    asked.push(incoming.url ?? '');
    const { pathname, search } = new URL(incoming.url ?? '');
    incoming.pipe(requestOf({ host: '127.0.0.1', port, method: incoming.method, path: pathname + search, headers: incoming.headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 0, answer.headers);
      answer.pipe(outgoing);
    }));
  }));
  expect(await judged(['--base-url', 'http://notes.invalid', '--description', 'open.json'], { HTTP_PROXY: `http://127.0.0.1:${proxy}` })).toMatchObject({ code: 0 });
  expect(asked[0]).toMatch(/^http:\/\/notes\.invalid\/notes/);
});
