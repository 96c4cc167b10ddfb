// The servers that everybody is run against: the reference backend, honest, honest in another way, or with one fault.
import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { buildFromSource } from '../build-from-source.mjs';

/** Opens the process that serves them; `folder` has what was built for it. */
export async function openBackends() {
  const folder = await buildFromSource('peers', { server: 'reference/server.ts', swagger: 'bench/peers/swagger-for-dredd.ts' });
  const child = fork(fileURLToPath(new URL('./backend-host.mjs', import.meta.url)), [folder]);
  const { faults, variants } = await new Promise((resolve, reject) => { child.once('message', resolve).once('exit', (code) => reject(new Error(`The backends ended with ${code}.`))); });
  let asked = 0;
  const ask = (question) => new Promise((resolve) => {
    const id = ++asked;
    const listen = (answer) => {
      if (answer.id !== id) return;
      child.off('message', listen);
      resolve(answer);
    };
    child.on('message', listen).send({ id, ...question });
  });
  return {
    faults, variants, folder,
    start: (options) => ask({ start: options }),
    /** Resolves with the number of requests that came. */
    stop: async (url) => (await ask({ stop: url })).requests,
    close: () => child.disconnect(),
  };
}
