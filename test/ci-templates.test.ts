import { execFile } from 'node:child_process';
import { cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';
import { tokens } from '../reference/tokens.ts';
import { bin, root } from './calico.ts';
import { backendImage, docker, engineAnswers } from './container/image.ts';
import { partnerHome, type PartnerHome } from './partner-home.ts';
import { shell } from './shell.ts';

const engine = await engineAnswers();
let home: PartnerHome;
beforeAll(async () => {
  home = await partnerHome();
  await writeFile(join(home.folder, 'calico-conformance.yaml'), 'description: openapi.yaml\n');
});
afterAll(() => home.close());

/** Whoever merges sends nothing, and has no token. */
const withoutToken = {};

const template = (name: string): Promise<string> => readFile(join(root, 'examples', name), 'utf8');

/** Runs what a template says, with the package that stands here and the backend that is served here. */
async function run(script: string, environment: Readonly<Record<string, string>> = { CALICO_TOKEN: tokens.owner }): Promise<{ readonly code: number | null; readonly said: string }> {
  const here = script
    .replaceAll(/npx (--yes )?("calico-conformance@\$VERSION"|calico-conformance)/g, 'npx calico-conformance')
    .replaceAll(/node \/opt\/\S+\/calico-conformance\.mjs/g, `node ${bin}`)
    .replaceAll('https://sandbox.partner.example', home.url).replaceAll('/reports', home.folder);
  await writeFile(join(home.folder, 'step.sh'), here);
  return shell('bash -e step.sh', home.folder, environment);
}

interface Step { readonly name?: string; readonly run?: string; readonly env?: Readonly<Record<string, string>>; readonly shell?: string }

/** Puts the values of inputs or of a matrix where a workflow names them. */
const filled = (text: string, values: Readonly<Record<string, string>>): string => text.replaceAll(/\$\{\{ ([\w.-]+) \}\}/g, (whole, name: string) => values[name] ?? whole);

test('the action judges, and shows what it found', async () => {
  const { inputs, runs } = parse(await template('github-action/action.yml')) as { readonly inputs: Readonly<Record<string, { readonly default?: string }>>; readonly runs: { readonly steps: readonly Step[] } };
  const given = { 'inputs.base-url': home.url, 'inputs.token': tokens.owner, 'inputs.arguments': '--concurrency 4 --quiet' };
  const values = { ...Object.fromEntries(Object.entries(inputs).map(([name, each]) => [`inputs.${name}`, each.default ?? ''])), ...given };
  for (const step of runs.steps) {
    expect(step.shell).toBe('bash');
    // Whatever an input says, it is no part of the script.
    expect(step.run).not.toContain('${{');
    const env = Object.fromEntries(Object.entries(step.env ?? {}).map(([name, text]) => [name, filled(text, values)]));
    const { code, said } = await run(step.run ?? '', { ...env, GITHUB_STEP_SUMMARY: join(home.folder, 'step-summary.md') });
    expect(said).not.toMatch(/problem [A-Z_]+:/);
    expect(code).toBe(0);
  }
  expect(await readFile(join(home.folder, 'step-summary.md'), 'utf8')).toContain('# API conformance: CONFORMANT');
});

test('a workflow of shards: each of them, and the whole', async () => {
  const { jobs } = parse(await template('github-actions-sharded.yml')) as { readonly jobs: { readonly shard: { readonly strategy: { readonly matrix: { readonly index: readonly number[] } }; readonly steps: readonly Step[] }; readonly conformance: { readonly steps: readonly Step[] } } };
  const judge = jobs.shard.steps.find((step) => step.run !== undefined)?.run ?? '';
  for (const index of jobs.shard.strategy.matrix.index) expect((await run(filled(judge, { 'matrix.index': String(index) }), { CALICO_TOKEN: tokens.owner, BASE_URL: home.url })).code).toBe(0);
  const { code, said } = await run(jobs.conformance.steps.find((step) => step.run !== undefined)?.run ?? '', withoutToken);
  expect(said).toMatch(/^CONFORMANT /m);
  expect(code).toBe(0);
});

test('GitLab: the gate, the shards of four runners, and the whole', async () => {
  const { conformance, shard, merged } = parse(await template('gitlab-ci.yml')) as Readonly<Record<'conformance' | 'shard' | 'merged', { readonly script: readonly string[]; readonly parallel?: number }>>;
  expect((await run(conformance.script.join('\n').replace('http://backend:8080', home.url))).code).toBe(0);
  for (let index = 1; index <= (shard.parallel ?? 0); index++) expect((await run(shard.script.join('\n'), { CALICO_TOKEN: tokens.owner, CI_NODE_INDEX: String(index), CI_NODE_TOTAL: String(shard.parallel) })).code).toBe(0);
  expect((await run(merged.script.join('\n'), withoutToken)).said).toMatch(/^CONFORMANT /m);
});

test('Jenkins: what its step types', async () => {
  const [, line = ''] = /sh '([^']+)'/.exec(await template('Jenkinsfile')) ?? [];
  expect(await run(line)).toMatchObject({ code: 0 });
});

