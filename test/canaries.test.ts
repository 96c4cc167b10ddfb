import { readdir, readFile, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openBundle } from '../certify/bundle.ts';
import { calico, freshFolder } from './calico.ts';
import { secretForms } from './secret-forms.ts';

/** A secret for each way in; with signs that every encoding changes. */
const canaries = {
  bearer: 'canary/bearer+7Qx"9 é', header: 'canary-header-key/4Zt=', query: 'canary&query=key 5%Yv', cookie: 'canarycookie8Rk', password: 'canary:pass/word 3@Wd', extra: 'canary-extra-header-6Hs', password6: 'cnr6Pw',
  inBody: 'canary-in-a-password-property', inAnswer: 'canary-issued-access-token', setCookie: 'canary-session-cookie-2Lm', expired: 'canary-expired-token-1Nb',
};

/** A server that says everything again that it was told, in every encoding that servers use, and issues secrets of its own. */
const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk)).on('end', () => {
    const told = everythingIn(request, Buffer.concat(chunks).toString());
    const accepted = request.url?.startsWith('/public') === true || told.some((text) => text.includes('anary'));
    response.writeHead(accepted ? 200 : 401, {
      'content-type': 'application/json', 'set-cookie': `session=${canaries.setCookie}; Path=/`, 'www-authenticate': 'Bearer',
      'x-echo': told.map(encodeURIComponent).join(' ').slice(0, 4_000), 'x-echo-64': Buffer.from(told.join(' ')).toString('base64').slice(0, 4_000),
    });
    response.end(JSON.stringify({
      message: `You said ${told.join(' and ')}`, access_token: canaries.inAnswer, twice: JSON.stringify(told), percent: told.map(encodeURIComponent), lower: told.map((text) => encodeURIComponent(text).replaceAll(/%../g, (code) => code.toLowerCase())),
      form: new URLSearchParams(Object.fromEntries(told.map((text, i) => [`t${i}`, text]))).toString(), base64: told.map((text) => Buffer.from(text).toString('base64')), url64: told.map((text) => Buffer.from(text).toString('base64url')),
    }));
  });
});

function everythingIn({ headers, url = '' }: IncomingMessage, body: string): readonly string[] {
  const { authorization = '', cookie = '', 'x-api-key': key = '', 'x-session-token': extra = '' } = headers as Readonly<Record<string, string>>;
  const text = Buffer.from(authorization, 'latin1').toString('utf8');
  const basic = authorization.startsWith('Basic ') ? Buffer.from(authorization.slice(6), 'base64').toString() : '';
  const query = new URL(url, 'http://localhost').searchParams.get('api_key') ?? '';
  return [text, text.replace(/^\S+ /, ''), cookie, key, extra, basic, basic.split(':').slice(1).join(':'), query, body].filter((each) => each !== '');
}

const operation = (id: string, security: object, more: object = {}): object => ({ operationId: id, security: [security], responses: { 200: { description: 'ok', content: { 'application/json': { schema: { type: 'object', required: ['never'] } } } }, 401: { description: 'who' } }, ...more });
const description = {
  openapi: '3.1.1', info: { title: 'Canaries', version: '1' },
  paths: {
    '/bearer': { get: operation('bearer', { bearer: [] }) }, '/header': { get: operation('header', { header: [] }) }, '/query': { get: operation('query', { query: [] }) }, '/cookie': { get: operation('cookie', { cookie: [] }) },
    '/basic': { get: operation('basic', { basic: [] }) }, '/all': { get: operation('all', { bearer: [], header: [], query: [], cookie: [] }) },
    '/public': { post: { operationId: 'login', security: [], 'x-safe': true, requestBody: { required: true, content: { 'application/json': { schema: { type: 'object', required: ['password'], properties: { password: { type: 'string', format: 'password', example: canaries.inBody } } } } } }, responses: { 200: { description: 'ok' } } } },
  },
  components: { securitySchemes: {
    bearer: { type: 'http', scheme: 'bearer' }, basic: { type: 'http', scheme: 'basic' }, header: { type: 'apiKey', in: 'header', name: 'X-Api-Key' }, query: { type: 'apiKey', in: 'query', name: 'api_key' }, cookie: { type: 'apiKey', in: 'cookie', name: 'sid' },
  } },
};

