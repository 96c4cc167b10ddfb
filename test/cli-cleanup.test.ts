import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { calico, freshFolder, type Ended } from './calico.ts';
import { plainServer } from './honest/plain.ts';
import { createStore, type Honest, type Store } from './honest/store.ts';

const description = fileURLToPath(new URL('honest/store.openapi.yaml', import.meta.url));

let folder = '';
let remove: () => Promise<void>;
let server: Honest | undefined;
beforeEach(async () => { ({ folder, remove } = await freshFolder()); });
afterEach(async () => {
  await server?.close();
  await remove();
});

const idsIn = (store: Store): readonly string[] => store.list([], 10_000).items.map(({ id }) => id).sort();

/** Runs on a store with the right to write, in its process of its own. */
async function run(store: Store, words: readonly string[], onCreate: (kill: () => void) => void = () => undefined): Promise<Ended> {
  let kill = (): void => undefined;
  server = await plainServer({ ...store, create: (given) => { const made = store.create(given); onCreate(kill); return made; } });
  return calico(['--base-url', server.url, '--description', description, '--token-env', 'TOKEN', '--allow', 'write', '--concurrency', '4', ...words], {
    folder, environment: { TOKEN: store.token }, started: (signal) => { kill = () => signal('SIGKILL'); },
  });
}

const ledger = async (): Promise<readonly { readonly kind: string; readonly thing: string }[]> =>
  (await readFile(join(folder, 'conformance-report', 'run.ndjson'), 'utf8')).split('\n').flatMap((line) => (line.startsWith('{"event":"ledger"') && line.endsWith('}') ? [(JSON.parse(line) as { readonly entry: { readonly kind: string; readonly thing: string } }).entry] : []));

test('a run takes away what it has made, and nothing else', async () => {
  const store = createStore();
  const before = idsIn(store);
  const { stdout } = await run(store, ['--profile', 'full', '--include', 'createThing', '--include', 'getThing']);
  const entries = await ledger();
  const made = entries.filter(({ kind }) => kind === 'made').map(({ thing }) => thing);
  expect(made.length).toBeGreaterThan(10);
  expect(entries.filter(({ kind }) => kind === 'removed').map(({ thing }) => thing).sort()).toEqual([...made].sort());
  expect(idsIn(store)).toEqual(before);
  // A body that is too large may be cut off without an answer, and then nobody knows.
  const unknown = entries.filter(({ kind }) => kind === 'left').length;
  expect(unknown).toBeLessThanOrEqual(2);
  expect(/^(?:One thing is|\d+ things are) left on the target, or may be/m.test(stdout)).toBe(unknown > 0);
});

test('after a run that was killed, cleanup leaves only what nobody can name', async () => {
  const store = createStore();
  const before = idsIn(store);
  let created = 0;
  let dead: (() => void) | undefined;
  const killed = await run(store, ['--profile', 'full'], (kill) => { if (++created === 9) { dead = kill; kill(); } });
  expect([killed.code, typeof dead]).toEqual([null, 'function']);
  const orphans = idsIn(store).length - before.length;
  expect(orphans).toBeGreaterThan(4);

  const elsewhere = await calico(['cleanup', '--base-url', 'http://127.0.0.1:9', '--token-env', 'TOKEN'], { folder, environment: { TOKEN: store.token } });
  expect(elsewhere).toMatchObject({ code: 3, stderr: expect.stringContaining('problem ANOTHER_TARGET: That run was on http://127.0.0.1:') });

  const cleaned = await calico(['cleanup'], { folder, environment: { TOKEN: store.token } });
  expect([cleaned.code, cleaned.stderr]).toEqual([1, '']);
  const unnamed = cleaned.stdout.match(/^left {2}No answer came to POST \/things/gm)?.length ?? 0;
  expect(unnamed).toBeGreaterThan(0);
  expect(cleaned.stdout).toMatch(/ of \d+ taken away\. What is left is for you to look at\.\n$/);
  // Everything that was there before is there still, and of what was made at most what was named.
  const after = idsIn(store);
  expect(before.filter((id) => !after.includes(id))).toEqual([]);
  expect(after.length - before.length).toBeLessThanOrEqual(unnamed);
  expect(after.length - before.length).toBeLessThan(orphans);
});
