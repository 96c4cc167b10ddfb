// Brings a checkout to the point where it can run: packages installed, program built. Needs nothing but Node, and does
// nothing that has been done already.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url)).replace(/[/\\]$/, '');

const built = ['cli', 'certify', 'config', 'engine', 'generate', 'integrations', 'model', 'reference', 'reporters', 'spec', 'suites', 'target'];
const builtFiles = ['index.ts', 'package.json', 'package-lock.json', 'tsconfig.json', 'tsdown.config.ts'];

/** Installs and builds what is missing or out of date; one line for each thing that takes time. */
export function setup() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 19)) stop(`calico-conformance needs Node 20.19 or newer; this is ${process.versions.node}.`);
  withLock(() => {
    install();
    build();
  });
}

function install() {
  const wanted = digestOf([join(root, 'package-lock.json')]);
  const stamp = join(root, 'node_modules', '.setup-stamp');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  process.stderr.write('Installing packages (npm ci) …\n');
  run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], 'The packages could not be installed. Is the package registry reachable?');
  writeFileSync(stamp, wanted);
}

function build() {
  const sources = [...built.flatMap((folder) => filesBelow(join(root, folder))), ...builtFiles.map((file) => join(root, file)).filter(existsSync)];
  const wanted = digestOf(sources);
  const stamp = join(root, 'dist', '.setup-stamp');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  process.stderr.write('Building …\n');
  run('npm', ['run', '--silent', 'build'], 'The program could not be built.');
  writeFileSync(stamp, wanted);
}

function run(command, args, failure) {
  const result = spawnSync(command, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'], encoding: 'utf8', shell: process.platform === 'win32', maxBuffer: 64 * 1024 * 1024 });
  if (result.status === 0) return;
  process.stderr.write(`${result.stdout ?? ''}${result.stderr ?? ''}`);
  stop(failure);
}

/** Two set-ups at once would write over each other; the second waits for the first. */
function withLock(work) {
  const lock = join(root, '.setup-lock');
  for (let waited = 0; ; waited++) {
    try {
      mkdirSync(lock);
      break;
    } catch {
      // A set-up that died leaves its lock behind.
      const age = existsSync(lock) ? Date.now() - statSync(lock).mtimeMs : 0;
      if (age > 10 * 60_000) rmSync(lock, { recursive: true, force: true });
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 250);
      if (waited === 8) process.stderr.write('Waiting for another set-up of this folder …\n');
    }
  }
  const release = () => rmSync(lock, { recursive: true, force: true });
  process.once('exit', release);
  try {
    work();
  } finally {
    process.off('exit', release);
    release();
  }
}

function filesBelow(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts') && !entry.name.endsWith('.test.ts'))
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
    .sort();
}

function digestOf(files) {
  const hash = createHash('sha256').update(process.versions.node.split('.')[0] ?? '');
  for (const file of files) hash.update(file.slice(root.length)).update(readFileSync(file));
  return hash.digest('hex');
}

function stop(message) {
  process.stderr.write(`${message}\n`);
  process.exit(3);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) setup();
