import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { commands } from '../cli/commands.ts';
import { calico, freshFolder, golden, root } from './calico.ts';

test.each([['help'], ...Object.keys(commands).map((name) => [name])])('help of %s', async (name) => {
  const { folder, remove } = await freshFolder();
  const words = name === 'help' ? ['--help'] : [name, '--help'];
  const ended = await calico(words, { folder });
  await remove();
  await expect(golden(words, ended).replace(/calico-conformance \d+\.\d+\.\d+/, 'calico-conformance VERSION')).toMatchFileSnapshot(`goldens/help-${name}.txt`);
});

/** How many characters of ours a command line loads; which files, Node's own coverage of a process tells. */
async function loadedBy(words: readonly string[]): Promise<number> {
  const { folder, remove } = await freshFolder();
  const coverage = join(folder, 'coverage');
  await calico(words, { folder, environment: { NODE_V8_COVERAGE: coverage } });
  const files = await Promise.all((await readdir(coverage)).map((name) => readFile(join(coverage, name), 'utf8')));
  await remove();
  const urls = files.flatMap((text) => (JSON.parse(text) as { readonly result: readonly { readonly url: string }[] }).result.map(({ url }) => url));
  const sources = await Promise.all(urls.filter((url) => url.startsWith(pathToFileURL(root).href)).map((url) => readFile(fileURLToPath(url), 'utf8')));
  return sources.reduce((sum, text) => sum + text.length, 0);
}

test('help and version come at once: they load nothing of what judges', async () => {
  expect(await loadedBy(['plan', '--include', 'nothing'])).toBeGreaterThan(200_000);
  for (const words of [['--version'], ['--help'], ['run', '--help']]) expect(await loadedBy(words)).toBeLessThan(40_000);
});
