import { spawn } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openingExit } from '../cli/open-container.ts';
import { startContainer } from '../integrations/testcontainers/start-container.ts';
import { composeProgram } from '../integrations/testcontainers/compose-program.ts';
import type { ContainerSettings } from '../config/container-settings.ts';
import type { Problem } from '../model/problem.ts';
import { tokens } from '../reference/tokens.ts';
import { bin, calico, freshFolder, root, type Ended } from './calico.ts';
import { backendImage, databaseImage, docker, engineAnswers } from './container/image.ts';
import { leftOut } from './left-out.ts';

let folder = '';
let image = '';
let remove: () => Promise<void>;
beforeEach(async () => { ({ folder, remove } = await freshFolder()); });
afterEach(() => remove());

const description = join(root, 'test', 'container', 'small.openapi.yaml');
const small = ['--description', description, '--token-env', 'TOKEN', '--quiet'];
const environment = { TOKEN: tokens.owner };
const report = (name: string): Promise<string> => readFile(join(folder, 'conformance-report', name), 'utf8');

/** Starts it in this process, until it is ready or not. */
async function started(rest: Partial<ContainerSettings>, environment: Readonly<Record<string, string>> = {}, signal = new AbortController().signal): Promise<{ readonly problem?: Problem; readonly log: readonly string[] }> {
  const log: string[] = [];
  const settings: ContainerSettings = { from: { kind: 'image', image, mounts: [] }, port: 8080, basePath: '', ready: { kind: 'answers' }, startTimeoutMs: 1_000, environment: { HOME: folder, ...environment }, ...rest };
  const running = await startContainer(settings, { folder: root, guard: join(root, 'dist', 'cli', 'container-guard.js'), signal, reaper: false, listener: { redact: (text) => text, onLine: ({ source, text }) => { log.push(source + text); } } });
  if (!running.ok) return { problem: running.problems[0], log };
  await running.value.close();
  return { log };
}

test('without an engine it is said what to do, and nothing is sent', async () => {
  const { code, stderr, stdout } = await calico(['--image', 'a', '--port', '80', ...small], { folder, environment: { ...environment, DOCKER_HOST: 'tcp://127.0.0.1:9' } });
  expect(stderr).toBe('problem ENGINE_UNREACHABLE: No container engine answers.\n  Start Docker, or say with DOCKER_HOST where it is; docker info must work.\n');
  expect({ code, stdout }).toEqual({ code: 4, stdout: '' });
});

test.each<[string, ContainerSettings['from'], string]>([
  ['a mount', { kind: 'image', image: 'a', mounts: [{ source: '/nowhere', target: '/data', mode: 'rw' }] }, 'MOUNT_NOT_FOUND'],
  ['a compose file', { kind: 'compose', file: '/nowhere', service: 'api' }, 'COMPOSE_NOT_FOUND'],
])('%s that is not there is wrong usage', async (_, from, code) => {
  const { problem } = await started({ from });
  expect(problem).toMatchObject({ code, where: { file: '/nowhere' } });
  expect(openingExit([problem as Problem])).toBe(3);
});

