import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { calico, freshFolder } from './calico.ts';
import { startServe } from './served.ts';

let folder = '';
let remove: () => Promise<void>;
beforeEach(async () => { ({ folder, remove } = await freshFolder()); });
afterEach(() => remove());

/** What both say, operation by operation, of a backend that was started so. */
async function opinions(how: readonly string[] = [], ...flags: readonly string[]): Promise<{ readonly said: string; readonly rows: ReadonlyMap<string, readonly string[]> }> {
  const served = await startServe('.', how);
  try {
    const { stdout, stderr } = await calico(['--base-url', served.url, '--token-env', 'TOKEN', '--second-opinion', 'dredd', ...flags], { folder, environment: { TOKEN: served.token } });
    expect(stderr).toBe('');
    const page = await readFile(join(folder, 'conformance-report', 'second-opinion.md'), 'utf8');
    expect(page).not.toContain(served.token);
    const rows = page.split('\n').filter((line) => /^\| \w+ \(/.test(line)).map((line) => line.split(/(?<!\\)\|/).map((cell) => cell.trim()));
    return { said: stdout, rows: new Map(rows.map(([, operation = '', ...cells]) => [operation.split(' ')[0] ?? '', cells])) };
  } finally {
    await served.stop();
  }
}

test('of an honest backend both say that it keeps to the description', async () => {
  const { said, rows } = await opinions();
  expect(said).toContain('Second opinion: Dredd was asked about 13 operations, and agrees on 13.\n1 more was not asked about; second-opinion.md says why.\n');
  expect([...rows.values()].map(([dredd, ours, agree]) => [dredd, ours, agree])).toEqual(Array.from({ length: 13 }, () => ['valid', 'valid', 'yes']));
}, 90_000);

test('of a lie that both can see they say the same', async () => {
  const { said, rows } = await opinions(['--fault', 'user-without-email'], '--include', 'getUser', '--include', 'listUsers');
  expect(said).toContain('Dredd was asked about 4 operations, and agrees on 4.');
  expect(rows.get('getUser')?.slice(0, 3)).toEqual(['invalid', 'invalid', 'yes']);
  expect(rows.get('getUser')?.[4]).toMatch(/email/);
});

test('where only we can see a lie, it is said why Dredd cannot', async () => {
  const { said, rows } = await opinions(['--fault', 'id-without-form'], '--include', 'searchUsers');
  expect(said).toMatch(/Dredd was asked about 4 operations, and agrees on 3\.\n- searchUsers: invalid to us, valid to Dredd\./);
  expect(rows.get('searchUsers')?.slice(0, 3)).toEqual(['valid', 'invalid', '**no**']);
  expect(rows.get('searchUsers')?.[3]).toMatch(/Dredd cannot see it: Swagger 2\.0 has no .*format/);
});
