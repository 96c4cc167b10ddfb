import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { calico, freshFolder } from './calico.ts';

test('a record is judged again offline, and one that was made up is found out', async () => {
  const { folder, remove } = await freshFolder();
  try {
    await calico(['--include', 'countUsers', '--include', 'deactivateUser'], { folder });
    const again = await calico(['rejudge'], { folder });
    expect(again).toEqual({ code: 0, stdout: expect.stringMatching(/^\d{3,} requirements judged again from the record; each ends as it did\.\n$/), stderr: '' });

    // Whoever changes an outcome and repairs the digest of the record is contradicted by its own evidence.
    const path = join(folder, 'conformance-report', 'run.ndjson');
    const lines = (await readFile(path, 'utf8')).trimEnd().split('\n');
    const at = lines.findIndex((line) => line.startsWith('{"event":"judged"') && line.includes('"kind":"pass"') && line.includes('status-documented@countUsers'));
    lines[at] = (lines[at] ?? '').replace('{"kind":"pass"}', '{"kind":"blocked","because":"So it is said."}');
    const body = `${lines.slice(0, -1).join('\n')}\n`;
    const digest = createHash('sha256').update(body).digest('hex');
    await writeFile(path, `${body}${(lines.at(-1) ?? '').replace(/"digest":"[0-9a-f]{64}"/, `"digest":"${digest}"`)}\n`);
    const forged = await calico(['rejudge'], { folder });
    expect([forged.code, forged.stderr]).toEqual([1, '']);
    expect(forged.stdout).toMatch(/^status-documented@countUsers.*: blocked, and now pass\n\d+ requirements judged again from the record; 1 ends otherwise\.\n$/);

    expect(await calico(['rejudge', '--description', join(folder, 'nothing.yaml')], { folder })).toMatchObject({ code: 3, stdout: '' });
  } finally {
    await remove();
  }
});
