import { cp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freshFolder, type Ended } from './calico.ts';
import { calicoHere } from './calico-here.ts';
import { hostileTitle, bundleOfShop, smallShop } from './small-shop.ts';

let folder = '';
let remove: () => Promise<void>;
beforeAll(async () => {
  ({ folder, remove } = await freshFolder());
  await writeFile(join(folder, 'shop.json'), JSON.stringify(smallShop));
  for (const [name, honest] of [['good', true], ['bad', false]] as const) {
    await bundleOfShop(folder, `${name}.tgz`, { honest });
    await cp(join(folder, 'conformance-report'), join(folder, name), { recursive: true });
  }
});
afterAll(() => remove());

const compare = (...words: readonly string[]): Promise<Ended> => calicoHere(['compare', ...words], folder);
const plain = ({ stdout, stderr }: Ended): string => (stdout + stderr).replaceAll(/\s+/g, ' ');
const broken = 'body-schema@getOffer#/responses/200/content/application~1json/schema';

test('what got worse is told first, and is exit code 1; what got better is not', async () => {
  const worse = await compare('good', 'bad/run.ndjson');
  expect(worse.code).toBe(1);
  expect(plain(worse)).toMatch(/A CONFORMANT good http.* B NON_CONFORMANT bad\/run\.ndjson .* A B getOffer body-schema \S+ ✓ ✗ .*Worse than in the first: 1\. Better in the last than in the first: 0\./);
  expect(Math.max(...worse.stdout.split('\n').map((line) => [...line].length))).toBeLessThanOrEqual(80);
  const better = await compare('bad', 'good');
  expect(better.code).toBe(0);
  expect(plain(better)).toContain('Worse than in the first: 0. Better in the last than in the first: 1.');
});

test('what ended alike is no difference', async () => {
  const alike = await compare('good', 'good.tgz', 'good/run.ndjson');
  expect([alike.code, plain(alike)]).toEqual([0, expect.stringMatching(/ended alike in all runs, 0 did not/)]);
});

test('bundles and runs, as JSON and as a page on which nothing of a target acts', async () => {
  const said = await compare('good.tgz', 'bad.tgz', 'bad', '--json', '--html', 'compared.html');
  expect(JSON.parse(said.stdout)).toMatchObject({ runs: [{ name: 'good.tgz', verdict: 'CONFORMANT' }, { verdict: 'NON_CONFORMANT' }, {}], worse: [broken], better: [], differing: [{ requirement: broken, outcomes: ['pass', 'fail', 'fail'] }] });
  const page = await readFile(join(folder, 'compared.html'), 'utf8');
  expect(page).toContain("default-src &#39;none&#39;".replaceAll('&#39;', "'"));
  expect(page.replaceAll('<wbr>', '')).toContain(broken);
  expect(page).not.toContain('<script');
  expect(page).not.toContain(hostileTitle.slice(0, 20));
});

test('another description is said, and rows that only some have stand empty', async () => {
  await writeFile(join(folder, 'shop.json'), JSON.stringify({ ...smallShop, paths: { '/offer': { get: { ...smallShop.paths['/offer'].get, parameters: [] } } } }));
  await bundleOfShop(folder, 'smaller.tgz', { honest: true });
  const said = await compare('good.tgz', 'smaller.tgz');
  expect(said.code).toBe(0);
  expect(plain(said)).toMatch(/✓ · .*They were judged by different descriptions/);
});

test.each<[readonly string[], RegExp]>([
  [['good'], /It takes two runs or more/], [['good', 'nowhere'], /RECORD_NOT_FOUND/], [['good', 'shop.json'], /RECORD_/], [['good', 'broken.tgz'], /E_BUNDLE/],
])('%j says what is wrong', async (words, says) => {
  await writeFile(join(folder, 'broken.tgz'), (await readFile(join(folder, 'good.tgz'))).subarray(0, 300));
  const said = await compare(...words);
  expect([said.code, said.stderr]).toEqual([3, expect.stringMatching(says)]);
});

test('with many runs their columns have the sign of each outcome, its word for who does not see it, and a key to both', async () => {
  expect((await compare(...Array.from({ length: 7 }, () => 'good'), 'bad', '--html', 'many.html')).code).toBe(1);
  const row = /<tr><th scope="row"><details>[^]*?<\/tr>/.exec(await readFile(join(folder, 'many.html'), 'utf8'))?.[0] ?? '';
  expect([...row.matchAll(/<span class="sign" aria-hidden="true">(.)<\/span><span class="unseen">(\w+)/g)].map(([, sign, word]) => `${sign} ${word}`)).toEqual([...Array.from({ length: 7 }, () => '✓ pass'), '✗ fail']);
});
