import { expect, test } from 'vitest';
import { commands } from '../cli/commands.ts';
import { calico, freshFolder, golden } from './calico.ts';

test.each([['help'], ...Object.keys(commands).map((name) => [name])])('help of %s', async (name) => {
  const { folder, remove } = await freshFolder();
  const words = name === 'help' ? ['--help'] : [name, '--help'];
  const ended = await calico(words, { folder });
  await remove();
  await expect(golden(words, ended).replace(/calico-conformance \d+\.\d+\.\d+/, 'calico-conformance VERSION')).toMatchFileSnapshot(`goldens/help-${name}.txt`);
});

test('help and version come at once', async () => {
  const { folder, remove } = await freshFolder();
  const times: number[] = [];
  for (let round = 0; round < 5; round += 1) {
    const started = performance.now();
    await calico([round % 2 === 0 ? '--version' : '--help'], { folder });
    times.push(performance.now() - started);
  }
  await remove();
  const bare = Math.min(...times);
  // A process of node alone takes 30 to 40 ms; machines that are busy get some room.
  expect(bare).toBeLessThan(300);
});
