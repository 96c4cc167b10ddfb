import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freshFolder, type Ended } from './calico.ts';
import { calicoHere } from './calico-here.ts';
import { smallShop, startShop } from './small-shop.ts';

let folder = '';
let remove: () => Promise<void>;
let liar: Awaited<ReturnType<typeof startShop>>;
let honest: Awaited<ReturnType<typeof startShop>>;
beforeAll(async () => {
  ({ folder, remove } = await freshFolder());
  await writeFile(join(folder, 'shop.json'), JSON.stringify(smallShop));
  [liar, honest] = await Promise.all([startShop({ honest: false }), startShop({ honest: true })]);
});
afterAll(async () => {
  liar.close();
  honest.close();
  await remove();
});

const judge = (url: string, ...words: readonly string[]): Promise<Ended> => calicoHere(['--base-url', url, '--description', join(folder, 'shop.json'), ...words], folder);
const text = async (file: string): Promise<string> => readFile(join(folder, file), 'utf8');
const put = (file: string, content: string): Promise<void> => writeFile(join(folder, file), content);
const plain = (said: string): string => said.replaceAll(/\s+/g, ' ');
const broken = 'body-schema@getOffer#/responses/200/content/application~1json/schema';
const entry = (target: string, expires = '2999-12-31', owner = 'ada@shop.example'): string =>
  `version: 1\nwaivers:\n  - ${target}\n    reason: "Old clients read a text."\n    ticket: SHOP-7\n    owner: "${owner}"\n    expires: "${expires}"\n`;

