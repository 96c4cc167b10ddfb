import { mkdtemp, rm, writeFile, mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Configuration } from './configuration.ts';
import type { Problem } from '../model/problem.ts';
import { loadConfiguration, type Given } from './load-configuration.ts';

let root = '';
let count = 0;
beforeAll(async () => { root = await mkdtemp(join(tmpdir(), 'configuration-')); });
afterAll(() => rm(root, { recursive: true, force: true }));

async function folderWith(files: Readonly<Record<string, string | Uint8Array>>): Promise<string> {
  const folder = join(root, String(count += 1));
  await mkdir(folder);
  await Promise.all(Object.entries(files).map(([name, content]) => writeFile(join(folder, name), content)));
  return folder;
}

async function settled(files: Readonly<Record<string, string>>, given: Partial<Given> = {}): Promise<Configuration> {
  const result = await loadConfiguration({ folder: await folderWith(files), flags: {}, environment: {}, ...given });
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.value;
}

async function problems(files: Readonly<Record<string, string | Uint8Array>>, given: Partial<Given> = {}): Promise<readonly Problem[]> {
  const result = await loadConfiguration({ folder: await folderWith(files), flags: {}, environment: {}, ...given });
  if (result.ok) throw new Error('the configuration was accepted');
  return result.problems;
}

const yaml = (content: string) => ({ 'calico-conformance.yaml': content });

test('without a file the defaults hold, and nothing can be changed', async () => {
  const configuration = await settled({});
  expect(configuration).toMatchObject({
    profile: { id: 'read-only' }, permissions: ['read'], seed: 1, concurrency: 8, timeoutMs: 10_000,
    maxBodyBytes: 10_000_000, output: 'conformance-report', formats: 'assert', undeclaredProperties: 'off', origins: {},
  });
  expect(configuration.baseUrl).toBeUndefined();
  expect(() => Object.assign(configuration.profile, { id: 'full' })).toThrow();
});

test('flags win over variables, variables over the file, the file over defaults', async () => {
  const configuration = await settled(yaml('seed: 2\nconcurrency: 2\nprofile: full\nrate: 5\n'), {
    environment: { CALICO_CONFORMANCE_SEED: '3', CALICO_CONFORMANCE_CONCURRENCY: '3' },
    flags: { seed: 4 },
  });
  expect(configuration).toMatchObject({ seed: 4, concurrency: 3, profile: { id: 'full' }, requestsPerSecond: 5 });
  expect(configuration.origins).toEqual({ seed: 'flag', concurrency: 'environment', profile: 'file', rate: 'file' });
});

test('defaults may depend on what was said', async () => {
  const defaults: NonNullable<Given['defaults']> = (said) => (said.baseUrl === undefined ? { profile: 'full', allow: 'destructive' } : {});
  expect(await settled({}, { defaults })).toMatchObject({ profile: { id: 'full' }, permissions: ['read', 'write', 'destructive'] });
  expect(await settled(yaml('baseUrl: http://127.0.0.1:1'), { defaults })).toMatchObject({ profile: { id: 'read-only' }, permissions: ['read'] });
  expect(await settled({}, { defaults, flags: { profile: 'lifecycle' } })).toMatchObject({ profile: { id: 'lifecycle' } });
});

