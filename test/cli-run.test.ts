import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { RunEvent, RunFinished } from '../model/run-event.ts';
import { bin, calico, freshFolder, golden } from './calico.ts';
import { calicoHere } from './calico-here.ts';
import { startServe, type Served } from './served.ts';

let honest: Served;
let liar: Served;
let slow: Served;
beforeAll(async () => {
  [honest, liar, slow] = await Promise.all([
    startServe('.'), startServe('.', ['--fault', 'any-token']), startServe('.', ['--variant', 'slow']),
  ]);
});
afterAll(async () => { await Promise.all([honest, liar, slow].map((served) => served.stop())); });

let folder = '';
let remove: () => Promise<void>;
beforeEach(async () => { ({ folder, remove } = await freshFolder()); });
afterEach(() => remove());

/** Counts grow with the law, so they are no part of a golden. */
function withoutCounts(text: string): string {
  return text.replaceAll(/^(MUST|SHOULD|MAY)( +\d+)+$/gm, '$1 N').replaceAll(/\b\d+ (requirements?|exchanges|requests|operations|parts|sites?)\b/g, 'N $1').replaceAll(/^ +\d+  (?=not-run|blocked|error)/gm, '  N  ');
}

async function record(): Promise<readonly RunEvent[]> {
  const text = await readFile(join(folder, 'conformance-report', 'run.ndjson'), 'utf8');
  return text.trimEnd().split('\n').map((line) => JSON.parse(line) as RunEvent);
}

async function wholeReports(): Promise<RunFinished> {
  expect((await readdir(join(folder, 'conformance-report'))).sort()).toEqual(['junit.xml', 'report.html', 'run.ndjson', 'summary.md']);
  expect((await readFile(join(folder, 'conformance-report', 'junit.xml'), 'utf8')).trimEnd()).toMatch(/<\/testsuites>$/);
  expect(await readFile(join(folder, 'conformance-report', 'report.html'), 'utf8')).toMatch(/^<!doctype html>\n[^]*<\/html>\n$/);
  const last = (await record()).at(-1);
  if (last?.event !== 'run-finished') throw new Error('the record has no footer');
  return last;
}

describe('verdicts and exit codes', () => {
  test('0: the embedded backend conforms, and every requirement is decided', async () => {
    const ended = await calico([], { folder });
    await expect(withoutCounts(golden([], ended, folder))).toMatchFileSnapshot('goldens/run-embedded.txt');
    expect(ended.code).toBe(0);
    expect(await wholeReports()).toMatchObject({ verdict: 'CONFORMANT', exitCode: 0, interrupted: false });
    const undecided = (await record()).filter((event) => event.event === 'judged' && ['blocked', 'error', 'not-run'].includes(event.outcome.kind));
    expect(undecided).toEqual([]);
  });

  test('0: read-only and lifecycle against a backend', async () => {
    const words = ['--base-url', honest.url, '--token-env', 'TOKEN'];
    const environment = { TOKEN: honest.token };
    const readOnly = await calico(words, { folder, environment });
    await expect(withoutCounts(golden(words, readOnly, folder))).toMatchFileSnapshot('goldens/run-read-only.txt');
    expect(readOnly.code).toBe(0);
    const users = honest.disposable.flatMap((user) => ['--disposable', `user_id=${user}`]);
    const lifecycle = await calico([...words, '--profile', 'lifecycle', '--allow', 'destructive', '--allow', 'collection-delete', ...users.slice(0, 2)], { folder, environment });
    expect(lifecycle.code).toBe(0);
    expect(await wholeReports()).toMatchObject({ verdict: 'CONFORMANT' });
  });

  test('1: a backend that accepts any token', async () => {
    const words = ['--base-url', liar.url, '--token-env', 'TOKEN', '--include', 'rule:auth-checked', '--include', 'listTransactions', '--quiet'];
    const ended = await calico(words, { folder, environment: { TOKEN: liar.token } });
    await expect(withoutCounts(golden(words, ended, folder))).toMatchFileSnapshot('goldens/run-fault.txt');
    expect(ended.code).toBe(1);
    expect(await wholeReports()).toMatchObject({ verdict: 'NON_CONFORMANT', exitCode: 1 });
  });

  test('2: a part only', async () => {
    const words = ['--base-url', honest.url, '--token-env', 'TOKEN', '--include', 'countUsers'];
    const ended = await calico(words, { folder, environment: { TOKEN: honest.token } });
    await expect(withoutCounts(golden(words, ended, folder))).toMatchFileSnapshot('goldens/run-part.txt');
    expect(ended.code).toBe(2);
    expect(await wholeReports()).toMatchObject({ verdict: 'INCOMPLETE', exitCode: 2 });
  });

  test('2: without a token nothing is decided that needs one', async () => {
    const ended = await calico(['--base-url', honest.url], { folder });
    expect(ended.code).toBe(2);
    expect(await wholeReports()).toMatchObject({ verdict: 'INCOMPLETE' });
  });

  test('4: nobody is there', async () => {
    const words = ['--base-url', 'http://127.0.0.1:9', '--quiet'];
    const ended = await calico(words, { folder });
    await expect(withoutCounts(golden(words, ended, folder))).toMatchFileSnapshot('goldens/run-unreachable.txt');
    expect(ended.code).toBe(4);
    expect(await wholeReports()).toMatchObject({ verdict: 'ERROR', exitCode: 4 });
  });

  test('3: what stopped an earlier run from being wrong leaves no green report behind', async () => {
    expect((await calico(['--base-url', honest.url, '--token-env', 'TOKEN'], { folder, environment: { TOKEN: honest.token } })).code).toBe(0);
    const words = ['--base-url', 'http://127.0.0.1:9'];
    expect((await calico(words, { folder })).code).toBe(4);
    expect(await readFile(join(folder, 'conformance-report', 'summary.md'), 'utf8')).not.toMatch(/\bCONFORMANT\b/);
  });
});