test('a failure is proposed, fails until somebody answers for it, and is then let pass, judged and told all the same', async () => {
  expect((await judge(liar.url)).code).toBe(1);
  const updated = await calicoHere(['waivers', 'update', '--waivers', 'w.yaml'], folder);
  expect(updated).toMatchObject({ code: 0, stderr: '', stdout: expect.stringMatching(/^Wrote w\.yaml: 1 proposed, 0 taken out/) as string });
  expect(await text('w.yaml')).toContain(broken);

  const unapproved = await judge(liar.url, '--waivers', 'w.yaml', '--accept-waivers');
  expect(unapproved.code).toBe(1);
  expect(plain(unapproved.stdout)).toContain('Nobody has approved it: reason, ticket, owner, expires are not filled in, and 1 requirement that it names counts.');
  expect(await text('conformance-report/junit.xml')).toContain('<failure type="waiver-unapproved"');
  expect(await calicoHere(['waivers', 'check', '--waivers', 'w.yaml'], folder)).toMatchObject({ code: 1, stdout: expect.stringMatching(/^not approved {2}body-schema@getOffer/) as string });
  // What is proposed already is not proposed again.
  expect((await calicoHere(['waivers', 'update', '--waivers', 'w.yaml'], folder)).stdout).toContain('0 proposed');

  await put('w.yaml', (await text('w.yaml')).replace('reason: ""', 'reason: "Old clients read a text."').replace('ticket: ""', 'ticket: SHOP-7').replace('owner: ""', 'owner: ada@shop.example').replace('expires: ""', 'expires: "2999-12-31"'));
  const waived = await judge(liar.url, '--waivers', 'w.yaml');
  expect(waived.code).toBe(5);
  expect(plain(waived.stdout)).toMatch(/CONFORMANT_WITH_WAIVERS.*but for 1 waiver/);
  expect(waived.stdout).toContain('SHOP-7, ada@shop.example');
  const junit = await text('conformance-report/junit.xml');
  expect(junit).toMatch(/<skipped message="waived until 2999-12-31 \(SHOP-7\): Received .*documented/);
  expect(junit).not.toContain('<failure');
  expect(await text('conformance-report/summary.md')).toContain('## Waivers');
  expect(await text('conformance-report/report.html')).toContain('Old clients read a text.');
  expect((await calicoHere(['waivers', 'check', '--waivers', 'w.yaml'], folder)).code).toBe(0);
  expect((await judge(liar.url, '--waivers', 'w.yaml', '--accept-waivers', '--quiet')).code).toBe(0);

  const mended = await judge(honest.url, '--waivers', 'w.yaml', '--accept-waivers');
  expect(mended.code).toBe(1);
  expect(plain(mended.stdout)).toMatch(/Nothing that it covers fails any more: take it out\. .*NON_CONFORMANT 1 requirement that passed is still waived/);
  expect(await text('conformance-report/junit.xml')).toMatch(/<failure type="body-schema" message="The waiver SHOP-7 covers this, and it passes/);
  expect((await calicoHere(['waivers', 'update', '--waivers', 'w.yaml'], folder)).stdout).toMatch(/0 proposed, 1 taken out[^]*out {2}body-schema@getOffer/);
  expect(await judge(honest.url, '--waivers', 'w.yaml', '--quiet')).toMatchObject({ code: 0, stderr: '' });
});

test.each<[what: string, url: 'liar' | 'honest', file: string, code: number, says: RegExp]>([
  ['an expired waiver lets nothing pass, and is named', 'liar', entry(`requirement: "${broken}"`, '2026-01-01'), 1, /It expired on 2026-01-01, and 1 requirement that it covered counts again/],
  ['an expired waiver fails a run that is green otherwise', 'honest', entry(`requirement: "${broken}"`, '2026-01-01'), 1, /NON_CONFORMANT Nothing else fails, but 1 waiver does not hold/],
  ['a rule can be waived', 'liar', entry('rule: body-schema'), 5, /CONFORMANT_WITH_WAIVERS/],
  ['a pattern of which one part fails is in use', 'liar', entry('requirement: "*@getOffer#/responses/200*"'), 5, /CONFORMANT_WITH_WAIVERS/],
  ['a waiver of something else lets nothing pass, and is stale', 'liar', entry('rule: status-documented'), 1, /rule status-documented .*Nothing that it covers fails any more/],
  ['a waiver of nothing is a problem before anything is sent', 'liar', entry('rule: body-skema'), 3, /problem WAIVER_COVERS_NOTHING: The waiver of rule body-skema covers nothing.* Did you mean body-schema/],
  ['a waiver of what another profile asks for is none', 'honest', entry('requirement: "status-documented@replaceOffer#/responses"'), 0, /CONFORMANT/],
  ['a file that is none is a problem', 'liar', 'version: 1\nwaivers:\n  - rule: a\n', 3, /problem WAIVERS_INVALID: The waiver of a has no reason/],
])('%s', async (_, server, file, code, says) => {
  await put('w.yaml', file);
  // An operation that is in no plan by the profile of the run.
  await put('shop.json', JSON.stringify({ ...smallShop, paths: { '/offer': { ...smallShop.paths['/offer'], put: { operationId: 'replaceOffer', responses: { 200: { description: 'replaced' } } } } } }));
  const ended = await judge(server === 'liar' ? liar.url : honest.url, '--waivers', 'w.yaml');
  expect(plain(ended.stdout + ended.stderr)).toMatch(says);
  expect(ended.code).toBe(code);
});

test('a declared capability has to be shown; one that is not declared has not', async () => {
  await put('shop.json', JSON.stringify(smallShop));
  expect((await judge(honest.url, '--quiet')).code).toBe(0);
  const declared = await judge(honest.url, '--capability', 'problem-details');
  expect(declared.code).toBe(2);
  expect(plain(declared.stdout)).toContain('The capability "problem-details" is declared, and nothing has shown it.');
  const untouched = await judge(honest.url, '--capability', 'tenants');
  expect(plain(untouched.stdout)).toContain('The capability "tenants" is declared, and nothing that is required of this API rests on it.');
  expect(await judge(honest.url, '--capability', 'teleport')).toMatchObject({ code: 3, stderr: expect.stringContaining('must be one of tenants') as string });
});

test.each<[readonly string[], RegExp]>([
  [['waivers', 'approve'], /UNKNOWN_COMMAND/], [['waivers', 'check'], /Nothing says which file of waivers/], [['waivers', 'check', '--waivers', 'gone.yaml'], /WAIVERS_UNREADABLE/], [['waivers', 'check', 'nowhere', '--waivers', 'w.yaml'], /RECORD_NOT_FOUND/],
])('%j says what is missing', async (words, says) => {
  await put('w.yaml', entry('rule: body-schema'));
  const ended = await calicoHere(words, folder);
  expect([ended.code, ended.stderr]).toEqual([3, expect.stringMatching(says)]);
});
