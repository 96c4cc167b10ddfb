import { execFileSync } from 'node:child_process';
import { createHash, X509Certificate } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, request as requestOf, type RequestListener, type ServerResponse } from 'node:http';
import { createSecureServer as createHttp2Server } from 'node:http2';
import { createServer as createTlsServer } from 'node:https';
import { connect, type AddressInfo, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openBundle } from '../certify/bundle.ts';
import type { ObservedTarget } from '../model/observed-target.ts';
import { describedBy, notesApi } from './auth/notes-api.ts';
import { calico } from './calico.ts';
import { calicoHere } from './calico-here.ts';
import { leftOut } from './left-out.ts';
import { secretForms } from './secret-forms.ts';

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
  certificate('elsewhere', 'subjectAltName=DNS:elsewhere.invalid');
  openssl('x509', '-req', '-in', 'server.csr', '-CA', 'ca.pem', '-CAkey', 'ca.key', '-CAcreateserial', '-days', '-1', '-copy_extensions', 'copy', '-out', 'expired.pem');
  openssl('req', '-x509', '-key', 'server.key', '-out', 'selfsigned.pem', '-days', '2', '-subj', '/CN=itself', '-addext', 'subjectAltName=IP:127.0.0.1');
  openssl('pkcs12', '-export', '-in', 'client.pem', '-inkey', 'client.key', '-out', 'client.p12', '-passout', 'pass:canary-passphrase');
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

async function secure(files: readonly string[] = ['server.key', 'server.pem'], asks = true): Promise<string> {
  const [key, cert, ca] = await Promise.all([...files, 'ca.pem'].map((file) => readFile(join(folder, file))));
  return `https://127.0.0.1:${await listening(createTlsServer({ key, cert, ca, requestCert: asks, rejectUnauthorized: asks } as object, notesApi(() => true)))}`;
}

const judged = (words: readonly string[], environment = {}) => calicoHere(['--description', 'openapi.json', '--output', join(folder, 'out'), ...words].map((word) => (/^\w+\.(json|pem|key|p12)$/.test(word) ? join(folder, word) : word)), folder, environment);

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

test('a PKCS#12 file opens too, with the passphrase that a variable holds, which no report shows', async () => {
  const words = ['--base-url', await secure(), '--ca', 'ca.pem', '--cert', 'client.p12', '--cert-passphrase-env', 'OPENS_IT'];
  expect(await judged(words, { OPENS_IT: 'canary-passphrase' })).toMatchObject({ code: 0 });
  for (const name of ['run.ndjson', 'junit.xml', 'report.html', 'summary.md']) expect(await readFile(join(folder, 'out', name), 'utf8')).not.toContain('canary-passphrase');
  const wrong = await judged(words, { OPENS_IT: 'another' });
  expect([wrong.code, /problem [A-Z_]+: /.test(wrong.stderr), wrong.stderr.includes('    at ')]).toEqual([3, true, false]);
});

test.each([
  ['has run out', ['server.key', 'expired.pem'], 'TARGET_CERTIFICATE_EXPIRED'],
  ['is signed by itself', ['server.key', 'selfsigned.pem'], 'TARGET_CERTIFICATE_SELF_SIGNED'],
  ['is of another host', ['elsewhere.key', 'elsewhere.pem'], 'TARGET_CERTIFICATE_OF_ANOTHER'],
])('a certificate that %s is told apart', async (_, files, code) => {
  const ended = await judged(['--base-url', await secure(files, false), '--ca', 'ca.pem', '--description', 'open.json']);
  expect([ended.code, /TARGET_[A-Z_]+/.exec(ended.stdout)?.[0]]).toEqual([4, code]);
});

test.each([
  ['http://127.0.0.1:9', 'TARGET_REFUSES_CONNECTIONS'], ['http://nobody.invalid', 'TARGET_NAME_UNKNOWN'],
])('%s is told apart', async (url, code) => {
  const ended = await judged(['--base-url', url, '--description', 'open.json']);
  expect([ended.code, /TARGET_[A-Z_]+/.exec(ended.stdout)?.[0]]).toEqual([4, code]);
});

