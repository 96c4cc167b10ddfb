import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Where the package stands. */
export const root = fileURLToPath(new URL('..', import.meta.url));
/** The program, as it is installed. */
export const bin = join(root, 'bin', 'calico-conformance.mjs');

/** How a command line ended. */
export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

interface Circumstances {
  readonly folder: string;
  readonly environment?: Readonly<Record<string, string>>;
  /** Called with all that stdout has said so far, and a way to send signals. */
  readonly watch?: (said: string, kill: (signal: NodeJS.Signals) => void) => void;
  /** Called at once, with a way to send signals. */
  readonly started?: (kill: (signal: NodeJS.Signals) => void) => void;
}

/** Runs the program in a process of its own, with nothing of our environment but the path. */
export async function calico(words: readonly string[], { folder, environment = {}, watch, started }: Circumstances): Promise<Ended> {
  const child = spawn(process.execPath, [bin, ...words], { cwd: folder, env: { PATH: process.env['PATH'], HOME: folder, ...environment }, stdio: ['ignore', 'pipe', 'pipe'] });
  started?.((signal) => child.kill(signal));
  let stdout = '';
  let stderr = '';
  const heard = (): void => watch?.(stdout + stderr, (signal) => child.kill(signal));
  child.stdout.setEncoding('utf8').on('data', (text: string) => { stdout += text; heard(); });
  child.stderr.setEncoding('utf8').on('data', (text: string) => { stderr += text; heard(); });
  const code = await new Promise<number | null>((resolve, reject) => child.on('error', reject).on('close', resolve));
  return { code, stdout, stderr };
}

/** A folder of its own, and a way to be rid of it. */
export async function freshFolder(): Promise<{ readonly folder: string; remove(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'calico-'));
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) };
}

/** The whole of a command line as a golden: what was typed, how it ended, both streams; without what differs each time. */
export function golden(words: readonly string[], { code, stdout, stderr }: Ended, folder = ''): string {
  const typed = ['$ calico-conformance', ...words.map((word) => (/\s/.test(word) ? JSON.stringify(word) : word))].join(' ');
  const text = `${typed}\n[exit ${code}]\n${stdout}${stderr === '' ? '' : `[stderr]\n${stderr}`}`;
  return (folder === '' ? text : text.replaceAll(folder, 'FOLDER'))
    .replaceAll(/127\.0\.0\.1:\d+/g, '127.0.0.1:PORT')
    .replaceAll(/\bin \d+(\.\d+)? ?(ms|s)\b/g, 'in TIME')
    .replaceAll(/\b[0-9a-f]{64}\b/g, 'DIGEST')
    .replaceAll(/\bredacted-[0-9a-f]{8}\b/g, 'redacted-DIGEST')
    .replaceAll(/(?<![-\w])(?=[0-9a-f]*\d)[0-9a-f]{12}\b/g, 'DIGEST');
}