describe('SIGINT and SIGTERM', () => {
  /** Runs against the slow backend and sends signals as soon as answers are recorded. */
  async function interrupted(...signals: readonly NodeJS.Signals[]): Promise<{ readonly code: number | null; readonly stderr: string }> {
    const child = spawn(process.execPath, [bin, '--base-url', slow.url, '--token-env', 'TOKEN', '--concurrency', '1'], { cwd: folder, env: { ...process.env, TOKEN: slow.token }, stdio: ['ignore', 'ignore', 'pipe'] });
    let stderr = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => { stderr += text; });
    const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
    const path = join(folder, 'conformance-report', 'run.ndjson');
    for (let exchanges = 0; exchanges < 3;) {
      await new Promise((resolve) => setTimeout(resolve, 20));
      if (existsSync(path)) exchanges = (await readFile(path, 'utf8')).split('\n').filter((line) => line.startsWith('{"event":"exchange"')).length;
    }
    for (const signal of signals) {
      child.kill(signal);
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    return { code: await ended, stderr };
  }

  test.each(['SIGINT', 'SIGTERM'] as const)('%s leaves whole reports, and exit 4', async (signal) => {
    const { code, stderr } = await interrupted(signal);
    expect(stderr).toBe('Interrupted: finishing the reports. Once more ends at once.\n');
    expect(code).toBe(4);
    expect(await wholeReports()).toMatchObject({ verdict: 'ERROR', interrupted: true, exitCode: 4 });
    const planned = (await record()).filter(({ event }) => event === 'requirement-planned').length;
    expect((await record()).filter(({ event }) => event === 'judged')).toHaveLength(planned);
  });

  test('twice ends at once', async () => {
    const { code } = await interrupted('SIGINT', 'SIGINT');
    expect(code).toBe(4);
  });

  test('a target that never answers does not keep it', async () => {
    const silent: Server = createServer(() => undefined);
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    const { port } = silent.address() as { readonly port: number };
    const child = spawn(process.execPath, [bin, '--base-url', `http://127.0.0.1:${port}`, '--timeout', '60s'], { cwd: folder, stdio: 'ignore' });
    const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
    await new Promise<void>((resolve) => silent.once('connection', () => resolve()));
    const started = performance.now();
    child.kill('SIGINT');
    expect(await ended).toBe(4);
    // Far less than the minute that it may take to answer.
    expect(performance.now() - started).toBeLessThan(30_000);
    silent.close();
    await wholeReports();
  });

  test('SIGKILL loses at most the last event', async () => {
    await interrupted('SIGKILL');
    const text = await readFile(join(folder, 'conformance-report', 'run.ndjson'), 'utf8');
    const lines = text.split('\n').slice(0, -1);
    for (const line of lines) expect(() => JSON.parse(line) as RunEvent).not.toThrow();
    expect(existsSync(join(folder, 'conformance-report', 'junit.xml'))).toBe(false);
    const report = await calico(['report', '--format', 'junit'], { folder });
    expect(report.code).toBe(4);
    expect(report.stdout.trimEnd()).toMatch(/<\/testsuites>$/);
    expect(report.stderr).toMatch(/^problem RECORD_TRUNCATED: The footer is missing: the run did not end\.\n  at conformance-report\/run\.ndjson:\d+\n$/);
  });
});