test('everything that a file can say arrives', async () => {
  const configuration = await settled(yaml(`
$schema: ./calico-conformance.schema.json
baseUrl: https://\${HOST}/api/
description: specs/api.yaml
profile: lifecycle-documented
allow: [read, write]
tokenEnv: API_TOKEN
expired: { token: old-token }
auth:
  key: { apiKey: { valueEnv: API_KEY } }
  login: { basic: { username: ada, passwordEnv: API_PASSWORD } }
  either: { env: API_KEY }
headers: { X-Tenant: acme, X-Api-Key: k1 }
fixtures:
  user_id: a169451c-8525-4352-b8ca-070dd449a1a5
  limit: [1, 2]
  disposable: { user_id: [b, c] }
include: [/v2/**]
exclude: [tag:Stats]
seed: "\${SEED}"
timeout: 2s
rate: 600/m
maxBodyBytes: 1MB
output: reports
formats: advise
undeclaredProperties: should
safeOperations: [searchUsers]
`), { environment: { HOST: 'api.example', API_TOKEN: 'tok', API_KEY: 'kkk', API_PASSWORD: 'pass:word', SEED: '42' } });
  expect(configuration).toMatchObject({
    baseUrl: 'https://api.example/api', description: 'specs/api.yaml', permissions: ['read', 'write'],
    credentials: { token: 'tok', others: { expired: { token: 'old-token' } }, schemes: { key: 'kkk', login: 'ada:pass:word', either: 'kkk' } },
    headers: [['X-Tenant', 'acme'], ['X-Api-Key', 'k1']],
    fixtures: { user_id: ['a169451c-8525-4352-b8ca-070dd449a1a5'], limit: [1, 2] }, disposable: { user_id: ['b', 'c'] },
    include: ['/v2/**'], exclude: ['tag:Stats'], seed: 42, timeoutMs: 2_000, requestsPerSecond: 10, maxBodyBytes: 1_000_000,
    output: 'reports', formats: 'advise', undeclaredProperties: 'should', safeOperations: ['searchUsers'], file: 'calico-conformance.yaml',
  });
  expect(configuration.secrets).toEqual(['ada:pass:word', 'pass:word', 'old-token', 'tok', 'kkk', 'k1']);
});

test('where tokens are got, for every actor, and how servers are reached', async () => {
  const configuration = await settled(yaml(`
baseUrl: https://api.example
auth:
  machine: { clientCredentials: { issuer: https://id.example, clientId: us, clientSecretEnv: SECRET, scope: read write, resource: urn:api } }
  renewed: { refreshToken: { tokenUrl: https://id.example/token, clientId: us, tokenEnv: REFRESH, clientAuthentication: post } }
  printed: { command: { run: print-token, expiresIn: 10m, timeout: 2s } }
  fetched: { url: { from: https://id.example/login, method: POST, headers: { X-Login-Key: "\${LOGIN_KEY}" }, body: "password=\${PASSWORD}", at: /data/token } }
  shown: { certificate: { pfx: client.p12, passphraseEnv: PASSPHRASE } }
otherTenant: { auth: { machine: { bearer: { tokenEnv: OTHER } } } }
proxy: http://joe:proxypass@proxy.example:3128
ca: authority.pem
`), { environment: { SECRET: 'client secret', REFRESH: 'refresh-1', LOGIN_KEY: 'login-key', PASSWORD: 'pass-word', PASSPHRASE: 'pass phrase', OTHER: 'other-token', no_proxy: 'a.example, b.example' } });
  expect(configuration.credentials).toEqual({
    schemes: {},
    sources: {
      machine: { kind: 'client-credentials', server: { issuer: 'https://id.example' }, clientId: 'us', clientSecret: 'client secret', clientAuthentication: 'basic', parameters: { scope: 'read write', resource: 'urn:api' } },
      renewed: { kind: 'refresh-token', server: { tokenUrl: 'https://id.example/token' }, clientId: 'us', clientAuthentication: 'post', parameters: {}, refreshToken: 'refresh-1' },
      printed: { kind: 'command', run: 'print-token', timeoutMs: 2_000, expiresInMs: 600_000 },
      fetched: { kind: 'url', url: 'https://id.example/login', method: 'POST', headers: { 'X-Login-Key': 'login-key' }, body: 'password=pass-word', at: '/data/token' },
    },
    certificate: { pfx: 'client.p12', passphrase: 'pass phrase' }, certificateScheme: 'shown',
    others: { 'other-tenant': { schemes: { machine: 'other-token' }, sources: {} } },
  });
  expect(configuration.network).toEqual({ proxies: { always: 'http://joe:proxypass@proxy.example:3128', except: ['a.example', 'b.example'] }, ca: ['authority.pem'], insecure: false, http2: false, retries: 0 });
  expect([...configuration.secrets].sort()).toEqual(['client secret', 'joe:proxypass', 'login-key', 'other-token', 'pass phrase', 'pass-word', 'proxypass', 'refresh-1', 'us:client secret'].sort());
});

