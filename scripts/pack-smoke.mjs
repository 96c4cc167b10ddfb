// pack-smoke.mjs VERSION…: packs the package, installs it in an empty folder, and uses it as a stranger would, on each Node.
import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { root, setup } from './setup.mjs';
import { nodeOf } from './with-node.mjs';

setup();
const folder = mkdtempSync(join(tmpdir(), 'calico-conformance-pack-'));
const failures = [];
try {
  const [tarball = ''] = must('npm', ['pack', '--silent', '--pack-destination', folder], root).stdout.trim().split('\n').slice(-1);
  const home = join(folder, 'stranger');
  mkdirSync(home);
  writeFileSync(join(home, 'package.json'), '{"private":true}');
  must('npm', ['install', '--no-audit', '--no-fund', '--loglevel=error', join(folder, tarball)], home);
  const { files, bytes } = sizeOf(join(home, 'node_modules'));
  const packages = Object.keys(JSON.parse(readFileSync(join(home, 'package-lock.json'), 'utf8')).packages).length - 1;
  process.stdout.write(`Installed: ${(bytes / 1024 / 1024).toFixed(1)} MB in ${files} files, ${packages} packages.\n`);
  if (bytes > 25 * 1024 * 1024) failures.push('the installed package is larger than 25 MB');
  if (packages >= 60) failures.push('the installed package has 60 packages or more');
  for (const version of process.argv.slice(2)) await tryOn(version, home);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
for (const failure of failures) process.stdout.write(`FAIL ${failure}\n`);
process.exitCode = failures.length === 0 ? 0 : 1;

async function tryOn(version, home) {
  const node = nodeOf(version);
  const env = { ...process.env, PATH: `${dirname(node)}${delimiter}${process.env.PATH ?? ''}`, NO_COLOR: '1' };
  const bin = join(home, 'node_modules', 'calico-conformance', 'bin', 'calico-conformance.mjs');
  const use = (name, args, wanted) => {
    const { status, stdout, stderr } = spawnSync(node, [bin, ...args], { cwd: home, env, encoding: 'utf8', timeout: 120_000 });
    const good = status === wanted;
    process.stdout.write(`${good ? 'ok  ' : 'FAIL'} Node ${version}: ${name}\n`);
    if (!good) failures.push(`Node ${version}: ${name} ended with ${status}\n${stdout}\n${stderr}`);
  };
  use('--version', ['--version'], 0);
  use('npx calico-conformance, the embedded backend', [], 0);
  const served = spawn(node, [bin, 'serve', '--port', '0'], { cwd: home, env, stdio: ['ignore', 'pipe', 'inherit'] });
  try {
    const text = await firstOutput(served);
    const url = /http:\/\/127\.0\.0\.1:\d+/.exec(text)?.[0];
    const token = /(?:TOKEN=|token[:\s]+)(\S+)/i.exec(text)?.[1];
    env.T = token ?? '';
    use('--base-url of a served backend', ['--base-url', url ?? 'http://127.0.0.1:1', '--token-env', 'T'], 0);
  } finally {
    served.kill('SIGTERM');
  }
}

function firstOutput(child) {
  return new Promise((resolve) => {
    let text = '';
    const enough = setTimeout(() => resolve(text), 10_000);
    child.stdout.on('data', (chunk) => {
      text += chunk;
      if (!/127\.0\.0\.1:\d+/.test(text)) return;
      clearTimeout(enough);
      setTimeout(() => resolve(text), 200);
    });
  });
}

function must(command, args, cwd) {
  const result = spawnSync(command, args, { cwd, encoding: 'utf8' });
  if (result.status !== 0) throw new Error(`${command} ${args.join(' ')} failed.\n${result.stdout}${result.stderr}`);
  return result;
}

function sizeOf(path) {
  let [files, bytes] = [0, 0];
  for (const entry of readdirSync(path, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    files++;
    bytes += statSync(join(entry.parentPath ?? entry.path, entry.name)).size;
  }
  return { files, bytes };
}