test('a folder that goes away is a problem, and exit 4', async () => {
  const child = spawn(process.execPath, [bin, '--base-url', slow.url, '--token-env', 'TOKEN', '--include', 'countUsers'], { cwd: folder, env: { ...process.env, TOKEN: slow.token }, stdio: ['ignore', 'ignore', 'pipe'] });
  let stderr = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => { stderr += text; });
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
  const reports = join(folder, 'conformance-report');
  while (!existsSync(join(reports, 'run.ndjson'))) await new Promise((resolve) => setTimeout(resolve, 5));
  await rm(reports, { recursive: true });
  expect(await ended).toBe(4);
  expect(stderr).toBe('problem OUTPUT_UNWRITABLE: The reports cannot be written: the folder has gone.\n  at conformance-report\n  Name another folder with --output.\n');
});

test('a reader that goes away does not spoil the run', async () => {
  const child = spawn(process.execPath, [bin, '--base-url', honest.url, '--token-env', 'TOKEN'], { cwd: folder, env: { ...process.env, TOKEN: honest.token }, stdio: ['ignore', 'pipe', 'pipe'] });
  let stderr = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => { stderr += text; });
  child.stdout.destroy();
  expect(await new Promise((resolve) => child.on('close', resolve))).toBe(0);
  expect(stderr).toBe('');
  expect(await wholeReports()).toMatchObject({ verdict: 'CONFORMANT' });
});

describe('report', () => {
  test('renders the record as each format, as the run did', async () => {
    await calico(['--base-url', honest.url, '--token-env', 'TOKEN', '--include', 'countUsers'], { folder, environment: { TOKEN: honest.token } });
    const read = (name: string): Promise<string> => readFile(join(folder, 'conformance-report', name), 'utf8');
    expect((await calico(['report', '--format', 'junit'], { folder })).stdout).toBe(await read('junit.xml'));
    expect((await calico(['report', 'conformance-report', '--format', 'summary'], { folder })).stdout).toBe(await read('summary.md'));
    expect((await calico(['report', 'conformance-report/run.ndjson', '--format', 'ndjson'], { folder })).stdout).toBe(await read('run.ndjson'));
    expect((await calico(['report', '--format', 'html'], { folder })).stdout).toBe(await read('report.html'));
    const terminal = await calico(['report'], { folder });
    expect(terminal).toMatchObject({ code: 0, stderr: '' });
    expect(terminal.stdout).toContain('INCOMPLETE');
    expect(await calico(['report', '--format', 'junit', '--to', 'copy.xml'], { folder })).toMatchObject({ code: 0, stdout: 'Wrote copy.xml.\n' });
    expect(await readFile(join(folder, 'copy.xml'), 'utf8')).toBe(await read('junit.xml'));
  });

  test('an unknown format lists the known ones', async () => {
    expect(await calico(['report', '--format', 'junt'], { folder })).toMatchObject({
      code: 3, stderr: 'problem UNKNOWN_FORMAT: No format is named "junt".\n  Did you mean junit? Known: annotations, badge, coverage, ctrf, har, html, junit, junit-rich, ndjson, overlay, sarif, summary, terminal.\n',
    });
  });

  test('a record that was changed is said to be', async () => {
    await calico(['--base-url', honest.url, '--token-env', 'TOKEN', '--include', 'countUsers'], { folder, environment: { TOKEN: honest.token } });
    const path = join(folder, 'conformance-report', 'run.ndjson');
    await writeFile(path, (await readFile(path, 'utf8')).replace('"level":"MUST"', '"level":"MAY"'));
    expect(await calico(['report', '--format', 'summary'], { folder })).toMatchObject({ code: 4, stderr: expect.stringContaining('problem RECORD_CHANGED: ') });
  });
});

describe('plan', () => {
  test('is the same twice, is written and compared', async () => {
    const show = await calico(['plan'], { folder });
    expect(show.code).toBe(0);
    expect((await calico(['plan'], { folder })).stdout).toBe(show.stdout);
    expect(await calico(['plan', '--write', 'plan.ndjson'], { folder })).toMatchObject({ code: 0, stderr: '' });
    expect((await calico(['plan', '--json'], { folder })).stdout).toBe(await readFile(join(folder, 'plan.ndjson'), 'utf8'));
    expect(await calico(['plan', '--diff', 'plan.ndjson'], { folder })).toMatchObject({ code: 0 });
    const changed = await calico(['plan', '--diff', 'plan.ndjson', '--profile', 'read-only', '--seed', '2'], { folder });
    expect(changed.code).toBe(1);
    expect(changed.stdout).toMatch(/^The plan has changed\.\n  profile: full -> read-only\n  seed: 1 -> 2\n/);
    expect(changed.stdout).toContain('Gone: ');
  });

  test('is the plan that a run carries out', async () => {
    await calico(['plan', '--write', 'plan.ndjson'], { folder });
    const [head = ''] = (await readFile(join(folder, 'plan.ndjson'), 'utf8')).split('\n');
    await calico([], { folder });
    const [started] = await record();
    expect(started).toMatchObject({ planDigest: (JSON.parse(head) as { digest: string }).digest });
  });
});