test.each([
  ['auth: { a: { clientCredentials: { clientId: us } } }', 'auth.a.clientCredentials names no authorisation server.'],
  ['auth: { a: { clientCredentials: { tokenUrl: id.example, clientId: us } } }', 'auth.a.clientCredentials.tokenUrl is no http or https URL.'],
  ['auth: { a: { clientCredentials: { tokenUrl: https://id.example, clientId: us } } }', 'auth.a.clientCredentials holds no client secret.'],
  ['auth: { a: { clientCredentials: { tokenUrl: https://id.example, clientSecret: s } } }', 'auth.a.clientCredentials holds no client id.'],
  ['auth: { a: { refreshToken: { tokenUrl: https://id.example, clientId: us } } }', 'auth.a.refreshToken holds no refresh token.'],
  ['auth: { a: { refreshToken: { tokenUrl: https://id.example, clientId: us, tokenEnv: NOT_SET } } }', 'The environment variable NOT_SET is not set.'],
  ['auth: { a: { url: { from: ftp://id.example } } }', 'auth.a.url.from is no http or https URL.'],
  ['certificate: { key: k.pem }', 'certificate is no certificate.'],
  ['certificate: { cert: a.pem, pfx: b.p12 }', 'certificate is no certificate.'],
  ['certificate: { cert: a.pem }\nauth: { a: { certificate: { cert: b.pem } } }', 'certificate is set, and auth.a has one too.'],
  ['auth: { a: { certificate: { cert: b.pem } }, b: { certificate: { cert: b.pem } } }', 'auth holds 2 certificates.'],
  ['proxy: socks5://127.0.0.1:1080', 'proxy is no http or https URL.'],
  ['proxy: http://proxy.example\nunixSocket: a.sock', 'unixSocket and proxy are both set.'],
  ['baseUrl: http://api.example\nhttp2: true', 'http2 is set, and the base URL is plain http.'],
])('%s is a problem', async (text, what) => {
  expect((await problems(yaml(text))).map((problem) => problem.what)).toEqual([what]);
});

test('JSON, indented by tabs, is read too', async () => {
  expect(await settled({ 'calico-conformance.json': '{\n\t"seed": 7,\n\t"headers": {\n\t\t"x": "y"\n\t}\n}' })).toMatchObject({ seed: 7, headers: [['x', 'y']] });
});

test('paths are meant from where the file stands', async () => {
  const folder = await folderWith({});
  await mkdir(join(folder, 'ci'));
  await writeFile(join(folder, 'ci', 'gate.yaml'), 'description: api.yaml\noutput: out\n');
  const result = await loadConfiguration({ folder, config: 'ci/gate.yaml', flags: {}, environment: {} });
  expect(result).toMatchObject({ ok: true, value: { description: 'ci/api.yaml', output: 'ci/out' } });
});

test('a risk is allowed by its own name only', async () => {
  expect(await settled(yaml('allow: destructive'))).toMatchObject({ permissions: ['read', 'write', 'destructive'], risks: [] });
  expect(await settled(yaml('allow: [destructive, collection-delete]'))).toMatchObject({ permissions: ['read', 'write', 'destructive'], risks: ['collection-delete'] });
  expect(await settled(yaml('allow: collection-delete'))).toMatchObject({ permissions: ['read'], risks: ['collection-delete'] });
});

test('a token of a stronger origin replaces the weaker one whole', async () => {
  const configuration = await settled(yaml('tokenEnv: NOT_SET'), { flags: { tokenEnv: 'SET' }, environment: { SET: 'x' } });
  expect(configuration.credentials.token).toBe('x');
});

test('fixtures of several origins are joined by name', async () => {
  const configuration = await settled(yaml('fixtures: { a: 1, b: 2, disposable: { a: 3, b: 4 } }'), { flags: { fixtures: { b: ['5'], disposable: { b: ['6'] } } as never } });
  expect(configuration).toMatchObject({ fixtures: { a: [1], b: ['5'] }, disposable: { a: [3], b: ['6'] } });
});

test('it says where what came from the file stands', async () => {
  const { places } = await settled(yaml('include: [a, b]\nexclude: [c]\nfixtures:\n  disposable: { x/y: 1 }\n'), { flags: { exclude: ['d'] } });
  expect(places['/include/1']).toEqual({ file: 'calico-conformance.yaml', line: 1, column: 14, pointer: '/include/1' });
  expect(places['/fixtures/disposable/x~1y']).toMatchObject({ line: 4 });
  expect(places['/exclude/0']).toBeUndefined();
});

