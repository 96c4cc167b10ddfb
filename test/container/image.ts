import { execFile, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFile, cp, mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { root } from '../calico.ts';
import { leftOut } from '../left-out.ts';

const run = promisify(execFile);

/** What `docker` says. */
export async function docker(...words: readonly string[]): Promise<string> {
  return (await run('docker', words, { maxBuffer: 16 * 1024 * 1024 })).stdout.trim();
}

/** Whether an engine answers; where none does, it is noted that containers are left out. */
export async function engineAnswers(): Promise<boolean> {
  try {
    await docker('info');
    return true;
  } catch {
    leftOut('Containers, because no Docker engine answers (docker.io and iptables, and a running dockerd)');
    return false;
  }
}

/**
 * The image of all tests, made without a registry: node, the libraries that it needs, and the built package with a program that
 * serves its reference backend. Built once for each state of these.
 */
export async function backendImage(): Promise<string> {
  const program = join(root, 'test', 'container', 'backend.mjs');
  const stamp = await readFile(join(root, 'dist', '.setup-stamp'), 'utf8').catch(() => String(Date.now()));
  const image = `calico-conformance-backend:${createHash('sha256').update(stamp).update(process.version).update(await readFile(program)).update(await readFile(fileURLToPath(import.meta.url))).digest('hex').slice(0, 12)}`;
  if ((await docker('images', '--quiet', image)) !== '') return image;
  const folder = await mkdtemp(join(tmpdir(), 'calico-image-'));
  try {
    const place = async (from: string, to = from): Promise<void> => {
      await mkdir(join(folder, dirname(to)), { recursive: true });
      await copyFile(from, join(folder, to));
    };
    await place(process.execPath, '/usr/local/bin/node');
    const { stdout } = await run('ldd', [process.execPath]);
    for (const [library] of stdout.matchAll(/\/\S+/g)) await place(library);
    await cp(join(root, 'dist'), join(folder, 'app', 'dist'), { recursive: true });
    await place(join(root, 'package.json'), '/app/package.json');
    await place(program, '/app/backend.mjs');
    await imported(folder, image);
    return image;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** A folder as the only layer of an image. */
async function imported(folder: string, image: string): Promise<void> {
  const tar = spawn('tar', ['-C', folder, '-c', '.'], { stdio: ['ignore', 'pipe', 'inherit'] });
  const load = spawn('docker', ['import', '--change', 'ENTRYPOINT ["node", "/app/backend.mjs"]', '--change', 'EXPOSE 8080', '-', image], { stdio: ['pipe', 'ignore', 'inherit'] });
  tar.stdout.pipe(load.stdin);
  const code = await new Promise((resolve, reject) => { load.on('error', reject).on('close', resolve); });
  if (code !== 0) throw new Error(`docker import ended with ${String(code)}`);
}