test('Kubernetes: the command of every index, and the one that puts them together', async () => {
  interface Job { readonly spec: { readonly completions?: number; readonly template: { readonly spec: { readonly containers: readonly [{ readonly args: readonly [string]; readonly env?: readonly { readonly name: string; readonly value?: string }[] }] } } } }
  const [shards, whole] = parseAllDocuments(await template('kubernetes-job.yaml')).map((document) => document.toJS() as Job);
  const own = shards?.spec.template.spec.containers[0];
  expect(own?.env?.map(({ name }) => name)).toEqual(['BASE_URL', 'CALICO_TOKEN']);
  for (let index = 0; index < (shards?.spec.completions ?? 0); index++) {
    expect((await run(own?.args[0] ?? '', { CALICO_TOKEN: tokens.owner, BASE_URL: home.url, JOB_COMPLETION_INDEX: String(index) })).code).toBe(0);
  }
  // Where nothing can be judged, the pod fails, and is started again.
  expect((await run(own?.args[0] ?? '', { CALICO_TOKEN: tokens.owner, BASE_URL: 'http://127.0.0.1:9', JOB_COMPLETION_INDEX: '0' })).code).not.toBe(0);
  expect((await run(own?.args[0] ?? '', { CALICO_TOKEN: tokens.owner, BASE_URL: home.url, JOB_COMPLETION_INDEX: '0' })).code).toBe(0);
  const { code, said } = await run(whole?.spec.template.spec.containers[0].args[0] ?? '', withoutToken);
  expect(said).toMatch(/^CONFORMANT /m);
  expect(code).toBe(0);
});

/** What `npm install` of this package puts into a folder, from what is installed here. */
async function install(folder: string): Promise<void> {
  const { stdout } = await promisify(execFile)('npm', ['ls', '--omit=dev', '--omit=peer', '--all', '--parseable'], { cwd: root });
  const modules = join(root, 'node_modules');
  for (const path of stdout.split('\n')) if (path.startsWith(modules)) await cp(path, join(folder, 'node_modules', relative(modules, path)), { recursive: true });
  const { files } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as { readonly files: readonly string[] };
  for (const file of ['package.json', ...files.filter((each) => /^[\w/-]+(\.\w+)*$/.test(each))]) await cp(join(root, file), join(folder, 'node_modules', 'calico-conformance', file), { recursive: true });
}

test.runIf(engine)('the image: built, and run as it says', async () => {
  const text = await template('Dockerfile');
  const [make = '', build = '', use = ''] = [...text.matchAll(/^# {3}(.+)$/gm)].map(([, line = '']) => line);
  const folder = join(home.folder, 'image');
  await mkdir(folder);
  await writeFile(join(folder, 'Dockerfile'), text);
  await install(folder);
  const tag = 'calico-conformance';
  // Nothing can be pulled here: the base has Node, and nothing else.
  const script = [make.replace('npm install calico-conformance && ', ''), build.replace('docker build ', `docker build --build-arg NODE=${await backendImage()} `), `cp ../openapi.yaml ../calico-conformance.yaml reports/`, use.replace('docker run ', 'docker run --network host ').replace('https://sandbox.partner.example', home.url)];
  try {
    const { code, said } = await shell(script.join(' && '), folder, { API_TOKEN: tokens.owner, DOCKER_BUILDKIT: '0' });
    expect(said).toMatch(/^CONFORMANT /m);
    expect(code).toBe(0);
    expect(await readFile(join(folder, 'reports', 'conformance-report', 'summary.md'), 'utf8')).toContain('# API conformance: CONFORMANT');
  } finally {
    await docker('rmi', tag);
  }
}, 120_000);
