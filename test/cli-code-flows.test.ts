import { createHash } from 'node:crypto';
import { cp, readFile, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { codeRefused } from '../certify/code-refused.ts';
import { compileCodeFlow } from '../engine/code-flow/compile-code-flow.ts';
import { rejudge } from '../engine/rejudge.ts';
import type { CodeFile } from '../model/flow.ts';
import type { RunEvent } from '../model/run-event.ts';
import { readDescription } from '../spec/read-description.ts';
import { compileSchemas } from '../spec/schemas.ts';
import { calico, freshFolder, golden, root } from './calico.ts';
import usersInCode from './code-flows/user.flow.ts';

let folder = '';
let remove: () => Promise<void>;
beforeEach(async () => {
  ({ folder, remove } = await freshFolder());
  await cp(join(root, 'test', 'code-flows'), folder, { recursive: true });
});
afterEach(() => remove());

const target = { url: '', seen: [] as string[] };
let server: Server;
beforeAll(async () => {
  server = createServer((request, response) => {
    target.seen.push(`${request.method} ${request.url}`);
    const id = /^\/users\/(\w+)/.exec(request.url ?? '')?.[1];
    const user = { user_id: id ?? 'u1', status: 'active' };
    response.statusCode = request.headers.authorization === undefined ? 401 : 200;
    response.setHeader('content-type', 'application/json').end(JSON.stringify({ data: id === undefined ? [user] : user }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  target.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
beforeEach(() => { target.seen.length = 0; });
afterAll(() => new Promise((resolve) => { server.close(resolve); server.closeAllConnections(); }));

/** A run of one flow against the target. */
function run(file: string, flow: string, watch?: (said: string, kill: (signal: NodeJS.Signals) => void) => void) {
  const words = ['--base-url', target.url, '--token-env', 'TOKEN', '--description', 'users.yaml', '--flows', file, '--include', `rule:${flow}`, '--quiet'];
  return calico(words, { folder, environment: { TOKEN: 'a-token' }, ...(watch && { watch }) });
}

async function events(): Promise<readonly RunEvent[]> {
  const text = await readFile(join(folder, 'conformance-report', 'run.ndjson'), 'utf8');
  return text.trimEnd().split('\n').map((line) => JSON.parse(line) as RunEvent);
}

function outcomes(all: readonly RunEvent[], flow: string): Readonly<Record<string, string>> {
  return Object.fromEntries(all.flatMap((event) => (event.event === 'judged' && event.id.startsWith(`${flow}@`) ? [[event.id, event.outcome.kind]] : [])));
}

describe('a flow in TypeScript', () => {
  test('is run like a built-in one, is named in the record with all of its files, and is judged again with the same code only', async () => {
    const ended = await run('user.flow.ts', 'users-in-code');
    expect([ended.code, ended.stderr]).toEqual([2, '']);
    const all = await events();
    const ids = { list: 'users-in-code@listUsers#/steps/list', read: 'users-in-code@getUser#/steps/read', nobody: 'users-in-code@getUser#/steps/nobody', settled: 'users-in-code@getUser#/steps/settled' };
    expect(outcomes(all, 'users-in-code')).toEqual({ [ids.list]: 'pass', [ids.read]: 'pass', [ids.nobody]: 'pass', [ids.settled]: 'pass' });
    expect(all.find((event) => event.event === 'judged' && event.id === ids.settled)).toMatchObject({ branches: ['active'], binding: false });

    const digest = async (file: string): Promise<string> => createHash('sha256').update(await readFile(join(folder, file))).digest('hex');
    const started = all.find((event) => event.event === 'run-started');
    const files = [{ file: 'user.flow.ts', sha256: await digest('user.flow.ts') }, { file: 'parts/ids.ts', sha256: await digest('parts/ids.ts') }];
    expect(started?.code).toEqual([{ flow: 'users-in-code', files }]);
    expect(codeRefused(started ?? {})).toMatchObject({ code: 'CONFIGURATION_CODE', where: { file: 'user.flow.ts' } });
    expect(codeRefused({})).toBeUndefined();

    const read = await readDescription(join(folder, 'users.yaml'));
    if (!read.ok) throw new Error(read.problems[0].what);
    const description = read.value;
    const again = async (code: readonly CodeFile[] | undefined) => {
      const own = code ? [compileCodeFlow(usersInCode, code, description)] : [];
      const decisions = await rejudge({ events: all, description, rules: [], flows: own, schemas: compileSchemas(description, { direction: 'response' }) });
      return Object.values(ids).map((id) => decisions.get(id)?.outcome);
    };
    expect(await again(files)).toEqual(Object.values(ids).map(() => ({ kind: 'pass' })));
    const changed = files.map(({ file }) => ({ file, sha256: '0'.repeat(64) }));
    for (const code of [undefined, changed]) expect(await again(code)).toEqual(Object.values(ids).map(() => ({ kind: 'blocked', because: expect.stringContaining(`user.flow.ts (sha256 ${files[0]?.sha256})`) })));
  });

  test.each(['lint', 'list', 'graph'])('flows %s looks at it', async (action) => {
    const words = ['flows', action, 'user.flow.ts', ...(action === 'lint' ? ['--description', 'users.yaml'] : [])];
    const ended = await calico(words, { folder });
    await expect(golden(words, ended, folder)).toMatchFileSnapshot(`goldens/flows-${action}-code.txt`);
    expect(ended.code).toBe(0);
  });
});

test('flows types writes what the example stands on: both are checked by the compiler, with what it must not let pass', async () => {
  const ended = await calico(['flows', 'types'], { folder });
  expect([ended.code, ended.stderr]).toEqual([0, '']);
  await expect(ended.stdout).toMatchFileSnapshot('../examples/calico-operations.ts');
});

const head = "import { defineFlow } from 'calico-conformance/flows';\n";
const definition = (text: string): string => `${head}export default defineFlow({\n  id: 'mine',\n  title: 'Mine',\n${text}\n});\n`;
const broken: Readonly<Record<string, string>> = {
  'syntax.flow.ts': `${head}const wrong: = 1;\n`,
  'declared-twice.flow.ts': `${head}interface Wide {\n  readonly a: 1;\n}\nconst one = 1; const one = 2;\n`,
  'in-an-import.flow.ts': `${head}import { one } from './parts/broken.ts';\nexport default one;\n`,
  'import-gone.flow.ts': `${head}import { one } from './parts/gone.ts';\nexport default one;\n`,
  'export-gone.flow.ts': `${head}import { gone } from './parts/ids.ts';\nexport default gone;\n`,
  'package-gone.flow.ts': `${head}import gone from 'a-package-that-is-not-there';\nexport default gone;\n`,
  'throws.flow.ts': `${head}\nthrow new TypeError('not today');\n`,
  'no-default.flow.ts': `${head}export const flow = 1;\n`,
  'no-flow.flow.ts': `${head}export default { id: 'mine', title: 'Mine', steps: [], run: async () => undefined };\n`,
  'no-sense.flow.ts': definition("  permission: 'all',\n  steps: [{ id: 'a', operation: 'getUser', statement: 'It holds.', after: ['b'] }, { id: 'a' }],"),
  'unknown-operation.flow.ts': definition("  steps: [{ id: 'a', operation: 'getUsr', statement: 'It holds.' }],\n  async run() {},"),
  'gone.flow.ts': '',
};

describe('what is wrong with a module is said with its line, and nothing is sent', () => {
  beforeEach(async () => {
    await writeFile(join(folder, 'parts', 'broken.ts'), 'export const one = 1;\n\nexport const two = {;\n');
    for (const [name, text] of Object.entries(broken)) if (text !== '') await writeFile(join(folder, name), text);
  });

  test('by lint', async () => {
    const words = ['flows', 'lint', ...Object.keys(broken)];
    const ended = await calico(words, { folder });
    await expect(golden(words, ended, folder)).toMatchFileSnapshot('goldens/flows-lint-broken-code.txt');
    expect(ended).toMatchObject({ code: 3, stdout: '' });
  });

  test('by a run', async () => {
    const ended = await calico(['--base-url', target.url, ...Object.keys(broken).flatMap((name) => ['--flows', name])], { folder });
    expect(ended).toMatchObject({ code: 3, stdout: '' });
    expect(ended.stderr.match(/^problem FLOW_CODE_/gm)?.length).toBeGreaterThanOrEqual(Object.keys(broken).length);
    expect(target.seen).toEqual([]);
  });
});

describe('code that misbehaves', () => {
  async function misbehave(steps: readonly string[], body: string, watch?: Parameters<typeof run>[2]) {
    await writeFile(join(folder, 'mine.flow.ts'), definition(`  steps: [${steps.map((id) => `{ id: '${id}', operation: 'getUser', after: [], statement: 'It holds.' }`).join(', ')}],\n  async run({ api, call, cleanup, step, block }) {\n${body}\n  },`));
    return run('mine.flow.ts', 'mine', watch);
  }

  test('sends no more than it says, calls nothing that is not described, and is told apart from the target; cleaning up comes last', async () => {
    await misbehave(['destroys', 'slips', 'imports-late', 'lacks', 'fails', 'holds', 'cleanup'], `
      await step('destroys', () => api.delete('/users/1').expect(200));
      await step('slips', () => call('getUser', { path: { user_id: '1' }, query: { limit: 1 } }).expect(200));
      await step('imports-late', async () => { await import('./parts/ids.ts'); });
      await step('lacks', () => block('There is no user.'));
      await step('fails', () => call('getUser', { path: { user_id: '2' } }).expect(404));
      await step('holds', async () => { cleanup(() => api.get('/users/4').expect(200)); await call('getUser', { path: { user_id: '3' } }).expect(200); });
      setInterval(() => undefined, 1000);`);
    const all = await events();
    expect(outcomes(all, 'mine')).toEqual(Object.fromEntries([['destroys', 'error'], ['slips', 'error'], ['imports-late', 'error'], ['lacks', 'blocked'], ['fails', 'fail'], ['holds', 'pass'], ['cleanup', 'pass']].map(([id, kind]) => [`mine@getUser#/steps/${id}`, kind])));
    const flows = all.flatMap((event) => (event.event === 'exchange' && event.exchange.step ? [`${event.exchange.request.method} ${new URL(event.exchange.request.url).pathname}`] : []));
    expect(flows).toEqual(['GET /users/2', 'GET /users/3', 'GET /users/4']);
    expect(target.seen.some((line) => line.startsWith('DELETE'))).toBe(false);
  });

  test.each([
    ['ends the process', 'process.exit(0);', 'FLOW_CODE_EXITED'],
    ['throws where nobody waits', "setTimeout(() => { throw new Error('late'); }, 0); await new Promise(() => undefined);", 'FLOW_CODE_BROKEN'],
  ])('%s: the run is an error, and never green', async (_, body, problem) => {
    const ended = await misbehave(['a'], body);
    expect(ended).toMatchObject({ code: 4, stderr: expect.stringContaining(problem) });
  });

  test('waits for what never comes: an interrupt ends the run all the same', async () => {
    let interrupted = false;
    const ended = await misbehave(['a'], "await step('a', () => { console.log('waiting'); return new Promise(() => undefined); });", (said, kill) => {
      if (interrupted || !said.includes('waiting')) return;
      interrupted = true;
      kill('SIGINT');
    });
    expect(ended.code).toBe(4);
    expect(outcomes(await events(), 'mine')).toEqual({ 'mine@getUser#/steps/a': 'not-run' });
  });
});