test('TLS goes through a tunnel of the proxy that is named, which is shown who asks; NO_PROXY goes past it', async () => {
  const url = new URL(await secure(['server.key', 'server.pem'], false));
  const tunnels: string[] = [];
  const proxy = createServer();
  proxy.on('connect', (asked, socket) => {
    tunnels.push(`${asked.url} ${asked.headers['proxy-authorization'] ?? 'nobody'}`);
    if (asked.headers['proxy-authorization'] === undefined) {
      socket.end('HTTP/1.1 407 Proxy Authentication Required\r\n\r\n');
      return;
    }
    const onward = connect(Number(url.port), '127.0.0.1', () => { socket.write('HTTP/1.1 200 OK\r\n\r\n'); onward.pipe(socket).pipe(onward); });
    for (const each of [onward, socket]) each.on('error', () => { onward.destroy(); socket.destroy(); });
  });
  const port = await listening(proxy);
  const words = ['--base-url', url.origin, '--ca', 'ca.pem', '--description', 'open.json'];
  expect(await judged([...words, '--proxy', `http://reader:canary-of-the-proxy@127.0.0.1:${port}`])).toMatchObject({ code: 0 });
  expect(new Set(tunnels)).toEqual(new Set([`${url.host} Basic ${Buffer.from('reader:canary-of-the-proxy').toString('base64')}`]));
  expect(await readFile(join(folder, 'out', 'run.ndjson'), 'utf8')).not.toContain('canary-of-the-proxy');
  const before = tunnels.length;
  expect(await judged([...words, '--proxy', `http://127.0.0.1:${port}`], { NO_PROXY: '127.0.0.1' })).toMatchObject({ code: 0 });
  expect(tunnels.length).toBe(before);
  const refused = await judged([...words, '--proxy', `http://127.0.0.1:${port}`]);
  expect([refused.code, /TARGET_[A-Z_]+/.exec(refused.stdout)?.[0], refused.stdout.includes('407')]).toEqual([4, 'TARGET_PROXY_FAILED', true]);
});

describe('what beside the requests looks at the target takes the same way', () => {
  const asWho = ['--ca', 'ca.pem', '--cert', 'client.pem', '--cert-key', 'client.key'];
  const api = notesApi(() => true);
  const withProof: RequestListener = (request, response) => {
    if (request.url === '/.well-known/calico-conformance.json') response.writeHead(200, { 'content-type': 'application/json' }).end('{"keys":["a-key"],"challenges":[]}');
    else api(request, response);
  };
  const shows = async (files: readonly [string, string], asks: boolean): Promise<number> => {
    const [key, cert, ca] = await Promise.all([...files, 'ca.pem'].map((file) => readFile(join(folder, file))));
    return listening(createTlsServer({ key, cert, ca, requestCert: asks, rejectUnauthorized: asks } as object, withProof));
  };
  const observed = async (words: readonly string[]): Promise<ObservedTarget> => {
    expect(await judged([...words, '--bundle', join(folder, 'seen.tgz')])).toMatchObject({ code: 0, stderr: '' });
    const bundle = openBundle(await readFile(join(folder, 'seen.tgz')));
    if (!bundle.ok) throw new Error(bundle.problems[0].what);
    return JSON.parse(bundle.value.of('target').toString('utf8')) as ObservedTarget;
  };
  const leafOf = async (file: string): Promise<string> => createHash('sha256').update(new X509Certificate(await readFile(join(folder, file))).raw).digest('hex');

  test('a bundle holds the certificate that is shown, and what the host says of its keys, where a client certificate is wanted', async () => {
    const seen = await observed(['--base-url', `https://127.0.0.1:${await shows(['server.key', 'server.pem'], true)}`, ...asWho]);
    expect(seen).toMatchObject({ before: { addressClass: 'loopback', tls: { leafSha256: await leafOf('server.pem') } }, domainProof: { keys: ['a-key'] } });
    expect(seen.after.tls).toEqual(seen.before.tls);
  });

  test('of a host that only a proxy finds', async () => {
    const port = await shows(['elsewhere.key', 'elsewhere.pem'], false);
    const proxy = createServer().on('connect', (_asked, socket) => {
      const onward = connect(port, '127.0.0.1', () => { socket.write('HTTP/1.1 200 OK\r\n\r\n'); onward.pipe(socket).pipe(onward); });
      for (const each of [onward, socket]) each.on('error', () => { onward.destroy(); socket.destroy(); });
    });
    const seen = await observed(['--base-url', 'https://elsewhere.invalid', '--ca', 'ca.pem', '--description', 'open.json', '--proxy', `http://127.0.0.1:${await listening(proxy)}`]);
    expect(seen).toMatchObject({ before: { addresses: [], tls: { leafSha256: await leafOf('elsewhere.pem') } }, domainProof: { keys: ['a-key'] } });
    expect(seen.before.addressClass).toBeUndefined();
  });

  test('of a socket, which stands on this machine whatever the name is', async () => {
    await listening(createServer(withProof), join(folder, 'seen.sock'));
    expect(await observed(['--base-url', 'http://api.partner.example', '--unix-socket', 'seen.sock', '--description', 'open.json'])).toMatchObject({ before: { addresses: [], addressClass: 'loopback' }, domainProof: { keys: ['a-key'] } });
  });

  test('Dredd is led through a client certificate and an authority of which it knows nothing', async () => {
    const { stdout, stderr } = await judged(['--base-url', `https://127.0.0.1:${await shows(['server.key', 'server.pem'], true)}`, ...asWho, '--second-opinion', 'dredd', '--no-color']);
    expect(stderr).toBe('');
    expect(stdout).toContain('Second opinion: Dredd was asked about 1 operation, and agrees on 1.');
    expect(await readFile(join(folder, 'out', 'second-opinion.md'), 'utf8')).toMatch(/^\| listNotes .* \| valid \| valid \| yes /m);
  }, 60_000);
});

