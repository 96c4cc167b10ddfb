import { spawn } from 'node:child_process';
import { bin } from './calico.ts';

/** A reference backend in a process of its own. */
export interface Served {
  readonly url: string;
  readonly token: string;
  readonly expired: string;
  readonly disposable: readonly string[];
  /** Ends it; resolves with its exit code. */
  stop(): Promise<number | null>;
}

/** Starts `serve` and reads what it prints. */
export async function startServe(folder: string, words: readonly string[] = []): Promise<Served> {
  const child = spawn(process.execPath, [bin, 'serve', '--port', '0', ...words], { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  let complaint = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => { complaint += text; });
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
  await new Promise<void>((resolve, reject) => {
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      said += text;
      if (said.includes('Ctrl-C')) resolve();
    });
    void ended.then((code) => reject(new Error(`serve ended with ${code}: ${complaint}`)));
  });
  const after = (label: string): string => new RegExp(`^${label}\\s+(.*)$`, 'm').exec(said)?.[1]?.trim() ?? '';
  return {
    url: after('Listening'), token: after('Token'), expired: after('Expired token'), disposable: after('May be deactivated').split(' '),
    stop: async () => {
      child.kill('SIGTERM');
      return ended;
    },
  };
}