describe('doctor', () => {
  test('says what is missing', async () => {
    const words = ['doctor', '--base-url', honest.url, '--profile', 'lifecycle'];
    const ended = await calico(words, { folder });
    await expect(withoutCounts(golden(words, ended, folder))).toMatchFileSnapshot('goldens/doctor.txt');
    expect(ended.code).toBe(2);
    expect(existsSync(join(folder, 'conformance-report'))).toBe(false);
  });

  test('of each security scheme: whether anything is given for it, and what to write; a token that ran out is named', async () => {
    const { createServer: createHttpServer } = await import('node:http');
    const schemes = {
      partnerKey: { type: 'apiKey', in: 'header', name: 'X-Key' }, login: { type: 'http', scheme: 'basic' }, person: { type: 'http', scheme: 'bearer' }, shown: { type: 'mutualTLS' },
      machine: { type: 'oauth2', flows: { clientCredentials: { tokenUrl: 'https://id.partner.example/token', scopes: {} } } }, openId: { type: 'openIdConnect', openIdConnectUrl: 'https://id.partner.example/.well-known/openid-configuration' },
    };
    const paths = Object.fromEntries(Object.keys(schemes).map((name) => [`/${name}`, { get: { operationId: name, security: [{ [name]: [] }], responses: { 200: { description: 'ok' } } } }]));
    await writeFile(join(folder, 'doors.json'), JSON.stringify({ openapi: '3.1.0', info: { title: 'Doors', version: '1' }, components: { securitySchemes: schemes }, paths }));
    const server = createHttpServer(({ headers }, response) => { response.writeHead(headers['x-key'] !== undefined || headers.authorization !== undefined ? 200 : 401, { 'www-authenticate': 'Bearer' }).end(); });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const ranOut = `eyJhbGciOiJub25lIn0.${Buffer.from('{"exp":1700000000}').toString('base64url')}.c2ln`;
    const words = ['doctor', '--base-url', `http://127.0.0.1:${(server.address() as { readonly port: number }).port}`, '--description', join(folder, 'doors.json'), '--auth', 'partnerKey=KEY', '--auth', 'person=PERSON'];
    const ended = await calicoHere(words, folder, { KEY: 'the-key-of-a-partner', PERSON: ranOut });
    server.close();
    await expect(withoutCounts(golden(words, ended, folder))).toMatchFileSnapshot('goldens/doctor-schemes.txt');
    expect(ended.code).toBe(2);
    expect(ended.stdout).not.toMatch(/the-key-of-a-partner|eyJ/);
  });

  test('sends only what is safe', async () => {
    const { createServer: createHttpServer } = await import('node:http');
    const methods: string[] = [];
    const server = createHttpServer((request, response) => {
      methods.push(`${request.method} ${request.url}`);
      response.writeHead(404).end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as { readonly port: number };
    const ended = await calico(['doctor', '--base-url', `http://127.0.0.1:${port}`, '--profile', 'full', '--allow', 'destructive', '--disposable', 'user_id=0b7e5f0a-1d7c-4b57-9d39-8f5b1f0f2c11'], { folder });
    server.close();
    expect(ended.code).toBe(2);
    expect(methods.length).toBeGreaterThan(5);
    expect(methods.filter((line) => !/^GET |^POST \/enterprise\/v2\/users\/search$/.test(line))).toEqual([]);
    expect(methods.filter((line) => line.includes('0b7e5f0a'))).toEqual([]);
  });
});

test('no secret reaches a report or a stream', async () => {
  const canaries = { TOKEN: honest.token, KEY: 'canary-header-5e1f' };
  const ended = await calico(['--base-url', honest.url, '--token-env', 'TOKEN', '--header', `X-Api-Key: ${canaries.KEY}`, '--include', 'tag:Stats'], { folder, environment: canaries });
  const files = await Promise.all(['run.ndjson', 'junit.xml', 'report.html', 'summary.md'].map((name) => readFile(join(folder, 'conformance-report', name), 'utf8')));
  for (const text of [...files, ended.stdout, ended.stderr]) {
    expect(text.length === 0 && text !== ended.stderr).toBe(false);
    for (const canary of Object.values(canaries)) expect(text).not.toContain(canary);
  }
});
