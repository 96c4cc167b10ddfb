import { execFile, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { appendFile, copyFile, cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
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
    await imported(folder, image, ['ENTRYPOINT ["node", "/app/backend.mjs"]', 'EXPOSE 8080']);
    return image;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** An image of PostgreSQL, made of the one that Debian's package has put on this machine; nothing where there is none, which is noted. */
export async function databaseImage(): Promise<string | undefined> {
  const home = '/usr/lib/postgresql';
  const [version] = await readdir(home).catch(() => []);
  if (version === undefined || process.getuid?.() !== 0) {
    leftOut('A backend with its database, because PostgreSQL (postgresql) is not installed, or its files cannot be given to its user');
    return undefined;
  }
  const image = `calico-conformance-database:${version}`;
  if ((await docker('images', '--quiet', image)) !== '') return image;
  const folder = await mkdtemp(join(tmpdir(), 'calico-database-'));
  try {
    const programs = join(home, version, 'bin');
    const { stdout } = await run('ldd', [join(programs, 'postgres')]);
    const files = [join(programs, 'postgres'), join(home, version, 'lib'), join('/usr/share/postgresql', version), ...[...stdout.matchAll(/\/\S+/g)].map(([library]) => library)];
    for (const file of files) await cp(file, join(folder, file), { recursive: true, dereference: true });
    await mkdir(join(folder, 'etc'));
    await writeFile(join(folder, 'etc', 'passwd'), `${(await run('getent', ['passwd', 'postgres'])).stdout}`);
    const data = join(folder, 'data');
    await mkdir(data);
    await run('chown', ['postgres', folder, data]);
    await run('runuser', ['-u', 'postgres', '--', join(programs, 'initdb'), '--pgdata', data, '--auth', 'trust', '--username', 'postgres', '--no-locale', '--encoding', 'UTF8']);
    await appendFile(join(data, 'pg_hba.conf'), 'host all all all trust\n');
    await appendFile(join(data, 'postgresql.conf'), "listen_addresses = '*'\nunix_socket_directories = ''\ntimezone = 'GMT'\nlog_timezone = 'GMT'\nfsync = off\n");
    await imported(folder, image, [`ENTRYPOINT ["${join(programs, 'postgres')}", "-D", "/data"]`, `USER ${(await run('id', ['-u', 'postgres'])).stdout.trim()}`, 'EXPOSE 5432']);
    return image;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** A folder as the only layer of an image. */
async function imported(folder: string, image: string, changes: readonly string[]): Promise<void> {
  const tar = spawn('tar', ['-C', folder, '--numeric-owner', '-c', '.'], { stdio: ['ignore', 'pipe', 'inherit'] });
  const load = spawn('docker', ['import', ...changes.flatMap((change) => ['--change', change]), '-', image], { stdio: ['pipe', 'ignore', 'inherit'] });
  tar.stdout.pipe(load.stdin);
  const code = await new Promise((resolve, reject) => { load.on('error', reject).on('close', resolve); });
  if (code !== 0) throw new Error(`docker import ended with ${String(code)}`);
}
