import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { calico, freshFolder } from './calico.ts';
import { startServe, type Served } from './served.ts';

let honest: Served;
let liar: Served;
beforeAll(async () => { [honest, liar] = await Promise.all([startServe('.'), startServe('.', ['--fault', 'limit-cut-down'])]); });
afterAll(async () => { await Promise.all([honest, liar].map((served) => served.stop())); });

let folder = '';
let remove: () => Promise<void>;
beforeEach(async () => { ({ folder, remove } = await freshFolder()); });
afterEach(() => remove());

const id = 'listUsers/parameter-violation/parameters/query/limit/maximum';
const requirement = 'rejects-invalid@listUsers#/parameters/query/limit/maximum';

test('a case is sent again to the target of the record, by the flags of that run; then to one that was mended', async () => {
  const environment = { TOKEN: liar.token };
  const ran = await calico(['--base-url', liar.url, '--token-env', 'TOKEN', '--include', 'listUsers', '--quiet'], { folder, environment });
  expect(ran.code).toBe(1);
  const again = await calico(['replay', 'listUsers/parameter-violation/parameters/query/limit/max'], { folder, environment });
  expect(again.stdout).toContain(`> GET ${liar.url}/enterprise/v2/users?limit=101\n`);
  expect(again.stdout).toContain('The positive control: listUsers/');
  expect(again.stdout).toContain('  - query limit: 50\n  + query limit: 101\n');
  expect(again.stdout).toContain(`fail    ${requirement}\n`);
  expect(again).toMatchObject({ code: 1, stderr: '' });
  expect(again.stdout).not.toContain(liar.token);
  const mended = await calico(['replay', id, '--base-url', honest.url], { folder, environment: { TOKEN: honest.token } });
  expect(mended.stdout).toContain(`pass    ${requirement} (was fail)\n`);
  expect(mended).toMatchObject({ code: 0, stderr: '' });
});

test('a requirement may be named, and a step of a flow with it; without a record the embedded backend answers', async () => {
  expect(await calico(['replay', requirement], { folder })).toMatchObject({ code: 0, stdout: expect.stringContaining(`pass    ${requirement}\n`) });
  const step = 'limit-honoured@listUsers#/steps/limit-honoured';
  expect(await calico(['replay', step], { folder })).toMatchObject({ code: 0, stdout: expect.stringMatching(/pages-listUsers, step limit-honoured\n> GET .*limit=1\n[^]*pass {4}limit-honoured@listUsers/) });
});

test.each<[string, readonly string[], RegExp]>([
  ['nothing named', ['replay'], /USAGE: Nothing says which case/],
  ['a case that nobody planned', ['replay', 'getUser/no-such-case'], /CASE_NOT_PLANNED: Nothing of "getUser\/no-such-case" would be sent/],
  ['a record that is not there', ['replay', 'getUser/baseline', '--record', 'gone'], /RECORD_NOT_FOUND/],
])('%s is a problem', async (_, words, says) => {
  expect(await calico(words, { folder })).toMatchObject({ code: 3, stdout: '', stderr: expect.stringMatching(says) });
});

test('a part that several cases have is a problem that names them', async () => {
  await calico(['--base-url', honest.url, '--token-env', 'TOKEN', '--include', 'countUsers', '--quiet'], { folder, environment: { TOKEN: honest.token } });
  expect(await calico(['replay', 'unauthorised'], { folder })).toMatchObject({ code: 3, stderr: expect.stringMatching(/CASE_AMBIGUOUS: \d+ cases are called like that: listUsers\/unauthorised\/none, /) });
  expect(await calico(['replay', 'countUsers/baselin3'], { folder })).toMatchObject({ code: 3, stderr: expect.stringMatching(/CASE_NOT_FOUND: .*\n\s+Did you mean countUsers\/baseline, /) });
});
