import { fork } from 'node:child_process';
import type { Problem, Result } from '../../model/problem.ts';
import { installed } from '../installed.ts';
import type { Job, Opinion, Said } from './job.ts';

/** Where to look for Dredd, and how long to wait for it. */
export interface DreddPlace {
  /** The user's folder; then this package's own. */
  readonly folder: string;
  /** The script that runs it. */
  readonly script: string;
  readonly signal: AbortSignal;
  /** Milliseconds without a word from it. */
  readonly patienceMs?: number;
}

/** Runs a real Dredd in a process of its own, and gives its opinions in the order in which it had them. */
export async function runDredd(job: Omit<Job, 'module'>, { folder, script, signal, patienceMs = 60_000 }: DreddPlace): Promise<Result<readonly Opinion[]>> {
  const module = installed('dredd', folder);
  if (module === undefined) return problem({ code: 'DREDD_MISSING', what: 'Dredd is not installed.', fix: 'npm install --save-dev dredd@14' });
  const child = fork(script, [], { stdio: ['ignore', 'ignore', 'ignore', 'ipc'], signal, execArgv: [] });
  const opinions: Opinion[] = [];
  let broken: string | undefined;
  let timer: NodeJS.Timeout | undefined;
  const wait = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      broken = `it said nothing for ${Math.round(patienceMs / 1000)} s`;
      child.kill('SIGKILL');
    }, patienceMs);
  };
  wait();
  child.on('message', (said: Said) => {
    wait();
    if (said.kind === 'opinion') opinions.push(said.opinion);
    else {
      broken ??= said.problem;
      if (child.connected) child.disconnect();
    }
  });
  child.send({ ...job, module } satisfies Job);
  const code = await new Promise<number | null>((resolve) => { child.on('error', () => { resolve(null); }).on('exit', resolve); });
  clearTimeout(timer);
  if (signal.aborted) broken = 'it was interrupted';
  else if (broken === undefined && code !== 0 && opinions.length === 0) broken = `its process ended with ${code ?? 'a signal'}`;
  return broken === undefined ? { ok: true, value: opinions } : problem({ code: 'DREDD_BROKE', what: `Dredd has no opinion: ${broken}.`, fix: 'The run itself is not touched by it.' });
}

function problem(one: Problem): Result<never> {
  return { ok: false, problems: [one] };
}
