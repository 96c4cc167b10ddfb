// A run of so many cases: of the engine with its record, and of the whole command line.
import { fork, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openRecord } from '../dist/index.js';
import { judged, planned } from './judging.mjs';
import { syntheticDescription } from './synthetic-description.mjs';

export const bin = fileURLToPath(new URL('../bin/calico-conformance.mjs', import.meta.url));
const peak = fileURLToPath(new URL('./peak-memory.mjs', import.meta.url));
const casesEach = 25;
const token = 'bench-token-0123456789';

/** Seconds, exchanges and what is kept in the heap when all is sent and judged, of a run of about so many cases; wants `--expose-gc`. */
export async function longRun({ cases }) {
  return withServer(cases, async ({ baseUrl, file, folder }) => {
    const ready = await planned(file);
    const record = openRecord(join(folder, 'run.ndjson'));
    const start = performance.now();
    const { exchanges, verdict, because } = await judged(ready, { baseUrl, token, concurrency: 8, onEvent: (event) => record.write(event) });
    record.close();
    if (verdict !== 'CONFORMANT') throw new Error(`The bench's own server does not conform: ${because}`);
    const elapsed = (performance.now() - start) / 1000;
    globalThis.gc();
    return { exchanges, seconds: elapsed, keptMiB: Math.round(process.memoryUsage().heapUsed / 2 ** 20), operations: ready.plan.operations.length };
  });
}

/** Seconds and peak memory of the whole command line: description, plan, run, record and all standard reports; with so many random cases beside those of the plan. */
export async function wholeCommand({ cases, explore = 0 }) {
  return withServer(cases, async ({ baseUrl, file, folder }) => {
    const start = performance.now();
    const child = spawn(process.execPath, ['--import', peak, bin, '--description', file, '--base-url', baseUrl, '--token-env', 'BENCH_TOKEN', '--profile', 'full', '--allow', 'destructive', '--explore', String(explore), '--output', join(folder, 'out')], {
      cwd: folder, env: { ...process.env, BENCH_TOKEN: token }, stdio: ['ignore', 'ignore', 'pipe'],
    });
    let text = '';
    child.stderr.setEncoding('utf8').on('data', (chunk) => { text += chunk; });
    await new Promise((resolve) => { child.on('close', resolve); });
    const [, mebibytes] = /peak (\d+) MiB/.exec(text) ?? [];
    return { seconds: (performance.now() - start) / 1000, commandMiB: Number(mebibytes), recordMiB: Math.round(statSync(join(folder, 'out', 'run.ndjson')).size / 2 ** 20) };
  });
}

/** Works with a server that conforms to its description, and with a folder for what comes of it. */
export async function withServer(cases, work) {
  const folder = mkdtempSync(join(tmpdir(), 'calico-conformance-bench-'));
  const server = fork(fileURLToPath(new URL('./canned-server.mjs', import.meta.url)));
  try {
    const { port } = await new Promise((resolve) => { server.once('message', resolve); });
    const file = join(folder, 'openapi.json');
    writeFileSync(file, JSON.stringify(syntheticDescription(Math.round(cases / casesEach))));
    return await work({ baseUrl: `http://127.0.0.1:${port}`, file, folder });
  } finally {
    server.disconnect();
    rmSync(folder, { recursive: true, force: true });
  }
}
