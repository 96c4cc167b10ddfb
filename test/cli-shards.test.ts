import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { RunEvent, RunFinished, RunStarted } from '../model/run-event.ts';
import { startReference } from '../reference/server.ts';
import { tokens } from '../reference/tokens.ts';
import { shopDescription, shopKey, startShop, type Shop } from '../suites/stateful/shop.fixture.ts';
import { freshFolder } from './calico.ts';
import { calicoHere } from './calico-here.ts';

let folder = '';
let remove: () => Promise<void>;
let liar: Shop;
const words = ['--quiet'];
beforeAll(async () => {
  [liar, { folder, remove }] = await Promise.all([startShop({}, 'loses-at-page-end'), freshFolder()]);
  await writeFile(join(folder, 'shop.json'), JSON.stringify(shopDescription()));
  await writeFile(join(folder, 'calico-conformance.yaml'), `baseUrl: ${liar.baseUrl}\ndescription: ${join(folder, 'shop.json')}\nauth: { key: { apiKey: { value: ${shopKey} } } }\nexclude: [GET /branches]\n`);
});
afterAll(async () => {
  await liar.close();
  await remove();
});

const names = (of: number): readonly string[] => Array.from({ length: of }, (_, position) => `${of}-${position + 1}`);

async function shards(of: number, where = folder): Promise<readonly (number | null)[]> {
  const codes: (number | null)[] = [];
  for (const [position, name] of names(of).entries()) codes.push((await calicoHere([...words, '--shard', `${position + 1}/${of}`, '--output', name], where)).code);
  return codes;
}

const record = async (name: string): Promise<readonly RunEvent[]> =>
  (await readFile(join(folder, name, 'run.ndjson'), 'utf8')).trimEnd().split('\n').map((line) => JSON.parse(line) as RunEvent);

