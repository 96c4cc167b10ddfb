import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { faults, variants } from '../reference/server.ts';
import { rules } from '../suites/rules.ts';
import { calico, freshFolder, golden, type Ended } from './calico.ts';
import { startServe } from './served.ts';

let folder = '';
let remove: () => Promise<void>;
beforeAll(async () => { ({ folder, remove } = await freshFolder()); });
afterAll(() => remove());

async function look(...words: readonly string[]): Promise<Ended> {
  const ended = await calico(words, { folder });
  expect(ended).toMatchObject({ code: 0, stderr: '' });
  return ended;
}

describe('requirements', () => {
  test('list: one line each, grouped by operation', async () => {
    const words = ['requirements', 'list', '--include', 'countUsers'];
    const { stdout } = await look(...words);
    expect(stdout).toMatch(/^GET \/enterprise\/v2\/stats\/users\n  MUST {4}\w+ +success-documented@countUsers#\/responses\/2XX\n/);
    const lines = stdout.split('\n').filter((line) => line.startsWith('  '));
    for (const line of lines) expect(line).toMatch(/^ {2}(MUST|SHOULD|MAY) +(documented|platform|assumed) +[a-z-]+@countUsers#/);
    expect(stdout).toContain(`${lines.length} requirements of profile full.`);
    const json = (await look(...words, '--json')).stdout.trimEnd().split('\n').map((line) => JSON.parse(line) as { id: string });
    expect(json.map(({ id }) => id)).toEqual(lines.map((line) => line.trim().split(/ +/)[2]));
  });

  test('explain: every rule and the flow', async () => {
    for (const id of [...rules.map((rule) => rule.id).slice(0, 3), 'deactivate-user']) {
      const { stdout } = await look('requirements', 'explain', id);
      expect(stdout).toMatch(new RegExp(`^${id}\\n`));
      expect(stdout).toMatch(/Clause +\S/);
      expect(stdout).toMatch(/https:\/\//);
    }
  });

  test('explain: one requirement, as a golden', async () => {
    const words = ['requirements', 'explain', 'auth-required@countUsers#/security/none'];
    await expect(golden(words, await calico(words, { folder }))).toMatchFileSnapshot('goldens/explain.txt');
  });

  test('coverage: of every operation, and its gaps', async () => {
    const { stdout } = await look('requirements', 'coverage', '--profile', 'read-only');
    expect(stdout).toMatch(/^Operation +Requirements +Parameters +Body +Responses\n/);
    expect(stdout).toContain('deactivateUser: profile read-only leaves it out');
    const { stdout: json } = await look('requirements', 'coverage', '--json');
    expect((JSON.parse(json) as unknown[]).length).toBe(14);
  });
});

describe('serve', () => {
  test('lists every variant and fault', async () => {
    const { stdout } = await look('serve', '--list');
    for (const id of [...Object.keys(variants), ...Object.keys(faults)]) expect(stdout).toMatch(new RegExp(`^  ${id}$`, 'm'));
  });

  test('answers until it is told to stop', async () => {
    const served = await startServe(folder, ['--variant', 'gzip']);
    const answer = await fetch(`${served.url}/enterprise/v2/stats/users`, { headers: { authorization: `Bearer ${served.token}` } });
    expect([answer.status, answer.headers.get('content-encoding')]).toEqual([200, 'gzip']);
    const taken = await calico(['serve', '--port', new URL(served.url).port], { folder });
    expect(taken).toMatchObject({ code: 3, stderr: expect.stringMatching(/^problem PORT_UNAVAILABLE: Port \d+ is in use\.\n/) });
    expect(await served.stop()).toBe(0);
    await expect(fetch(served.url)).rejects.toThrow();
  });
});