test('headers of several origins are joined without regard to case', async () => {
  const configuration = await settled(yaml('headers: { X-Tenant: acme, X-Other: o }'), { flags: { headers: { 'x-tenant': 'beta' } } });
  expect(configuration.headers).toEqual([['x-tenant', 'beta'], ['X-Other', 'o']]);
});

describe('problems carry line, column and pointer', () => {
  test('an unknown setting', async () => {
    expect(await problems(yaml('seed: 1\nconcurency: 4\n'))).toEqual([{
      code: 'CONFIGURATION_UNKNOWN_KEY', what: 'The configuration has no setting "concurency".',
      where: { file: 'calico-conformance.yaml', line: 2, column: 1, pointer: '/concurency' },
      fix: expect.stringMatching(/^Did you mean concurrency\? Known: acceptWaivers, allow, auth, baseUrl/),
    }]);
  });

  test('an unknown setting further inside', async () => {
    expect(await problems(yaml('auth:\n  main:\n    beerer: { tokenEnv: T }\n'))).toEqual([{
      code: 'CONFIGURATION_UNKNOWN_KEY', what: 'auth.main has no setting "beerer".',
      where: { file: 'calico-conformance.yaml', line: 3, column: 5, pointer: '/auth/main/beerer' },
      fix: 'Did you mean bearer? Known: apiKey, basic, bearer, certificate, clientCredentials, command, env, refreshToken, url.',
    }]);
  });

  test.each([
    ['concurrency: 0', 'concurrency must be a whole number from 1 to 256.', 1, 14],
    ['concurrency: 1000', 'concurrency must be a whole number from 1 to 256.', 1, 14],
    ['rate: -1', 'rate must be requests per second, such as 20, or 600/m.', 1, 7],
    ['rate: 0/s', 'rate must be above zero.', 1, 7],
    ['seed: soon', 'seed must be a whole number from 0 to 2147483647.', 1, 7],
    ['timeout: 10', 'timeout must be a duration with a unit, such as 10s or 500ms.', 1, 10],
    ['timeout: 0s', 'timeout must be from 1ms to 60m.', 1, 10],
    ['allow: everything', 'allow must be one of read, write, destructive, collection-delete.', 1, 8],
    ['formats: maybe', 'formats must be assert or advise.', 1, 10],
    ['tokenEnv: "my token"', 'tokenEnv must be the name of an environment variable: letters, digits and _.', 1, 11],
    ['include: tag:x', 'include must be a list.', 1, 10],
    ['include:\n  - a\n  - 3', 'include[1] must be a filter.', 3, 5],
    ['- a', 'The configuration must be a map of settings.', 1, 1],
    ['fixtures:\n  user_id: { a: 1 }', 'fixtures.user_id must be a value or a list of values.', 2, 12],
    ['profile: lifecicle', 'No profile is named "lifecicle".', 1, 10],
    ['baseUrl: partner.example', 'The base URL "partner.example" is no http or https URL.', 1, 10],
    ['baseUrl: https://u:p@partner.example', 'The base URL holds credentials.', 1, 10],
    ['baseUrl: https://partner.example?x=1', 'The base URL holds a query or a fragment.', 1, 10],
    ['seed: 1\ntokenEnv: NOT_SET', 'The environment variable NOT_SET is not set.', 2, 11],
    ['baseUrl: ${NOT_SET}', 'The environment variable NOT_SET is not set.', 1, 10],
    ['auth:\n  main: { bearer: { token: a, tokenEnv: HOME } }', 'auth.main.bearer.token and auth.main.bearer.tokenEnv are both set.', 2, 28],
    ['auth:\n  main: {}', 'auth.main holds 0 kinds of credentials.', 2, 9],
    ['auth:\n  main: { bearer: {} }', 'auth.main holds no secret.', 2, 9],
    ['headers:\n  "a b": c', 'The header field "a b" cannot be sent.', 2, 10],
    ['headers:\n  a: "b\\r\\nx: y"', 'The header field "a" cannot be sent.', 2, 6],
    ['fixtures:\n  __proto__: [x]', 'fixtures.__proto__ is no name of a setting.', 2, 3],
    ['a: &a [1]\nseed: *a', 'seed is a YAML alias, which a configuration cannot use.', 2, 1],
  ])('%s', async (content, what, line, column) => {
    const [first] = await problems(yaml(content), { environment: { HOME: '/home/x' } });
    expect(first).toMatchObject({ what, where: { file: 'calico-conformance.yaml', line, column } });
  });

  test('several at once', async () => {
    expect((await problems(yaml('seed: x\nformats: y\nsede: 1\n'))).map(({ where }) => where?.line)).toEqual([1, 2, 3]);
  });

  test.each([
    ['seed: [1', 1], ['seed: 1\nseed: 2', 2], ['seed: 1\n\tprofile: x', 2], ['{"seed": 1,,}', 1],
  ])('not YAML: %j', async (content, line) => {
    expect((await problems(yaml(content)))[0]).toMatchObject({ code: 'CONFIGURATION_SYNTAX', where: { file: 'calico-conformance.yaml', line } });
  });
});