/** What differs from run to run: when, and how long. */
function withoutTimes(text: string): string {
  return text
    .replaceAll(/"(startedAt|finishedAt|durationMs|runId|digest|reproduce|mergedOf)":("[^"]*"|[\d.]+),?/g, '')
    .replaceAll(/\["date","[^"]*"\]/gi, '["date"]').replaceAll(/^date: .*$/gim, 'date')
    .replaceAll(/ (time|timestamp)="[^"]*"/g, '').replaceAll(/[\d.]+ m?s\b/g, 'TIME').replaceAll(/\d{4}-\d\d-\d\d[T ][\d:.]+ ?(Z|UTC)/g, 'THEN');
}

test('the merged reports are the same in 1, 2, 4 and 8 parts, and for the run as a whole; each part says how its own went', async () => {
  expect(await calicoHere([...words, '--output', 'whole'], folder)).toMatchObject({ code: 1, stderr: '' });
  expect(await calicoHere(['merge', 'whole', '--output', 'merged-whole', '--quiet'], folder)).toMatchObject({ code: 1, stderr: '' });
  const read = async (name: string): Promise<readonly string[]> => Promise.all(['run.ndjson', 'junit.xml', 'summary.md'].map(async (file) => withoutTimes(await readFile(join(folder, name, file), 'utf8'))));
  const whole = await read('merged-whole');
  expect(whole[0]?.length).toBeGreaterThan(100_000);
  for (const of of [1, 2, 4, 8]) {
    const codes = await shards(of);
    // The lie is found by whoever judges it, and nobody else is red.
    expect(codes).toContain(1);
    if (of === 8) expect(codes).toContain(0);
    expect(await calicoHere(['merge', ...names(of), '--output', `merged-${of}`, '--quiet'], folder)).toMatchObject({ code: 1, stderr: '' });
    for (const [position, text] of (await read(`merged-${of}`)).entries()) expect(text.split('\n')).toEqual(whole[position]?.split('\n'));
  }
  // Outcomes are those of the run that nobody divided.
  const outcomesOf = async (name: string): Promise<unknown> => (await record(name)).flatMap((event) => (event.event === 'judged' ? [[event.id, event.outcome.kind, event.binding]] : []));
  expect(await outcomesOf('merged-8')).toEqual(await outcomesOf('whole'));
});

test('of the Calico contract too, where a step reads several things at once: only times and the request ids of the backend differ', async () => {
  const reference = await startReference();
  try {
    const apart = join(folder, 'calico');
    await mkdir(apart);
    await writeFile(join(apart, 'calico-conformance.yaml'), `baseUrl: ${reference.url}\ntoken: ${tokens.owner}\notherTenant: { token: ${tokens.other} }\ninclude: [getTotalBalance]\n`);
    const read = async (name: string): Promise<readonly string[]> =>
      withoutTimes(await readFile(join(apart, name, 'run.ndjson'), 'utf8')).replaceAll(/(x-request-id","|request_id\\":\\")[0-9a-f-]{36}/gi, '$1').split('\n');
    let first: readonly string[] | undefined;
    // bench/shards.mjs does it with all of it, in 1, 2, 4 and 8 parts.
    for (const of of [1, 2]) {
      expect(await shards(of, apart)).not.toContain(1);
      expect(await calicoHere(['merge', ...names(of), '--output', `merged-${of}`, '--quiet'], apart)).toMatchObject({ code: 2, stderr: '' });
      const merged = await read(`merged-${of}`);
      first ??= merged;
      expect(merged).toEqual(first);
    }
    expect(first?.filter((line) => line.includes('"branch":[1,')).length).toBeGreaterThan(100);
    expect(first?.filter((line) => /"authorization","Bearer redacted-[0-9a-f]{8}"/.test(line)).length).toBeGreaterThan(100);
  } finally {
    await reference.close();
  }
}, 120_000);

test('a part is never green by itself, and says what it has judged', async () => {
  const events = await record('8-1');
  const started = events[0] as RunStarted;
  expect(started.shard).toMatchObject({ index: 1, of: 8 });
  const finished = events.at(-1) as RunFinished;
  expect(finished.verdict).not.toMatch(/^CONFORMANT/);
  const own = new Set(started.shard?.operations);
  const settled = events.flatMap((event) => (event.event === 'case-settled' && !own.has(event.case.operationId) ? [event.case.strategy] : []));
  // Of what others judge it sends the first request alone, for the values in it.
  expect(new Set(settled)).toEqual(new Set(['baseline']));
});

test('waivers hold for the whole: what a part does not see is no waiver of nothing, and one that is stale fails where all is put together', async () => {
  const apart = join(folder, 'waived');
  await mkdir(apart);
  const failing = (await record('merged-2')).flatMap((event) => (event.event === 'judged' && event.outcome.kind === 'fail' && event.binding ? [event.id] : []));
  expect(failing.length).toBeGreaterThan(0);
  const passing = (await record('merged-2')).flatMap((event) => (event.event === 'judged' && event.outcome.kind === 'pass' && event.binding ? [event.id] : [])).slice(0, 1);
  const config = await readFile(join(folder, 'calico-conformance.yaml'), 'utf8');
  const waivers = (ids: readonly string[]): string => JSON.stringify({ version: 1, waivers: ids.map((requirement) => ({ requirement, reason: 'Old clients.', ticket: 'SHOP-7', owner: 'ada@shop.example', expires: '2999-12-31' })) });
  const ended = async (ids: readonly string[], ...parts: readonly string[]): Promise<unknown> => {
    await writeFile(join(apart, 'waivers.yaml'), waivers(ids));
    await writeFile(join(apart, 'calico-conformance.yaml'), `${config}waivers: waivers.yaml\n`);
    const codes: (number | null)[] = [];
    for (const part of parts) codes.push((await calicoHere([...words, '--output', part.replace('/', '-of-'), ...(part === 'whole' ? [] : ['--shard', part])], apart)).code);
    const { code } = await calicoHere(['merge', ...parts.map((part) => part.replace('/', '-of-')), '--output', 'merged', '--quiet'], apart);
    const events = await record(join('waived', 'merged'));
    return { red: codes.includes(1), code, verdict: (events.at(-1) as RunFinished).verdict, standings: events.flatMap((event) => (event.event === 'waiver' ? [event.standing] : [])) };
  };
  // The lie leaves something undecided too, which no waiver covers.
  expect(await ended(failing, '1/2', '2/2')).toMatchObject({ red: false, code: 2, verdict: 'INCOMPLETE', standings: failing.map(() => ({ state: 'in-use', failing: 1 })) });
  expect(await ended([...failing, ...passing], '1/2', '2/2')).toMatchObject({ code: 1, verdict: 'NON_CONFORMANT' });
}, 60_000);

describe('merge refuses', () => {
  const changes: readonly (readonly [string, (events: readonly RunEvent[]) => readonly RunEvent[], string])[] = [
    ['a case that is in no record', (events) => events.filter((event) => event.event !== 'case-settled' || event.case.strategy === 'baseline'), 'CASE_MISSING'],
    ['a case that ended twice', (events) => events.flatMap((event): readonly RunEvent[] => (event.event === 'case-settled' ? [event, event] : [event])), 'CASE_TWICE'],
    ['a case that was never planned', (events) => events.flatMap((event): readonly RunEvent[] => (event.event === 'case-settled' ? [event, { ...event, case: { ...event.case, id: `${event.case.id}-too` } }] : [event])), 'CASE_UNPLANNED'],
    ['a part of another plan', (events) => changed(events, { planDigest: '0'.repeat(64) }), 'ANOTHER_PLAN'],
    ['a part that others have judged too', (events) => changed(events, { shard: { ...shardIn(events), operations: [...shardIn(events).operations].reverse() } }), 'SHARD_CHANGED'],
    ['a part of another version', (events) => changed(events, { suite: { name: 'calico-conformance', version: '9.9.9', rulesetDigest: '' } }), 'SHARDS_MIXED'],
    ['a part of another number of parts', (events) => changed(events, { shard: { ...shardIn(events), of: 3 } }), 'SHARDS_MIXED'],
    ['a part that was interrupted', (events) => events.map((event) => (event.event === 'run-finished' ? { ...event, interrupted: true } : event)), 'SHARD_UNFINISHED'],
    ['a record without its end', (events) => events.slice(0, -1), 'RECORD_TRUNCATED'],
  ];
  const shardIn = ([started]: readonly RunEvent[]): NonNullable<RunStarted['shard']> => {
    if (started?.event !== 'run-started' || !started.shard) throw new Error('no shard');
    return started.shard;
  };
  const changed = ([started, ...events]: readonly RunEvent[], rest: Partial<RunStarted>): readonly RunEvent[] => [{ ...(started as RunStarted), ...rest }, ...events];

  test.each(changes)('%s', async (_, change, code) => {
    // The digest of the footer is left out: a forger would have made it anew.
    const events = change(await record('2-2')).map((event) => (event.event === 'run-finished' ? { ...event, digest: undefined } : event));
    await mkdir(join(folder, 'forged'), { recursive: true });
    await writeFile(join(folder, 'forged', 'run.ndjson'), events.map((event) => `${JSON.stringify(event)}\n`).join(''));
    const ended = await calicoHere(['merge', '2-1', 'forged', '--output', 'never'], folder);
    expect(ended.stderr).toContain(`problem ${code}: `);
    expect(ended.code).not.toBe(0);
    expect(ended.stdout).toBe('');
  });

  test.each([
    [['4-1', '4-2', '4-4'], 'problem SHARD_MISSING: Of 4 shards, one is missing: 3.\n  Name the records of all shards.\n'],
    [['2-1', '2-1'], 'problem SHARD_TWICE: It is shard 1 of 2, and so is 2-1.\n  at 2-1\n  Name each shard once.\nproblem SHARD_MISSING: Of 2 shards, one is missing: 2.\n  Name the records of all shards.\n'],
    [[], 'problem NO_SHARDS: No record was named.\n  Name the folders of all shards: calico-conformance merge shard-1 shard-2\n'],
    [['2-1', '2-2', '--output', '2-1'], 'problem OUTPUT_IS_INPUT: A shard stands where the whole is to be written.\n  at 2-1\n  Name another folder with --output.\n'],
    [['nowhere'], 'problem RECORD_NOT_FOUND: There is no record of a run.\n  at nowhere\n  Make one: calico-conformance, or name another file.\n'],
  ])('%j', async (operands, said) => {
    expect(await calicoHere(['merge', ...operands], folder)).toEqual({ code: 3, stdout: '', stderr: said });
  });

  test.each(['0/2', '3/2', '1', '1/2/3', 'a/b', '-1/2', '1/1001'])('--shard %s', async (shard) => {
    expect(await calicoHere(['--shard', shard], folder)).toMatchObject({ code: 3, stderr: expect.stringContaining(`problem SHARD_UNREADABLE: This is no shard: ${shard}\n`) });
  });

  test('--shard beside what a part cannot do', async () => {
    expect(await calicoHere(['--shard', '1/2', '--explore', '5'], folder)).toMatchObject({ code: 3, stderr: 'problem USAGE: A shard is run without --explore.\n  Leave --explore out, or run the plan as a whole.\n' });
  });
});
