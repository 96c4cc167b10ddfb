// determinism.mjs [--orders N] [--load N]: the whole built-in contract (profile full) on the embedded backend and on a liar, in the order of
// the plan twice and in drawn orders, 1, 8 and 32 requests at a time, beside processes that keep the machine busy. Every run has to end alike.
import { spawn } from 'node:child_process';
import { createReadStream, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const bin = fileURLToPath(new URL('../bin/calico-conformance.mjs', import.meta.url));
/** A lie about what is accepted, so that it shows in many places. */
const lie = 'balance-as-number';

/** In how many runs how many requirements ended otherwise than in the first one. */
export async function determinism({ orders = 10, load = 2 } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'calico-conformance-bench-'));
  const busy = Array.from({ length: load }, () => spawn(process.execPath, ['-e', 'for (;;) Math.random();']));
  const differing = [];
  let runs = 0;
  let requirements = 0;
  try {
    for (const target of ['honest', lie]) {
      let first;
      for (const concurrency of [1, 8, 32]) {
        for (const shuffle of [undefined, undefined, ...Array.from({ length: orders }, (_, index) => index + 1)]) {
          const outcomes = await outcomesOf(target, { concurrency, shuffle }, folder);
          runs++;
          first ??= outcomes;
          requirements = outcomes.size;
          for (const [id, outcome] of outcomes) if (first.get(id) !== outcome) differing.push({ target, concurrency, shuffle, id, first: first.get(id), outcome });
          if (outcomes.size !== first.size || outcomes.size === 0) differing.push({ target, concurrency, shuffle, id: 'the number of outcomes', first: first.size, outcome: outcomes.size });
        }
      }
    }
  } finally {
    for (const each of busy) each.kill();
    rmSync(folder, { recursive: true, force: true });
  }
  return { runs, requirements, differing };
}

/** How each requirement ended, and of findings which. */
async function outcomesOf(target, { concurrency, shuffle }, folder) {
  const served = target === 'honest' ? undefined : await serve(target);
  try {
    const words = ['--profile', 'full', '--concurrency', String(concurrency), '--quiet', ...(shuffle === undefined ? [] : ['--shuffle', String(shuffle)]), ...(served?.words ?? [])];
    await new Promise((resolve, reject) => {
      spawn(process.execPath, [bin, ...words], { cwd: folder, stdio: 'ignore', env: { ...process.env, BENCH_TOKEN: served?.token ?? '' } }).on('error', reject).on('close', resolve);
    });
  } finally {
    served?.stop();
  }
  const outcomes = new Map();
  for await (const line of createInterface({ input: createReadStream(join(folder, 'conformance-report', 'run.ndjson')) })) {
    const event = JSON.parse(line);
    if (event.event === 'judged') outcomes.set(event.id, `${event.outcome.kind} ${(event.outcome.findings ?? []).map(({ cluster }) => cluster).sort().join(' | ')}`);
  }
  return outcomes;
}

async function serve(fault) {
  const child = spawn(process.execPath, [bin, 'serve', '--port', '0', '--fault', fault], { stdio: ['ignore', 'pipe', 'ignore'] });
  let said = '';
  for await (const chunk of child.stdout.setEncoding('utf8')) {
    said += chunk;
    if (said.includes('Ctrl-C')) break;
  }
  const of = (name) => new RegExp(`^${name} +(.+)$`, 'm').exec(said)?.[1] ?? '';
  return {
    token: of('Token'), stop: () => child.kill(),
    words: ['--base-url', of('Listening'), '--token-env', 'BENCH_TOKEN', '--allow', 'destructive', '--allow', 'collection-delete', ...of('May be deactivated').split(' ').flatMap((id) => ['--disposable', `user_id=${id}`])],
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { values } = parseArgs({ options: { orders: { type: 'string', default: '10' }, load: { type: 'string', default: '2' } } });
  const { runs, requirements, differing } = await determinism({ orders: Number(values.orders), load: Number(values.load) });
  process.stdout.write(`${runs} runs of ${requirements} requirements; ${differing.length} outcomes differ.\n`);
  for (const each of differing.slice(0, 50)) process.stdout.write(`${JSON.stringify(each)}\n`);
  process.exitCode = differing.length === 0 ? 0 : 1;
}