describe.skipIf(!(await engineAnswers()))('with a Docker engine', () => {
  beforeAll(async () => { image = await backendImage(); }, 120_000);
  afterEach(async () => { expect(await left()).toEqual([]); });

  /** What was started for this folder and is still there: containers carry it as a variable. */
  async function left(): Promise<readonly string[]> {
    const all = (await docker('ps', '--all', '--quiet')).split('\n').filter(Boolean);
    const mine = await Promise.all(all.map((id) => docker('inspect', '--format', '{{json .Config.Env}}', id).catch(() => '')));
    return mine.filter((text) => text.includes(folder));
  }

  const judge = (words: readonly string[]): Promise<Ended> =>
    calico(['--image', image, '--port', '8080', '--env', `HOME=${folder}`, ...words], { folder, environment });

  test('an honest backend conforms, and its log is kept without secrets', async () => {
    const { code, stdout, stderr } = await judge([...small.slice(0, -1), '--env', `GREETING=${tokens.owner}`, '--wait', 'log:Ctrl-C']);
    expect(stderr).toBe('');
    expect(stdout).toMatch(/^CONFORMANT /m);
    expect(stdout).toMatch(/a container of\s+calico-conformance-backend:[0-9a-f]+ \(sha256:/);
    expect(code).toBe(0);
    const log = await report('container.log');
    expect(log).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z redacted-[0-9a-f]{8}, this is a backend$/m);
    expect(log).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z GET \/enterprise\/v2\/providers HTTP\/1\.1$/m);
    expect(log).not.toContain(tokens.owner);
  }, 60_000);

  test('a lie is found, and what the container logged at that time stands beside it', async () => {
    await writeFile(join(folder, 'calico-conformance.yaml'), [
      `description: ${description}`, 'tokenEnv: TOKEN', 'container:', `  image: ${image}`, '  port: 8080', '  wait: http:/health', '  startTimeout: 20s', `  env: { HOME: ${folder}, FAULT: called-html }`, '',
    ].join('\n'));
    const { code } = await calico(['--quiet', '--wait', 'port'], { folder, environment });
    expect(code).toBe(1);
    expect(await report('summary.md')).toMatch(/The container logged at that time:\n\n- `\d{4}-\d\d-\d\dT[\d:.]+Z GET \/enterprise\/v2\/providers HTTP\/1\.1`/);
    expect(await report('junit.xml')).toMatch(/Logged by the container at that time:\n\d{4}-\d\d-\d\dT[\d:.]+Z GET /);
    expect(await report('report.html')).toMatch(/"log":"\d{4}-\d\d-\d\dT[\d:.]+Z GET /);
  }, 60_000);

  test('one that dies in the middle ends the run as a target that went away, with its last words', async () => {
    const { code, stdout } = await judge([...small, '--env', 'DIE_AFTER=4', '--concurrency', '1']);
    expect(stdout.replaceAll(/\s+/g, ' ')).toMatch(/CONTAINER_ENDED: The container ended during the run, with exit code 7\. Its last words: .*Out of luck\./);
    expect(stdout).toMatch(/^ERROR /m);
    expect(code).toBe(4);
    expect(await report('junit.xml')).toMatch(/<\/testsuites>\n$/);
  }, 60_000);

  /** Sends a signal as soon as the container has answered a request of the run. */
  async function interrupted(signal: NodeJS.Signals): Promise<{ readonly code: number | null; readonly stderr: string }> {
    const child = spawn(process.execPath, [bin, '--image', image, '--port', '8080', '--env', `HOME=${folder}`, ...small, '--rate', '2'], { cwd: folder, env: { ...process.env, ...environment }, stdio: ['ignore', 'ignore', 'pipe'] });
    let stderr = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => { stderr += text; });
    const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
    while (!(await report('container.log').catch(() => '')).includes('/v2/providers')) await wait(50);
    child.kill(signal);
    return { code: await ended, stderr };
  }

  test('SIGINT in the middle: the reports are finished, and it is removed', async () => {
    const { code, stderr } = await interrupted('SIGINT');
    expect(stderr).toContain('Interrupted: finishing the reports.');
    expect(code).toBe(4);
    expect(await report('summary.md')).toContain('# API conformance: ERROR');
  }, 60_000);

  test('SIGKILL in the middle: nobody finishes anything, and yet it is removed', async () => {
    expect((await interrupted('SIGKILL')).code).toBeNull();
    for (let waited = 0; waited < 100 && (await left()).length > 0; waited++) await wait(100);
  }, 60_000);

  test.each<[string, Parameters<typeof started>, RegExp]>([
    ['never gets ready', [{ startTimeoutMs: 5_000 }, { MODE: 'silent' }], /^CONTAINER_NOT_READY: The container was not ready within 5 s: nothing spoke HTTP at its port 8080\. Its last words: still warming up/],
    ['never logs what is waited for', [{ ready: { kind: 'log', pattern: 'never' } }, { MODE: 'silent' }], /^CONTAINER_NOT_READY: .*no line of its log matched never/],
    ['answers, but not with success', [{ startTimeoutMs: 5_000, ready: { kind: 'http', path: '/health' } }], /^CONTAINER_NOT_READY: .*\/health was not answered with success at its port 8080\. Its last words: .*GET \/health/],
    ['listens elsewhere', [{ port: 9090 }], /^CONTAINER_NOT_READY: .*nothing spoke HTTP at its port 9090/],
    ['ends at once', [{ startTimeoutMs: 20_000 }, { MODE: 'broken' }], /^CONTAINER_ENDED: The container ended before it was ready, with exit code 3\. Its last words: (?=.*hello, this is a backend)(?=.*There is no database\.)[^|]+ \| [^|]+$/],
    ['joins a network that is not there', [{ from: { kind: 'image', image: '', mounts: [], network: 'nowhere' } }], /^CONTAINER_NOT_STARTED: .*network nowhere not found/],
    ['is of an image that nobody has', [{ from: { kind: 'image', image: '127.0.0.1:9/nobody/has:it', mounts: [] } }], /^IMAGE_NOT_FOUND: The image 127\.0\.0\.1:9\/nobody\/has:it is not here and cannot be pulled/],
    ['is interrupted', [{}, { MODE: 'silent' }, AbortSignal.timeout(1)], /^INTERRUPTED/],
  ])('one that %s is said so, and removed', async (_, [rest, environment, signal], wanted) => {
    const { from } = rest;
    const { problem } = await started({ ...rest, ...(from?.kind === 'image' && from.image === '' && { from: { ...from, image } }) }, environment, signal);
    expect(`${problem?.code}: ${problem?.what}`).toMatch(wanted);
  }, 60_000);

  test('a file of ours is in the container, and cannot be changed', async () => {
    const program = join(folder, 'backend.mjs');
    await writeFile(program, "import { writeFile } from 'node:fs/promises'; await writeFile('/app/backend.mjs', '').catch(({ code }) => console.log(code)); (await import('node:http')).createServer((_, r) => r.end()).listen(8080);\n");
    const { problem, log } = await started({ startTimeoutMs: 20_000, from: { kind: 'image', image, mounts: [{ source: program, target: '/app/backend.mjs', mode: 'ro' }] } });
    expect({ problem, log }).toEqual({ log: ['EROFS'] });
  }, 60_000);

  describe('and a compose file', async () => {
    const program = await composeProgram();
    if (program === undefined) leftOut('Compose files, because neither docker compose nor docker-compose is installed');
    test.skipIf(program === undefined)('a port that is not published is said so', async () => {
      const file = join(folder, 'compose.yaml');
      await writeFile(file, ["version: '3'", 'services:', '  api:', `    image: ${image}`, '    environment: { HOME: "${MARK}" }', '    ports: ["8080"]', ''].join('\n'));
      const { problem } = await started({ from: { kind: 'compose', file, service: 'api' }, port: 9090, environment: { MARK: folder } });
      expect(problem).toMatchObject({ code: 'PORT_NOT_PUBLISHED', what: 'The service api does not publish its port 9090.' });
    }, 60_000);

    test.skipIf(program === undefined)('a backend that keeps everything in PostgreSQL conforms, and its database goes with it', async ({ skip }) => {
      const database = await databaseImage();
      if (database === undefined) return skip();
      const here = (name: string): string => join(root, 'test', 'container', name);
      const file = join(folder, 'compose.yaml');
      await writeFile(file, [
        "version: '3'", 'services:', '  database:', `    image: ${database}`, `    environment: { HOME: ${folder} }`, '  api:', `    image: ${image}`, '    depends_on: [database]', '    entrypoint: [node, /srv/notes.mjs]',
        `    environment: { HOME: ${folder}, DATABASE_URL: "postgres://postgres@database/postgres" }`, '    ports: ["8080"]',
        `    volumes: ["${here('notes.mjs')}:/srv/notes.mjs:ro", "${join(root, 'node_modules')}:/srv/node_modules:ro"]`, '',
      ].join('\n'));
      const { code, stdout } = await calico(['--compose', file, '--service', 'api', '--port', '8080', '--description', here('notes.openapi.yaml'), '--profile', 'full', '--allow', 'destructive', '--wait', 'log:database is there'], { folder, environment });
      expect(stdout).toMatch(/^CONFORMANT /m);
      expect(code).toBe(0);
      expect(await report('run.ndjson')).toContain('"id":"success-documented@removeNote#/responses/2XX","outcome":{"kind":"pass"}');
    }, 90_000);
  });
});