test('no secret that opens doors stands in any file or stream: of clients, tokens, certificates, commands and proxies', async () => {
  const given = { client: 'canary-of-the-client/1+', refresh: 'canary+of the refresh/token', passphrase: 'canary-of-the-key&5', proxy: 'canary:of/the proxy', header: 'canary-of-the-header-9', command: 'canary-of-the-command-3' };
  const handedOut = { access: 'canary-access-token-1a', refreshed: 'canary-access-token-2b', next: 'canary-next-refresh-4c', fromUrl: 'canary-token-of-a-url-6d' };
  const answers = (response: ServerResponse, value: object): void => void response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(value));
  const seen = new Set<string>();
  const hands = `http://127.0.0.1:${await listening(createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (text: string) => { body += text; }).on('end', () => {
      seen.add(request.headers['x-secret'] === given.header ? 'header' : new URLSearchParams(body).get('grant_type') ?? '');
      if (request.headers['x-secret'] === given.header) answers(response, { access_token: handedOut.fromUrl });
      else if (body.includes('refresh_token')) answers(response, { access_token: handedOut.refreshed, token_type: 'Bearer', refresh_token: handedOut.next });
      else answers(response, { access_token: handedOut.access, token_type: 'Bearer' });
    });
  }))}`;
  openssl('pkcs8', '-topk8', '-in', 'client.key', '-out', 'locked.key', '-passout', `pass:${given.passphrase}`);
  const [key, cert, ca] = await Promise.all(['elsewhere.key', 'elsewhere.pem', 'ca.pem'].map((file) => readFile(join(folder, file))));
  const told = new Set<string>();
  // It says everything again that it was told.
  const port = await listening(createTlsServer({ key, cert, ca, requestCert: true, rejectUnauthorized: true } as object, (request, response) => {
    told.add(request.headers.authorization ?? '');
    if (request.headers.authorization === undefined) response.writeHead(401, { 'www-authenticate': 'Bearer' }).end();
    else answers(response, { notes: [], said: request.rawHeaders.join(' ') });
  }));
  const proxy = createServer().on('connect', (asked, socket) => {
    told.add(asked.headers['proxy-authorization'] ?? '');
    const onward = connect(port, '127.0.0.1', () => { socket.write('HTTP/1.1 200 OK\r\n\r\n'); onward.pipe(socket).pipe(onward); });
    for (const each of [onward, socket]) each.on('error', () => { onward.destroy(); socket.destroy(); });
  });
  const client = { tokenUrl: hands, clientId: 'machine', clientSecretEnv: 'CLIENT' };
  const by = (scheme: object): object => ({ auth: { machine: scheme } });
  await writeFile(join(folder, 'doors.json'), JSON.stringify(describedBy({ machine: { type: 'oauth2', flows: { clientCredentials: { tokenUrl: hands, scopes: {} } } } }, [{ machine: [] }])));
  await writeFile(join(folder, 'doors.yaml'), JSON.stringify({
    ...by({ clientCredentials: client }), otherTenant: by({ refreshToken: { ...client, tokenEnv: 'REFRESH' } }), readOnly: by({ command: { run: `echo ${given.command}` } }), expired: by({ url: { from: hands, headers: { 'X-Secret': '${HEADER}' }, at: '/access_token' } }),
    certificate: { cert: join(folder, 'client.pem'), key: join(folder, 'locked.key'), passphraseEnv: 'PASSPHRASE' }, proxy: `http://reader:${encodeURIComponent(given.proxy)}@127.0.0.1:${await listening(proxy)}`,
  }));
  const environment = { CLIENT: given.client, REFRESH: given.refresh, HEADER: given.header, PASSPHRASE: given.passphrase, NO_PROXY: '127.0.0.1' };
  const { stdout, stderr } = await judged(['--config', join(folder, 'doors.yaml'), '--base-url', 'https://elsewhere.invalid', '--ca', 'ca.pem', '--description', 'doors.json', '--report', 'har', '--bundle', join(folder, 'doors.tgz')], environment);
  expect(seen).toEqual(new Set(['header', 'client_credentials', 'refresh_token']));
  expect([...told]).toEqual(expect.arrayContaining([`Bearer ${handedOut.access}`, `Basic ${Buffer.from(`reader:${given.proxy}`).toString('base64')}`]));
  const bundle = openBundle(await readFile(join(folder, 'doors.tgz')));
  if (!bundle.ok) throw new Error(bundle.problems[0].what);
  const files = await Promise.all((await readdir(join(folder, 'out'))).map(async (name) => [name, await readFile(join(folder, 'out', name), 'utf8')] as const));
  const texts = [['stdout', stdout], ['stderr', stderr], ...files, ...[...bundle.value.files].map(([name, content]) => [`${name} in the bundle`, content.toString()] as const)] as const;
  expect(texts.length).toBeGreaterThan(15);
  // The lines of the private key itself are secrets, too.
  const lines = (await readFile(join(folder, 'client.key'), 'utf8')).split('\n').filter((line) => line.length > 20 && !line.startsWith('-----'));
  expect(lines.length).toBeGreaterThan(1);
  const secrets = { ...given, ...handedOut, ...Object.fromEntries(lines.map((line, position) => [`line ${position} of the key`, line])) };
  expect(texts.flatMap(([file, text]) => Object.entries(secrets).flatMap(([name, secret]) => secretForms(secret).flatMap((form) => (text.includes(form) ? [`${name} in ${file} as ${form}`] : []))))).toEqual([]);
}, 60_000);

