// How long the command line takes: to its first request, and for everything on the embedded backend.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { median } from './median.mjs';

const bin = fileURLToPath(new URL('../bin/calico-conformance.mjs', import.meta.url));
const peak = fileURLToPath(new URL('./peak-memory.mjs', import.meta.url));

/** Milliseconds from the start of the process to the first request, beside those of a process that does nothing. */
export async function firstRequest({ rounds = 11 } = {}) {
  return within(async (folder) => {
    const first = [];
    const bare = [];
    for (let round = 0; round < rounds; round++) {
      bare.push(await elapsed(['-e', '0'], folder));
      let arrived;
      const server = createServer((_, response) => {
        arrived ??= performance.now();
        response.writeHead(401, { 'content-type': 'application/json' }).end('{}');
      });
      await new Promise((resolve) => { server.listen(0, '127.0.0.1', resolve); });
      const start = performance.now();
      await elapsed([bin, '--base-url', `http://127.0.0.1:${server.address().port}`], folder);
      first.push(arrived - start);
      server.close();
      server.closeAllConnections();
    }
    return { milliseconds: median(first), bare: median(bare), ratio: median(first) / median(bare) };
  });
}

/** Seconds and memory of profile `full` on the embedded backend, which runs in the same process. */
export async function embedded({ rounds = 5 } = {}) {
  return within(async (folder) => {
    const seconds = [];
    const memory = [];
    for (let round = 0; round < rounds; round++) {
      let text = '';
      seconds.push(await elapsed(['--import', peak, bin], folder, (chunk) => { text += chunk; }) / 1000);
      memory.push(Number(/peak (\d+) MiB/.exec(text)?.[1]));
    }
    return { seconds: median(seconds), peakMiB: median(memory) };
  });
}

async function elapsed(words, folder, heard = () => undefined) {
  const start = performance.now();
  const child = spawn(process.execPath, words, { cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] });
  child.stderr.setEncoding('utf8').on('data', heard);
  await new Promise((resolve) => { child.on('close', resolve); });
  return performance.now() - start;
}

async function within(work) {
  const folder = mkdtempSync(join(tmpdir(), 'calico-conformance-bench-'));
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
