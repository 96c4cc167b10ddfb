import { cp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { compileWorkflows } from '../engine/arazzo/compile-workflows.ts';
import { rejudge } from '../engine/rejudge.ts';
import type { RunEvent } from '../model/run-event.ts';
import { readArazzoSet } from '../spec/arazzo/read-set.ts';
import { compileSchemas } from '../spec/schemas.ts';
import { calicoFlows } from '../suites/calico/flows.ts';
import { rules } from '../suites/rules.ts';
import { allFlows } from './all-flows.ts';
import { calico, freshFolder, golden, root } from './calico.ts';
import { contract } from './judge.ts';
import { startServe, type Served } from './served.ts';

let honest: Served;
let liar: Served;
beforeAll(async () => { [honest, liar] = await Promise.all([startServe('.'), startServe('.', ['--fault', 'balance-as-number'])]); });
afterAll(async () => { await Promise.all([honest, liar].map((served) => served.stop())); });

let folder = '';
let remove: () => Promise<void>;
beforeEach(async () => {
  ({ folder, remove } = await freshFolder());
  await cp(join(root, 'test', 'flows'), folder, { recursive: true });
});
afterEach(() => remove());

const contractFile = join(root, 'spec', 'calico-enterprise', 'openapi.yaml');

async function events(): Promise<readonly RunEvent[]> {
  const text = await readFile(join(folder, 'conformance-report', 'run.ndjson'), 'utf8');
  return text.trimEnd().split('\n').map((line) => JSON.parse(line) as RunEvent);
}

const builtIn = [...calicoFlows, ...rules].map(({ id }) => `${id}@`);

/** Outcomes of the steps of flows that are not built in, by requirement. */
async function steps(): Promise<Readonly<Record<string, string>>> {
  return Object.fromEntries((await events()).flatMap((event) =>
    event.event === 'judged' && event.id.includes('#/steps/') && !builtIn.some((start) => event.id.startsWith(start)) ? [[event.id, event.outcome.kind]] : []));
}

function run(served: Served, file: string, ...words: readonly string[]) {
  return calico(['--base-url', served.url, '--token-env', 'TOKEN', '--flows', file, ...words], { folder, environment: { TOKEN: served.token } });
}

describe('--flows runs a document of one\'s own against the target', () => {
  test('each step is a requirement with an outcome of its own, and its answers are held to the contract', async () => {
    const ended = await run(honest, 'users.arazzo.yaml');
    expect(ended.code).toBe(0);
    expect(await steps()).toEqual({
      'user-of-the-list@listUsers#/steps/list': 'pass', 'user-of-the-list@getUser#/steps/read': 'pass', 'assets-of-the-user@listUserAssets#/steps/assets': 'pass',
    });
    const junit = await readFile(join(folder, 'conformance-report', 'junit.xml'), 'utf8');
    expect(junit).toContain('steps/read');
    const sent = (await events()).flatMap((event) => (event.event === 'exchange' && event.exchange.step?.flow === 'assets-of-the-user' ? [event.exchange] : []));
    expect(sent).toHaveLength(1);
    expect(sent[0]?.operationId).toBe('listUserAssets');
    expect(JSON.stringify(sent)).not.toContain(honest.token);
  });

  test('answers that only a flow has seen break the contract like any other', async () => {
    await writeFile(join(folder, 'balance.arazzo.yaml'), 'arazzo: 1.0.1\ninfo: { title: B, version: "1" }\nsourceDescriptions: [{ name: c, url: ./c.yaml, type: openapi }]\nworkflows:\n  - workflowId: balance\n    steps: [{ stepId: total, operationId: getTotalBalance, successCriteria: [{ condition: $statusCode == 200 }] }]\n');
    expect((await run(liar, 'balance.arazzo.yaml', '--include', 'rule:body-schema', '--include', 'rule:balance')).code).toBe(1);
    const all = await events();
    const own = all.flatMap((event) => (event.event === 'exchange' && event.exchange.step?.flow === 'balance' ? [event.exchange.id] : []));
    const broken = all.find((event) => event.event === 'judged' && event.outcome.kind === 'fail');
    expect(own).toHaveLength(1);
    expect(broken).toMatchObject({ id: expect.stringMatching(/^body-schema@getTotalBalance/), evidence: expect.arrayContaining(own) });
    expect(await steps()).toEqual({ 'balance@getTotalBalance#/steps/total': 'pass' });
  });

  test('what destroys needs the permission, and a value that was handed out for it', async () => {
    const refused = await run(honest, 'lose-a-user.arazzo.yaml');
    expect(refused.code).toBe(2);
    expect(refused.stdout).toContain('--allow destructive');
    expect(await steps()).toEqual({ 'lose-a-user@deactivateUser#/steps/deactivate': 'not-run', 'lose-a-user@getUser#/steps/gone': 'not-run' });
    expect((await events()).some((event) => event.event === 'exchange' && event.exchange.request.method === 'DELETE')).toBe(false);
    const empty = await run(honest, 'lose-a-user.arazzo.yaml', '--allow', 'destructive');
    expect(empty.code).toBe(2);
    expect(await steps()).toMatchObject({ 'lose-a-user@deactivateUser#/steps/deactivate': 'blocked' });
    const done = await run(honest, 'lose-a-user.arazzo.yaml', '--allow', 'destructive', '--disposable', `user_id=${honest.disposable[0] ?? ''}`);
    expect(done.code).toBe(0);
    expect(await steps()).toEqual({ 'lose-a-user@deactivateUser#/steps/deactivate': 'pass', 'lose-a-user@getUser#/steps/gone': 'pass' });
  });

  test('a step that fails is a finding that says what came, and blocks those after it', async () => {
    const text = await readFile(join(folder, 'users.arazzo.yaml'), 'utf8');
    await writeFile(join(folder, 'failing.arazzo.yaml'), text.replace('$statusCode == 200 }]', '$statusCode == 201 }]'));
    const words = ['--quiet', '--include', 'rule:user-of-the-list', '--include', 'rule:assets-of-the-user'];
    const ended = await run(honest, 'failing.arazzo.yaml', ...words);
    expect(ended.code).toBe(1);
    expect(ended.stdout.replaceAll(/\s+/g, ' ')).toContain('Received {"$statusCode":200} to GET /enterprise/v2/users; documented: $statusCode == 201.');
    expect(await steps()).toEqual({
      'user-of-the-list@listUsers#/steps/list': 'fail', 'user-of-the-list@getUser#/steps/read': 'blocked', 'assets-of-the-user@listUserAssets#/steps/assets': 'blocked',
    });
  });

  test('the record alone gives the same outcomes', async () => {
    await run(honest, 'users.arazzo.yaml', '--flows', 'lose-a-user.arazzo.yaml', '--allow', 'destructive', '--disposable', `user_id=${honest.disposable[1] ?? ''}`);
    const description = await contract();
    const own = await Promise.all(['users', 'lose-a-user'].map(async (name) => {
      const set = await readArazzoSet(join(folder, `${name}.arazzo.yaml`));
      const compiled = set.ok ? compileWorkflows(set.value, description) : set;
      if (!compiled.ok) throw new Error(compiled.problems[0].what);
      return compiled.value;
    }));
    const recorded = await events();
    const again = await rejudge({ events: recorded, description, rules, flows: [...allFlows(description), ...own.flat()], schemas: compileSchemas(description, { direction: 'response' }) });
    const judged = recorded.flatMap((event) => (event.event === 'judged' ? [[event.id, event.outcome] as const] : []));
    expect(judged.filter(([id]) => id.includes('#/steps/')).length).toBeGreaterThan(4);
    expect([...again].map(([id, { outcome }]) => [id, outcome]).sort()).toEqual([...judged].sort());
  });

  test('the configuration names documents too, from where it stands', async () => {
    await writeFile(join(folder, 'calico-conformance.yaml'), `baseUrl: ${honest.url}\ntokenEnv: TOKEN\nflows: [users.arazzo.yaml]\n`);
    const { stdout } = await calico(['plan'], { folder, environment: { TOKEN: honest.token } });
    expect(stdout).toMatch(/^Flows: .*\buser-of-the-list, assets-of-the-user, /m);
  });

  test('the digest of a plan changes with the document', async () => {
    const plan = async (): Promise<string | undefined> => /Plan ([0-9a-f]+)/.exec((await calico(['plan', '--flows', 'users.arazzo.yaml'], { folder })).stdout)?.[1];
    const before = await plan();
    expect(await plan()).toBe(before);
    await writeFile(join(folder, 'users.arazzo.yaml'), (await readFile(join(folder, 'users.arazzo.yaml'), 'utf8')).replace('$statusCode == 200', '$statusCode == 201'));
    expect(await plan()).not.toBe(before);
    expect(before).toMatch(/^[0-9a-f]{12}$/);
  });

  test('a document that is wrong stops the run before anything is sent', async () => {
    for (const file of ['wrong.arazzo.yaml', 'unknown-operation.arazzo.yaml', 'gone.arazzo.yaml']) {
      const ended = await run(honest, file);
      expect(ended.code).toBe(3);
      expect(ended.stderr).toMatch(/^problem ARAZZO_/);
    }
    const twice = await calico(['plan', '--flows', 'users.arazzo.yaml', '--flows', 'copy.arazzo.yaml'], { folder: await copied() });
    expect(twice).toMatchObject({ code: 3, stderr: expect.stringContaining('ARAZZO_NAME_TAKEN') });
  });
});

async function copied(): Promise<string> {
  await cp(join(folder, 'users.arazzo.yaml'), join(folder, 'copy.arazzo.yaml'));
  return folder;
}

describe('flows', () => {
  test.each([
    ['lint', 'users.arazzo.yaml', 0], ['lint', 'wrong.arazzo.yaml', 3], ['lint', 'unknown-operation.arazzo.yaml', 3],
    ['list', 'users.arazzo.yaml', 0], ['graph', 'users.arazzo.yaml', 0],
  ] as const)('%s %s', async (action, file, code) => {
    const words = ['flows', action, file, ...(action === 'lint' ? ['--description', contractFile] : [])];
    const ended = await calico(words, { folder });
    await expect(golden(words, ended, folder).replaceAll(root, 'ROOT/')).toMatchFileSnapshot(`goldens/flows-${action}-${file.split('.')[0] ?? ''}.txt`);
    expect(ended.code).toBe(code);
  });

  test('several documents are checked at once, sound ones and others', async () => {
    const { code, stdout, stderr } = await calico(['flows', 'lint', 'users.arazzo.yaml', 'wrong.arazzo.yaml', '--description', contractFile], { folder });
    expect([code, stdout]).toEqual([3, 'users.arazzo.yaml: sound, 2 workflows\n']);
    expect(stderr).toContain('wrong.arazzo.yaml:9:');
  });

  test('without a file the built-in flows are listed', async () => {
    const { code, stdout } = await calico(['flows'], { folder });
    expect(code).toBe(0);
    for (const { id, steps: each } of calicoFlows) for (const text of [id, ...each.map((step) => step.statement)]) expect(stdout).toContain(text);
    const lines = (await calico(['flows', 'list', '--json'], { folder })).stdout.trimEnd().split('\n').map((line) => JSON.parse(line) as { id: string });
    expect(lines.map(({ id }) => id)).toEqual(calicoFlows.map(({ id }) => id));
  });

  test.each([[['draw'], 'UNKNOWN_COMMAND'], [['lint'], 'USAGE'], [['graph'], 'USAGE'], [['graph', 'a', 'b'], 'USAGE'], [['list', 'gone.yaml'], 'ARAZZO_NOT_FOUND']])('%j is told what is wrong', async (words, problem) => {
    expect(await calico(['flows', ...words], { folder })).toMatchObject({ code: 3, stderr: expect.stringContaining(problem) });
  });
});
