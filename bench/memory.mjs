// A run of so many cases, recorded as the command line does it.
import { fork } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openRecord } from '../dist/index.js';
import { judged, planned } from './judging.mjs';
import { syntheticDescription } from './synthetic-description.mjs';

const casesEach = 25;

/** Seconds and exchanges of a run of about so many cases. */
export async function longRun({ cases }) {
  const folder = mkdtempSync(join(tmpdir(), 'calico-conformance-bench-'));
  const server = fork(fileURLToPath(new URL('./canned-server.mjs', import.meta.url)));
  try {
    const { port } = await new Promise((resolve) => { server.once('message', resolve); });
    const file = join(folder, 'openapi.json');
    writeFileSync(file, JSON.stringify(syntheticDescription(Math.round(cases / casesEach))));
    const ready = await planned(file);
    const record = openRecord(join(folder, 'run.ndjson'));
    const start = performance.now();
    const { exchanges, verdict, because } = await judged(ready, { baseUrl: `http://127.0.0.1:${port}`, token: 'bench-token-0123456789', concurrency: 8, onEvent: (event) => record.write(event) });
    record.close();
    if (verdict !== 'CONFORMANT') throw new Error(`The bench's own server does not conform: ${because}`);
    return { exchanges, seconds: (performance.now() - start) / 1000 };
  } finally {
    server.disconnect();
    rmSync(folder, { recursive: true, force: true });
  }
}
