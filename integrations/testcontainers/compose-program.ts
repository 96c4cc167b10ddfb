import { execFile } from 'node:child_process';

/** Which program reads compose files here: the plugin of docker, or the older one that stands alone. */
export async function composeProgram(): Promise<'plugin' | 'standalone' | undefined> {
  if (await works('docker', ['compose', 'version'])) return 'plugin';
  return (await works('docker-compose', ['version'])) ? 'standalone' : undefined;
}

function works(program: string, words: readonly string[]): Promise<boolean> {
  return new Promise((resolve) => {
    execFile(program, words, { timeout: 20_000 }, (error) => { resolve(error === null); });
  });
}
