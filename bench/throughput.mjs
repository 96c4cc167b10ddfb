// Requests per second with full judging against a bare undici loop over the same requests, one after the other in turn.
import { fork } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Pool } from 'undici';
import { openRecord } from '../dist/index.js';
import { judged, planned } from './judging.mjs';
import { median } from './median.mjs';
import { syntheticDescription } from './synthetic-description.mjs';

const token = 'bench-token-0123456789';

/** Median requests per second of both, and their ratio. */
export async function throughput({ operations = 250, rounds = 5, concurrency = 8, delayMs = 0 } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'calico-conformance-bench-'));
  const server = fork(fileURLToPath(new URL('./canned-server.mjs', import.meta.url)), [String(delayMs)]);
  try {
    const { port } = await new Promise((resolve) => server.once('message', resolve));
    const baseUrl = `http://127.0.0.1:${port}`;
    const file = join(folder, 'openapi.json');
    writeFileSync(file, JSON.stringify(syntheticDescription(operations)));
    const ready = await planned(file);
    const requests = [];
    const warm = await judged(ready, { baseUrl, token, concurrency, onEvent: (event) => {
      if (event.event === 'exchange') requests.push(event.exchange.request);
    } });
    if (warm.verdict !== 'CONFORMANT') throw new Error(`The bench's own server does not conform: ${warm.because}`);
    const wire = requests.map(({ method, url, headers }) => ({ method, path: url.slice(baseUrl.length), headers: headers.flatMap(([name, value]) => [name, /redacted/.test(value) ? `Bearer ${token}` : value]) }));
    const bare = [];
    const full = [];
    for (let round = 0; round < rounds; round++) {
      bare.push(wire.length / await seconds(() => bareLoop(baseUrl, wire, concurrency)));
      const record = openRecord(join(folder, 'run.ndjson'));
      full.push(wire.length / await seconds(() => judged(ready, { baseUrl, token, concurrency, onEvent: (event) => record.write(event) })));
      record.close();
    }
    return { requests: wire.length, bare: median(bare), full: median(full), ratio: median(full.map((value, i) => value / bare[i])) };
  } finally {
    server.disconnect();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function bareLoop(baseUrl, wire, concurrency) {
  const pool = new Pool(baseUrl, { connections: concurrency });
  let next = 0;
  await Promise.all(Array.from({ length: concurrency }, async () => {
    while (next < wire.length) {
      const { body } = await pool.request(wire[next++]);
      await body.text();
    }
  }));
  await pool.close();
}

async function seconds(work) {
  const start = performance.now();
  await work();
  return (performance.now() - start) / 1000;
}
