// with-node.mjs VERSION SCRIPT [ARGS]: runs a script on another Node, from npm's package `node`.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The executable of a Node of this major version; installed once for this machine. */
export function nodeOf(version) {
  if (process.versions.node.split('.')[0] === version) return process.execPath;
  const folder = join(tmpdir(), `calico-conformance-node-${version}`);
  const executable = join(folder, 'node_modules', 'node', 'bin', 'node');
  if (!existsSync(executable)) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'package.json'), '{"private":true}');
    const { status, stderr } = spawnSync('npm', ['install', '--no-audit', '--no-fund', '--loglevel=error', `node@${version}`], { cwd: folder, encoding: 'utf8' });
    if (status !== 0 || !existsSync(executable)) throw new Error(`Node ${version} could not be installed.\n${stderr}`);
  }
  return executable;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [version = '', ...args] = process.argv.slice(2);
  process.exitCode = spawnSync(nodeOf(version), args, { stdio: 'inherit' }).status ?? 1;
}
