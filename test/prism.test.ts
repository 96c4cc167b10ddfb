import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { builtInContract } from '../spec/calico-enterprise.ts';
import type { Judged } from './judge.ts';
import { judge } from './judge.ts';
import { junitIsValid } from './junit-is-valid.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const rows = [...readFileSync(`${root}docs/prism.md`, 'utf8').matchAll(/^\| `([^`]+@[^`]+)` \|/gm)].map(([, pattern = '']) => pattern);
const users = ['a169451c-8525-4352-b8ca-070dd449a1a5', '6dff50ad-7abc-4858-9742-b8e38b8d814c'];

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => { server.close(resolve); });
  return port;
}

/** A real Prism on the built-in contract. */
async function startPrism(): Promise<{ readonly url: string; close(): void }> {
  const port = await freePort();
  const child = spawn(process.execPath, ['node_modules/@stoplight/prism-cli/dist/index.js', 'mock', builtInContract(), '--host', '127.0.0.1', '--port', String(port)], { cwd: root, stdio: 'ignore' });
  const url = `http://127.0.0.1:${port}`;
  for (let tries = 0; tries < 240; tries++) {
    if (await fetch(`${url}/enterprise/v2/users`).then(() => true, () => false)) return { url, close: () => void child.kill() };
    await wait(250);
  }
  child.kill();
  throw new Error('Prism did not start.');
}

describe('Prism, a stateless mock of the contract', () => {
  let judged: Judged;

  beforeAll(async () => {
    const prism = await startPrism();
    try {
      judged = await judge({ baseUrl: prism.url, token: 'a-token-that-prism-never-looks-at', disposable: users });
    } finally {
      prism.close();
    }
  }, 180_000);

  afterAll(async () => junitIsValid(judged.events));

  const matches = (pattern: string, id: string): boolean => new RegExp(`^${pattern.split('*').map((part) => part.replaceAll(/[.+?^${}()|[\]\\]/g, '\\$&')).join('[^#]*')}$`).test(id);

  test('every finding stands in exactly one row of docs/prism.md', () => {
    expect(judged.ids('fail', 'error').filter((id) => rows.filter((row) => matches(row, id)).length !== 1)).toEqual([]);
  });

  test('every row of docs/prism.md is a finding', () => {
    expect(rows.filter((row) => !judged.ids('fail').some((id) => matches(row, id)))).toEqual([]);
    expect(rows.length).toBeGreaterThan(5);
  });

  test('the deactivation flow fails and says why', () => {
    expect(judged.outcomes.get('deactivate-user@getUser#/steps/gone-or-deactivated')).toMatchObject({
      kind: 'fail', findings: [{ message: expect.stringMatching(/"active".*documented: \$statusCode == 404/s) }],
    });
  });

  test('only what rests on state is left open', () => {
    const open = judged.ids('blocked', 'not-run').map((id) => judged.requirements.get(id)?.rule);
    expect([...new Set(open)]).toEqual(['users-agree', 'accounts-agree', 'balance-agrees', 'transactions-agree', 'deactivate-user', 'auth-before-lookup']);
    expect(judged.finished.verdict).toBe('NON_CONFORMANT');
    expect(judged.ids('pass').length).toBeGreaterThan(500);
  });
});