test('authorities of NODE_EXTRA_CA_CERTS are trusted, also beside one that is named', async () => {
  const url = await secure(['server.key', 'server.pem'], false);
  const words = ['--base-url', url, '--description', 'open.json', '--quiet'];
  const environment = { NODE_EXTRA_CA_CERTS: join(folder, 'ca.pem') };
  const ended = await Promise.all([calico(words, { folder, environment }), calico([...words, '--ca', 'selfsigned.pem', '--output', 'beside'], { folder, environment }), calico([...words, '--ca', 'selfsigned.pem', '--output', 'without'], { folder })]);
  expect(ended.map(({ code }) => code)).toEqual([0, 0, 4]);
}, 60_000);

test('a redirect is an answer that nobody follows, and no credential comes to another origin', async () => {
  let asked = 0;
  const other = await listening(createServer((_request, response) => {
    asked++;
    response.end();
  }));
  const told = new Set<string>();
  const url = `http://127.0.0.1:${await listening(createServer(({ headers, url: path }, response) => {
    told.add(headers.authorization ?? '');
    response.writeHead(307, { location: `http://127.0.0.1:${other}${path}` }).end();
  }))}`;
  const { code } = await judged(['--base-url', url, '--description', 'open.json', '--header', 'Authorization: Bearer canary-of-one-origin']);
  expect([code, asked]).toEqual([2, 0]);
  expect(told).toContain('Bearer canary-of-one-origin');
});

test('HTTP/2 is spoken where it is asked for and offered', async () => {
  const [key, cert] = await Promise.all(['server.key', 'server.pem'].map((file) => readFile(join(folder, file))));
  const versions = new Set<string>();
  const api = notesApi(() => true);
  const server = createHttp2Server({ key, cert, allowHTTP1: true } as object, (request, response) => {
    versions.add(request.httpVersion);
    // Its requests and answers are used like those of HTTP/1.1.
    api(request as never, response as never);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const words = ['--base-url', `https://127.0.0.1:${(server.address() as AddressInfo).port}`, '--ca', 'ca.pem', '--description', 'open.json'];
  expect(await judged(words)).toMatchObject({ code: 0 });
  expect(versions).toEqual(new Set(['1.1']));
  expect(await judged([...words, '--http2'])).toMatchObject({ code: 0 });
  expect(versions).toEqual(new Set(['1.1', '2.0']));
  server.close();
});

