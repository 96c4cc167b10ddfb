import { spawn } from 'node:child_process';
import { mkdir, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { bin, root } from './calico.ts';

/** Makes a folder one in which this package is installed, as `npx` looks for it. */
export async function installedIn(folder: string): Promise<void> {
  await mkdir(join(folder, 'node_modules', '.bin'), { recursive: true });
  await symlink(root, join(folder, 'node_modules', 'calico-conformance'));
  await symlink(bin, join(folder, 'node_modules', '.bin', 'calico-conformance'));
}

/** Types a line into a shell, in an environment of its own: what npm tells its children would lead npx astray. */
export async function shell(line: string, folder: string, environment: Readonly<Record<string, string>>): Promise<{ readonly code: number | null; readonly said: string }> {
  const { PATH, HOME } = process.env;
  const child = spawn('sh', ['-c', line], { cwd: folder, env: { PATH, HOME, NO_COLOR: '1', ...environment }, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => { said += text; });
  child.stderr.setEncoding('utf8').on('data', (text: string) => { said += text; });
  return { code: await new Promise((resolve) => child.on('close', resolve)), said };
}