let url = '';
let folder = '';
let remove: () => Promise<void>;
beforeAll(async () => {
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => { server.close(); server.closeAllConnections(); });
beforeEach(async () => {
  ({ folder, remove } = await freshFolder());
  await writeFile(join(folder, 'openapi.json'), JSON.stringify(description));
});
afterEach(() => remove());

async function leaks(texts: Readonly<Record<string, string>>): Promise<readonly string[]> {
  return Object.entries(texts).flatMap(([file, text]) => Object.entries(canaries).flatMap(([name, secret]) => secretForms(secret).flatMap((form) => (text.includes(form) ? [`${name} in ${file} as ${form}`] : []))));
}

async function everythingSaid(words: readonly string[], environment: Readonly<Record<string, string>>): Promise<{ readonly texts: Readonly<Record<string, string>>; readonly exchanges: number }> {
  const ended = await calico(['--base-url', url, '--description', 'openapi.json', '--profile', 'full', '--allow', 'write', '--bundle', 'bundle.tgz', ...words], { folder, environment });
  const reports = join(folder, 'conformance-report');
  const files = await Promise.all((await readdir(reports)).map(async (name) => [name, await readFile(join(reports, name), 'utf8')] as const));
  const rendered = await Promise.all(['terminal', 'junit', 'summary', 'html', 'ndjson'].map(async (format) => [`report --format ${format}`, (await calico(['report', '--format', format], { folder })).stdout] as const));
  const bundle = openBundle(await readFile(join(folder, 'bundle.tgz')));
  if (!bundle.ok) throw new Error(bundle.problems[0].what);
  // The description holds an example of a password itself, and so do the requests that are planned from it.
  const bundled = [...bundle.value.files].map(([name, content]) => [`${name} in the bundle`, name === 'description.json' || name === 'plan.ndjson' ? content.toString().replaceAll(canaries.inBody, '') : content.toString()] as const);
  expect(bundled).toHaveLength(10);
  return { texts: { ...Object.fromEntries(bundled), stdout: ended.stdout, stderr: ended.stderr, ...Object.fromEntries(files), ...Object.fromEntries(rendered) }, exchanges: (Object.fromEntries(files)['run.ndjson'] ?? '').match(/"event":"exchange"/g)?.length ?? 0 };
}

describe('no secret stands in any file or stream, in any form', () => {
  test('credentials by scheme, from variables', async () => {
    const { texts, exchanges } = await everythingSaid(
      ['--auth', 'bearer=B', '--auth', 'header=H', '--auth', 'query=Q', '--auth', 'cookie=C', '--auth', 'basic=P', '--header', `X-Session-Token: ${canaries.extra}`],
      { B: canaries.bearer.replace(' é', ''), H: canaries.header, Q: canaries.query, C: canaries.cookie, P: `ada:${canaries.password}` },
    );
    expect(exchanges).toBeGreaterThan(20);
    expect(await leaks(texts)).toEqual([]);
  }, 60_000);

  test('one token, and a configuration with secrets written into it', async () => {
    await writeFile(join(folder, 'calico-conformance.yaml'), [
      `token: ${JSON.stringify(canaries.bearer.replace(' é', ''))}`, 'expired:', `  token: ${canaries.expired}`, 'headers:', `  X-Session-Token: ${canaries.extra}`,
      'auth:', `  header: { apiKey: { value: ${JSON.stringify(canaries.header)} } }`, `  basic: { basic: { username: ada, password: ${canaries.password6} } }`, '',
    ].join('\n'));
    const { texts, exchanges } = await everythingSaid([], {});
    expect(exchanges).toBeGreaterThan(15);
    expect(await leaks(texts)).toEqual([]);
  }, 60_000);

  test('equal secrets stay equal, so that evidence can still be judged', async () => {
    const { texts } = await everythingSaid(['--auth', 'header=H', '--include', 'header'], { H: canaries.header });
    const [first = ''] = (texts['run.ndjson'] ?? '').split('\n').filter((line) => line.startsWith('{"event":"exchange"'));
    const key = /\["X-Api-Key","(redacted-[0-9a-f]{8})"\]/i.exec(first)?.[1];
    expect(key).toBeDefined();
    expect(first).toContain(`You said ${key}`);
  }, 60_000);
});
