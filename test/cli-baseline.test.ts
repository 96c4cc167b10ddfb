import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { calico, freshFolder } from './calico.ts';
import { startServe, type Served } from './served.ts';

let liar: Served;
let other: Served;
let honest: Served;
beforeAll(async () => {
  [liar, other, honest] = await Promise.all([startServe('.', ['--fault', 'any-token']), startServe('.', ['--fault', 'limit-cut-down']), startServe('.')]);
});
afterAll(async () => { await Promise.all([liar, other, honest].map((served) => served.stop())); });

let folder = '';
let remove: () => Promise<void>;
beforeEach(async () => { ({ folder, remove } = await freshFolder()); });
afterEach(() => remove());

const run = (served: Served, ...words: readonly string[]) => calico(['--base-url', served.url, '--token-env', 'TOKEN', ...words], { folder, environment: { TOKEN: served.token } });

test('what is known passes, what is new fails, what is mended is said to be stale, what expired counts again', async () => {
  expect((await run(liar)).code).toBe(1);
  const written = await calico(['baseline', '--write', 'known.yaml'], { folder });
  expect(written).toMatchObject({ code: 0, stdout: expect.stringMatching(/^Wrote known\.yaml: \d+ known findings?, until \d{4}-\d\d-\d\d\.\nNext: /), stderr: '' });

  const again = await run(liar, '--baseline', 'known.yaml');
  expect(again.stdout).toContain('CONFORMANT_WITH_WAIVERS');
  expect(again.code).toBe(0);
  expect(await readFile(join(folder, 'conformance-report', 'junit.xml'), 'utf8')).not.toContain('<failure');

  const fresh = await run(other, '--baseline', 'known.yaml');
  expect(fresh.code).toBe(1);
  expect(fresh.stdout).toContain('NON_CONFORMANT');

  const mended = await run(honest, '--baseline', 'known.yaml');
  expect(mended.code).toBe(0);
  expect(mended.stdout.replaceAll(/\s+/g, ' ')).toMatch(/of the baseline (was|were) not seen any more and can be taken out/);

  const text = await readFile(join(folder, 'known.yaml'), 'utf8');
  await writeFile(join(folder, 'known.yaml'), text.replace(/^expires: .*$/m, 'expires: "2026-01-01"'));
  const late = await run(liar, '--baseline', 'known.yaml');
  expect(late.code).toBe(1);
  expect(late.stdout.replaceAll(/\s+/g, ' ')).toMatch(/of the baseline expired and counts? again/);
}, 120_000);

test('a baseline that is none, or is not there, is a problem before anything is sent', async () => {
  await writeFile(join(folder, 'bad.yaml'), 'version: 1\nexpires: "2027-01-01"\nfindings:\n  - cluster: a\n');
  expect(await run(honest, '--baseline', 'bad.yaml')).toMatchObject({ code: 3, stdout: '', stderr: expect.stringContaining('bad.yaml:4:') });
  expect(await run(honest, '--baseline', 'gone.yaml')).toMatchObject({ code: 3, stderr: expect.stringContaining('BASELINE_UNREADABLE') });
});

test.each([
  [['baseline'], 'Nothing says where to write'], [['baseline', '--write', 'a.yaml'], 'There is no record of a run'], [['baseline', '--write', 'a.yaml', '--expires', '2026-02-30'], 'is no day'],
])('%j says what is missing', async (words, complaint) => {
  expect(await calico(words, { folder })).toMatchObject({ code: 3, stderr: expect.stringContaining(complaint) });
});
