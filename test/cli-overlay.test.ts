import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { calico, freshFolder } from './calico.ts';

let folder = '';
let remove: () => Promise<void>;
beforeEach(async () => {
  ({ folder, remove } = await freshFolder());
  await writeFile(join(folder, 'api.yaml'), 'openapi: 3.1.1\ninfo: { title: A, version: "1" }\npaths:\n  /a: { get: { operationId: getA, responses: { "200": { description: ok } } } }\n  /b: { get: { operationId: getB, responses: { "200": { description: ok } } } }\n');
});
afterEach(() => remove());

const plan = (...words: readonly string[]) => calico(['plan', '--description', 'api.yaml', ...words], { folder });

test('what an overlay takes out is not planned, what it adds is', async () => {
  await writeFile(join(folder, 'overlay.yaml'), 'overlay: 1.0.0\ninfo: { title: o, version: "1" }\nactions:\n  - target: $.paths["/b"]\n    remove: true\n  - target: $.paths["/a"].get\n    update: { parameters: [{ name: limit, in: query, schema: { type: integer, maximum: 5 } }] }\n');
  const { code, stdout } = await plan('--overlay', 'overlay.yaml', '--json', '--write', 'plan.jsonl');
  expect(code).toBe(0);
  expect(stdout).not.toContain('getB');
  expect(await readFile(join(folder, 'plan.jsonl'), 'utf8')).toContain('getA/parameter-violation/parameters/query/limit/maximum');
});

test('an overlay that selects nothing is a notice, one that is none is a problem with its place', async () => {
  await writeFile(join(folder, 'idle.yaml'), 'overlay: 1.0.0\ninfo: { title: o, version: "1" }\nactions:\n  - target: $.nothing\n    remove: true\n');
  expect((await plan('--overlay', 'idle.yaml')).code).toBe(0);
  await writeFile(join(folder, 'bad.yaml'), 'overlay: 1.0.0\ninfo: { title: o, version: "1" }\nactions:\n  - target: $.[\n    remove: true\n');
  expect(await plan('--overlay', 'bad.yaml')).toMatchObject({ code: 3, stderr: expect.stringMatching(/OVERLAY_INVALID.*\n\s+at bad\.yaml:4:\d+ \(\/actions\/0\/target\)/) });
  expect(await plan('--overlay', 'gone.yaml')).toMatchObject({ code: 3, stderr: expect.stringContaining('gone.yaml') });
  expect(await calico(['plan', '--overlay', 'idle.yaml'], { folder })).toMatchObject({ code: 3, stderr: expect.stringContaining('OVERLAY_WITHOUT_DESCRIPTION') });
});
