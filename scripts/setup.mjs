// Brings a checkout to the point where it can run: packages installed, program built. Needs nothing but Node, and does
// nothing that has been done already.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of the checkout. */
export const root = fileURLToPath(new URL('..', import.meta.url)).replace(/[/\\]$/, '');

/** Folders that are not built from. */
const notSources = new Set(['node_modules', 'dist', '.git', 'conformance-report', 'docs', 'examples', 'test', 'bench', 'bin']);
const manifests = ['package.json', 'package-lock.json'];

/** Installs and builds what is missing or out of date; one line for each thing that takes time. */
export function setup() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 19)) stop(`calico-conformance needs Node 20.19 or newer; this is ${process.versions.node}. Install a newer one from https://nodejs.org.`);
  if (isInstalled() && isBuilt()) return;
  withLock(() => {
    if (!isInstalled()) install();
    if (!isBuilt()) build();
  });
}

const installStamp = join(root, 'node_modules', '.setup-stamp');
const buildStamp = join(root, 'dist', '.setup-stamp');

function isInstalled() {
  return contentOf(installStamp) === digestOf(['package-lock.json']);
}

function isBuilt() {
  return contentOf(buildStamp) === digestOf(sources());
}

function install() {
  process.stderr.write('Installing packages (npm ci) …\n');
  const digest = digestOf(['package-lock.json']);
  run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], 'The packages could not be installed. Is the package registry reachable?');
  writeFileSync(installStamp, digest);
}

/** Builds beside the old program and then takes its place, because that may be running. */
function build() {
  process.stderr.write('Building …\n');
  const digest = digestOf(sources());
  const workshop = join(root, 'node_modules', '.calico-build');
  const [fresh, old] = [join(workshop, 'dist'), join(workshop, 'old')];
  rmSync(workshop, { recursive: true, force: true });
  mkdirSync(workshop, { recursive: true });
  run(process.execPath, [join(root, 'node_modules', 'tsdown', 'dist', 'run.mjs'), '--out-dir', fresh], 'The program could not be built.');
  writeFileSync(join(fresh, '.setup-stamp'), digest);
  if (existsSync(join(root, 'dist'))) renameSync(join(root, 'dist'), old);
  renameSync(fresh, join(root, 'dist'));
  rmSync(workshop, { recursive: true, force: true });
}

function run(command, args, failure) {
  const result = spawnSync(command, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'], encoding: 'utf8', shell: process.platform === 'win32' && command === 'npm', maxBuffer: 64 * 1024 * 1024 });
  if (result.status === 0) return;
  process.stderr.write(`${result.error ? `${result.error.message}\n` : ''}${result.stdout ?? ''}${result.stderr ?? ''}`);
  stop(failure);
}

/** Two set-ups at once would write over each other; the second waits for the first. */
function withLock(work) {
  const lock = join(root, '.setup-lock');
  for (let waited = 0; !take(lock); waited++) {
    if (isAbandoned(lock)) rmSync(lock, { recursive: true, force: true });
    else if (waited === 8) process.stderr.write('Waiting for another set-up of this folder …\n');
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 250);
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

function take(lock) {
  try {
    mkdirSync(lock);
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw error;
  }
  writeFileSync(join(lock, 'pid'), String(process.pid));
  return true;
}

/** A set-up that was killed leaves its lock behind. */
function isAbandoned(lock) {
  const owner = Number(contentOf(join(lock, 'pid')));
  try {
    // Between taking the lock and signing it lies a moment; over a shared folder the owner may live on another machine.
    const age = Date.now() - statSync(lock).mtimeMs;
    if (!owner) return age > 5_000;
    if (age > 10 * 60_000) return true;
    process.kill(owner, 0);
    return false;
  } catch (error) {
    return error.code === 'ESRCH';
  }
}

function sources() {
  const folders = readdirSync(root, { withFileTypes: true }).filter((entry) => entry.isDirectory() && !notSources.has(entry.name)).map(({ name }) => name);
  const below = folders.flatMap((folder) => readdirSync(join(root, folder), { recursive: true }).map((file) => join(folder, String(file))));
  const beside = readdirSync(root).filter((file) => file.endsWith('.ts') || file === 'tsconfig.json');
  return [...below.filter((file) => /\.(ts|css|client\.js)$/.test(file) && !/\.(test|fixture)\.ts$/.test(file)), ...beside, ...manifests].sort();
}

function digestOf(files) {
  const hash = createHash('sha256');
  for (const file of files) hash.update(`\0${file}\0`).update(contentOf(join(root, file)) ?? '');
  return hash.digest('hex');
}

function contentOf(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

function stop(message) {
  process.stderr.write(`${message}\n`);
  process.exit(3);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) setup();
