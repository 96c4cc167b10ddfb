// pack-smoke.mjs [VERSION…]: packs the package, installs it in an empty folder, and uses it as a stranger would, on each Node.
import { spawn, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { richDescription } from '../bench/rich-description.mjs';
import { root, setup } from './setup.mjs';
import { nodeOf } from './with-node.mjs';

const mostMegabytes = 25;
const mostPackages = 60;
const brokenDescription = `openapi: 3.1.0
info: { title: Twice, version: '1' }
paths:
  /a: { get: { operationId: same, responses: { '200': { description: ok } } } }
  /b: { get: { operationId: same, responses: { '200': { description: ok } } } }
`;

const flowInTypeScript = `import { defineFlow } from './calico-operations.js';
import { status } from './status.ts';
enum Least { Users = 1 }
export default defineFlow({
  id: 'mine',
  title: 'Users can be counted',
  steps: [{ id: 'counted', operation: 'countUsers', statement: 'There is at least one.' }],
  async run({ call, step }) {
    await step('counted', async () => {
      const { body } = await call('countUsers').expect(200);
      if (status !== 200 || body.data.total < (Least.Users as number)) throw new Error('none');
    });
  },
});
`;

setup();
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const folder = mkdtempSync(join(tmpdir(), 'calico-conformance-pack-'));
let failures = 0;
/** Digests of plans on the first Node that made them, by their description. */
const digests = new Map();
try {
  const home = join(folder, 'stranger');
  install(home);
  measure(home);
  const versions = process.argv.slice(2);
  for (const each of versions.length > 0 ? versions : [process.versions.node.split('.')[0]]) await tryOn(each, home);
  compile(home);
  // Version 4 is the one that the tests of the adapter run on; 5 wants Node 22.12.
  if (versions.includes('22')) for (const each of ['3', '5']) asTests(each, '22', home);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
process.exitCode = failures === 0 ? 0 : 1;

function install(home) {
  const tarball = must('npm', ['pack', '--silent', '--pack-destination', folder], root).trim().split('\n').at(-1);
  mkdirSync(home);
  writeFileSync(join(home, 'package.json'), '{ "private": true }\n');
  must('npm', ['install', '--no-audit', '--no-fund', '--loglevel=error', join(folder, tarball)], home);
}

function measure(home) {
  const files = readdirSync(join(home, 'node_modules'), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const megabytes = files.reduce((sum, file) => sum + statSync(join(file.parentPath ?? file.path, file.name)).size, 0) / 1024 / 1024;
  const { packages } = JSON.parse(readFileSync(join(home, 'package-lock.json'), 'utf8'));
  const count = Object.keys(packages).length - 1;
  say(megabytes <= mostMegabytes && count < mostPackages, `installed: ${megabytes.toFixed(1)} MB (at most ${mostMegabytes}) in ${files.length} files, ${count} packages (below ${mostPackages})`);
  const scripts = Object.entries(packages).filter(([, { hasInstallScript }]) => hasInstallScript).map(([name]) => name);
  say(scripts.length === 0, `install scripts: ${scripts.join(', ') || 'none'}`);
}

async function tryOn(major, home) {
  const node = nodeOf(major);
  const env = { ...process.env, PATH: `${dirname(node)}${delimiter}${process.env.PATH ?? ''}`, NO_COLOR: '1' };
  const use = (name, command, args, wanted, saying, more = {}) => {
    const started = performance.now();
    const { status, stdout, stderr } = spawnSync(command, args, { cwd: home, env: { ...env, ...more }, encoding: 'utf8', timeout: 180_000 });
    const good = status === wanted && saying.test(stdout + stderr);
    say(good, `Node ${major}: ${name} (${((performance.now() - started) / 1000).toFixed(1)} s)`, good ? '' : `exit ${status}, wanted ${wanted} and ${saying}\n${stdout}${stderr}`);
  };
  const program = ['--no-install', 'calico-conformance'];
  use('is the one that runs', node, ['--version'], 0, new RegExp(`^v${major}\\.`));
  use('--version', 'npx', [...program, '--version'], 0, new RegExp(`^${version.replaceAll('.', '\\.')}$`, 'm'));
  use('the embedded backend', 'npx', program, 0, /^CONFORMANT /m);
  use('Dredd, which is not installed, is asked for', 'npx', [...program, '--include', 'countUsers', '--second-opinion', 'dredd'], 2, /DREDD_MISSING[^]*npm install --save-dev dredd/);
  use('testcontainers, which is not installed, is asked for', 'npx', [...program, '--image', 'partner/backend:1.2', '--port', '8080'], 3, /TESTCONTAINERS_MISSING[^]*npm install --save-dev testcontainers@11/);
  writeFileSync(join(home, 'broken.yaml'), brokenDescription);
  use('a broken description, found by the bundled linter', 'npx', [...program, 'plan', '--description', 'broken.yaml'], 3, /OPERATION_ID_TWICE/);
  cpSync(join(root, 'generate', 'fixtures', 'keywords.openapi.yaml'), join(home, 'keywords.yaml'));
  writeFileSync(join(home, 'rich.json'), JSON.stringify(richDescription(40)));
  for (const description of [[], ['--description', 'keywords.yaml'], ['--description', 'rich.json']]) {
    const { stdout, stderr } = spawnSync('npx', [...program, 'plan', '--json', '--profile', 'full', '--allow', 'destructive', ...description], { cwd: home, env, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
    const digest = /"digest":"([0-9a-f]{64})"/.exec(stdout)?.[1];
    const name = description[1] ?? 'the contract';
    if (!digests.has(name)) digests.set(name, digest);
    say(digest !== undefined && digest === digests.get(name), `Node ${major}: the plan of ${name} is the one of the first Node`, digest === undefined ? stderr : '');
  }
  use('as a library', node, ['--input-type=module', '--eval', 'import { run, httpTarget } from "calico-conformance"; if (typeof run !== "function" || typeof httpTarget !== "function") process.exit(1)'], 0, /^$/);
  writeFileSync(join(home, 'mine.flow.ts'), flowInTypeScript);
  writeFileSync(join(home, 'status.ts'), 'export const status: number = 200;\n');
  use('types for flows', 'npx', [...program, 'flows', 'types', '--to', 'calico-operations.ts'], 0, /^Wrote /m);
  use('a flow in TypeScript', 'npx', [...program, '--flows', 'mine.flow.ts', '--include', 'rule:mine'], 2, /^INCOMPLETE /m);
  say(/"id":"mine@countUsers#\/steps\/counted","outcome":\{"kind":"pass"\}/.test(readFileSync(join(home, 'conformance-report', 'run.ndjson'), 'utf8')), `Node ${major}: the step of that flow passed`);
  use('vitest, which is not installed, is asked for by its own name', node, ['--input-type=module', '--eval', 'await import("calico-conformance/vitest")'], 1, /Cannot find package 'vitest'/);
  await served(node, env, home, ({ url, token }) => {
    use('--base-url of what serve serves', 'npx', [...program, '--base-url', url, '--token-env', 'T'], 0, /^CONFORMANT /m, { T: token });
  });
}

/** A partner's compiler reads the types that are packed, and finds nothing missing beside them. */
function compile(home) {
  const { status, stdout } = spawnSync(process.execPath, [join(root, 'node_modules', 'typescript', 'bin', 'tsc'), '--strict', '--noEmit', '--module', 'nodenext', '--target', 'es2022', '--allowImportingTsExtensions', 'mine.flow.ts'], { cwd: home, encoding: 'utf8' });
  say(status === 0, 'types of a flow, compiled strictly', stdout);
}

/** Every requirement is a test of a stranger's own vitest, whatever its version; its JUnit report names them. */
function asTests(major, on, home) {
  must('npm', ['install', '--no-save', '--no-audit', '--no-fund', '--loglevel=error', `vitest@${major}`], home);
  for (const file of ['app.mjs', 'conformance.test.mjs', 'openapi.yaml']) cpSync(join(root, 'examples', 'vitest', file), join(home, file));
  writeFileSync(join(home, 'app.mjs'), readFileSync(join(home, 'app.mjs'), 'utf8').replace('items: things', "items: 'none'"));
  const { status, stdout, stderr } = spawnSync(nodeOf(on), ['node_modules/vitest/vitest.mjs', 'run', '--reporter=junit', '--outputFile=vitest.xml'], { cwd: home, env: { ...process.env, NO_COLOR: '1' }, encoding: 'utf8', timeout: 180_000 });
  const [, ...tests] = readFileSync(join(home, 'vitest.xml'), 'utf8').split('<testcase');
  const failed = tests.filter((each) => each.includes('<failure'));
  const good = status === 1 && tests.length > 20 && failed.length === 2 && failed[0].includes('MUST body-schema@listThings#/responses/200/content/application~1json/schema') && failed[0].includes('must be');
  say(good, `vitest ${major}: each requirement of an app that lies once is a test`, good ? '' : stdout + stderr);
}

/** Calls back while the reference backend runs in a process of its own. */
async function served(node, env, home, use) {
  const child = spawn(node, [join(home, 'node_modules', 'calico-conformance', 'bin', 'calico-conformance.mjs'), 'serve', '--port', '0'], { cwd: home, env, stdio: ['ignore', 'pipe', 'ignore'] });
  const ended = new Promise((resolve) => child.once('close', resolve));
  try {
    let text = '';
    for await (const chunk of child.stdout.setEncoding('utf8')) {
      text += chunk;
      if (text.includes('Ctrl-C')) break;
    }
    use({ url: /^Listening\s+(\S+)/m.exec(text)?.[1] ?? '', token: /^Token\s+(\S+)/m.exec(text)?.[1] ?? '' });
  } finally {
    child.kill('SIGTERM');
    await ended;
  }
}

function say(good, what, details = '') {
  if (!good) failures += 1;
  process.stdout.write(`${good ? 'ok  ' : 'FAIL'} ${what}\n${details}`);
}

function must(command, args, cwd) {
  const { status, stdout, stderr } = spawnSync(command, args, { cwd, encoding: 'utf8' });
  if (status !== 0) throw new Error(`${command} ${args.join(' ')} failed.\n${stdout}${stderr}`);
  return stdout;
}