describe('hostile files end in a problem', () => {
  test.each([
    ['nested deeply', '['.repeat(100_000)],
    ['nested deeply in a map', `fixtures: {a: ${'{a: '.repeat(200)}1${'}'.repeat(200)}}`],
    ['alias bomb', `a: &a [x,x]\n${Array.from({ length: 30 }, (_, index) => `a${index}: &a${index} [*a,*a]`).join('\n')}`],
    ['too big', `# ${'x'.repeat(1_100_000)}`],
  ])('%s', async (_, content) => {
    expect((await problems(yaml(content))).length).toBeGreaterThan(0);
  });

  test('not UTF-8', async () => {
    expect(await problems({ 'calico-conformance.yaml': new Uint8Array([0x73, 0xff, 0xfe]) })).toMatchObject([{ code: 'CONFIGURATION_UNREADABLE', what: 'The configuration is not UTF-8.' }]);
  });
});

describe('finding the file', () => {
  test('one that is named and missing', async () => {
    expect(await problems({}, { config: 'nope.yaml' })).toMatchObject([{ code: 'CONFIGURATION_NOT_FOUND' }]);
    expect(await problems({}, { environment: { CALICO_CONFORMANCE_CONFIG: 'nope.yaml' } })).toMatchObject([{ code: 'CONFIGURATION_NOT_FOUND' }]);
  });

  test('a folder', async () => {
    expect(await problems({}, { config: '.' })).toMatchObject([{ code: 'CONFIGURATION_UNREADABLE', what: 'The configuration is a folder.' }]);
  });

  test('two of them', async () => {
    expect(await problems({ ...yaml(''), 'calico-conformance.json': '{}' })).toMatchObject([
      { code: 'CONFIGURATION_AMBIGUOUS', what: 'Here stand calico-conformance.yaml, calico-conformance.json.' },
    ]);
  });

  test('an empty one says nothing', async () => {
    expect(await settled(yaml('# nothing yet\n'))).toMatchObject({ seed: 1 });
  });
});

describe('environment variables', () => {
  test('a wrong value names its variable', async () => {
    expect(await problems({}, { environment: { CALICO_CONFORMANCE_SEED: 'x' } })).toEqual([
      { code: 'USAGE', what: 'CALICO_CONFORMANCE_SEED must be a whole number from 0 to 2147483647.' },
    ]);
  });

  test('a near miss of a name is a problem, another name is not ours', async () => {
    expect(await problems({}, { environment: { CALICO_CONFORMANCE_PROFIL: 'full' } })).toMatchObject([
      { code: 'UNKNOWN_ENVIRONMENT_VARIABLE', fix: expect.stringMatching(/^Did you mean CALICO_CONFORMANCE_PROFILE\?/) },
    ]);
    expect(await settled({}, { environment: { CALICO_CONFORMANCE_PARTNER_XYZ: '1' } })).toMatchObject({ seed: 1 });
  });

  test('the token', async () => {
    expect((await settled({}, { environment: { CALICO_CONFORMANCE_TOKEN: 't' } })).credentials.token).toBe('t');
  });
});
