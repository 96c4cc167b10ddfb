import { spawn } from 'node:child_process';
import type { TokenSource } from '../../config/token-source.ts';
import type { Secret } from '../../engine/sending/keyring.ts';
import type { Problem, Result } from '../../model/problem.ts';
import { readToken } from './read-token.ts';

type CommandSource = Extract<TokenSource, { readonly kind: 'command' }>;

const largestOutput = 100_000;

/** Where a command runs, and how it is ended with all that it has started. */
export interface CommandPlace {
  readonly folder: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  endGroup(pid: number): void;
}

/** Gets tokens from a command. What it prints on its standard output is the token; what it complains about may be one too, and is not repeated. */
export function commandTokens({ run, timeoutMs, expiresInMs }: CommandSource, place: CommandPlace): () => Promise<Result<Secret>> {
  return async () => {
    const askedAt = Date.now();
    const printed = await output(run, timeoutMs, place);
    if ('problem' in printed) return { ok: false, problems: [printed.problem] };
    const secret = readToken(printed.text, { askedAt, ...(expiresInMs !== undefined && { expiresInMs }) });
    if (typeof secret !== 'string') return { ok: true, value: secret };
    return { ok: false, problems: [{ code: 'TOKEN_COMMAND_FAILED', what: `The command ${JSON.stringify(run)} prints no token: ${secret}.`, fix: 'It has to print the token alone, or JSON with access_token or token.' }] };
  };
}

function output(command: string, timeoutMs: number, { folder, environment, endGroup }: CommandPlace): Promise<{ readonly text: string } | { readonly problem: Problem }> {
  const failed = (why: string, fix: string): { readonly problem: Problem } => ({ problem: { code: 'TOKEN_COMMAND_FAILED', what: `The command ${JSON.stringify(command)} that gets a token ${why}.`, fix } });
  return new Promise((resolve) => {
    // A group of its own, so that what the shell has started ends with it.
    const child = spawn(command, { shell: true, cwd: folder, env: environment, stdio: ['ignore', 'pipe', 'ignore'], detached: true, windowsHide: true });
    let text = '';
    const timer = setTimeout(() => {
      if (child.pid !== undefined) endGroup(child.pid);
      resolve(failed(`was not done within ${timeoutMs} ms`, 'It must ask nothing of the user; timeout gives it more time.'));
    }, timeoutMs);
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      if (text.length < largestOutput) text += chunk;
    });
    child.on('error', (error) => {
      clearTimeout(timer);
      resolve(failed(`cannot be run (${error.message})`, 'Check the command.'));
    });
    child.on('close', (code) => {
      clearTimeout(timer);
      resolve(code === 0 ? { text } : failed(`failed with exit code ${code ?? 'none'}`, 'Run it by hand to see what it says; what it writes may be a secret, so it is not repeated here.'));
    });
  });
}