test('an address of IPv6 is a target', async () => {
  const server = createServer(notesApi(() => true));
  servers.push(server);
  const here = await new Promise<boolean>((resolve) => { server.once('error', () => resolve(false)).listen(0, '::1', () => resolve(true)); });
  if (!here) return leftOut('IPv6, because this machine has no loopback of it');
  expect(await judged(['--base-url', `http://[::1]:${(server.address() as AddressInfo).port}`, '--description', 'open.json'])).toMatchObject({ code: 0 });
});

test('a safe request that got no answer is sent again where retries are asked for, and what broke off stands in the record', async () => {
  const api = notesApi(() => true);
  let asked = 0;
  const url = `http://127.0.0.1:${await listening(createServer((request, response) => {
    asked++;
    // Twice in a row, because a connection that had been used before may honestly have been closed.
    if (request.method === 'GET' && asked % 7 < 2) request.socket.destroy();
    else api(request, response);
  }))}`;
  const words = ['--base-url', url, '--description', 'open.json', '--concurrency', '1'];
  expect((await judged(words)).code).not.toBe(0);
  expect(await judged([...words, '--retries', '3'])).toMatchObject({ code: 0 });
  const exchanges = (await readFile(join(folder, 'out', 'run.ndjson'), 'utf8')).split('\n').filter((line) => line.startsWith('{"event":"exchange"'));
  expect(exchanges.some((line) => line.includes('"kind":"failure"'))).toBe(true);
});

test.each([
  ['a command', (url: string) => ({ command: { run: `${process.execPath} -e "fetch('${url}').then((r) => r.json()).then(({ token }) => console.log(token))"` } })],
  ['a URL', (url: string) => ({ url: { from: url, at: '/token' } })],
])('a token comes from %s, and is got anew when it has run out', async (_, source) => {
  const good = new Set<string>();
  const hands = `http://127.0.0.1:${await listening(createServer((_request, response) => {
    const token = `canary-token-${good.size}-${'x'.repeat(20)}`;
    good.clear();
    good.add(token);
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ token }));
  }))}`;
  let asked = 0;
  const url = `http://127.0.0.1:${await listening(createServer(notesApi(({ headers }) => {
    if (++asked === 12) good.clear();
    return good.has((headers.authorization ?? '').replace('Bearer ', ''));
  })))}`;
  await writeFile(join(folder, 'bearer.json'), JSON.stringify(describedBy({ person: { type: 'http', scheme: 'bearer' } }, [{ person: [] }])));
  await writeFile(join(folder, 'tokens.yaml'), JSON.stringify({ auth: { person: source(hands) } }));
  const { code, stderr } = await judged(['--base-url', url, '--description', 'bearer.json', '--config', join(folder, 'tokens.yaml')]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  // What was refused meanwhile stands in the record too.
  expect(await readFile(join(folder, 'out', 'run.ndjson'), 'utf8')).toContain('"lapsed":');
  // What was refused meanwhile is no finding, also when it is judged again from the record alone.
  expect(await calicoHere(['rejudge', join(folder, 'out'), '--description', join(folder, 'bearer.json')], folder)).toMatchObject({ code: 0, stderr: '' });
  for (const name of ['run.ndjson', 'junit.xml', 'report.html', 'summary.md']) expect(await readFile(join(folder, 'out', name), 'utf8')).not.toContain('canary-token');
});
