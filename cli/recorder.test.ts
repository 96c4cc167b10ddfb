import { readFileSync } from 'node:fs';
import { appendFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { RunEvent, RunFinished } from '../model/run-event.ts';
import { readRecord, type RecordFault } from './read-record.ts';
import { openRecord } from './recorder.ts';

let folder = '';
beforeAll(async () => { folder = await mkdtemp(join(tmpdir(), 'record-')); });
afterAll(() => rm(folder, { recursive: true, force: true }));

const notice = (what: string): RunEvent => ({ event: 'notice', notice: { code: 'N', what } });
const finished = { event: 'run-finished', verdict: 'CONFORMANT', exitCode: 0 } as RunFinished;

async function read(path: string): Promise<{ readonly events: readonly RunEvent[]; readonly faults: readonly RecordFault[] }> {
  const events: RunEvent[] = [];
  const faults: RecordFault[] = [];
  for await (const event of readRecord(path, (fault) => faults.push(fault))) events.push(event);
  return { events, faults };
}

function record(name: string, events: readonly RunEvent[]): string {
  const path = join(folder, name);
  const recorder = openRecord(path);
  for (const event of events) recorder.write(event);
  recorder.close();
  return path;
}

test('what was written is read again, hostile texts included', async () => {
  const hostile = ['line\nbreak', 'separators \u2028 \u2029 \u0085', '\u0000\u001b[31m', '\ud800', '💥'.repeat(40_000)].map(notice);
  const { events, faults } = await read(record('whole.ndjson', [...hostile, finished]));
  expect(faults).toEqual([]);
  expect(events.slice(0, -1)).toEqual(hostile);
  expect(events.at(-1)).toMatchObject({ ...finished, digest: expect.stringMatching(/^[0-9a-f]{64}$/) });
});

test('an exchange is on the disk before the next event, with all that was said before it', async () => {
  const path = join(folder, 'live.ndjson');
  const recorder = openRecord(path);
  const exchange = { event: 'exchange', exchange: { id: 'x1' } } as RunEvent;
  recorder.write(notice('first'));
  recorder.write(exchange);
  expect(readFileSync(path, 'utf8')).toBe(`${JSON.stringify(notice('first'))}\n${JSON.stringify(exchange)}\n`);
  recorder.close();
});

test('what follows from exchanges is on the disk when the turn is over', async () => {
  const path = join(folder, 'turn.ndjson');
  const recorder = openRecord(path);
  recorder.write(notice('first'));
  await new Promise((resolve) => { setImmediate(resolve); });
  expect(readFileSync(path, 'utf8')).toBe(`${JSON.stringify(notice('first'))}\n`);
  recorder.close();
});

test('a record without its footer is truncated', async () => {
  const { events, faults } = await read(record('cut.ndjson', [notice('a')]));
  expect(events).toHaveLength(1);
  expect(faults).toEqual([{ code: 'RECORD_TRUNCATED', line: 1, what: 'The footer is missing: the run did not end.' }]);
});

test('half a line ends it', async () => {
  const path = record('half.ndjson', [notice('a')]);
  await appendFile(path, '{"event":"noti');
  const { events, faults } = await read(path);
  expect(events).toHaveLength(1);
  expect(faults).toMatchObject([{ code: 'RECORD_TRUNCATED', line: 2 }]);
});

test('a changed line is noticed', async () => {
  const path = record('changed.ndjson', [notice('a'), finished]);
  await writeFile(path, (await readFile(path, 'utf8')).replace('"a"', '"b"'));
  expect((await read(path)).faults).toMatchObject([{ code: 'RECORD_CHANGED', line: 2 }]);
});

test.each([['empty', '', 'RECORD_TRUNCATED'], ['other', 'hello\n', 'RECORD_UNREADABLE'], ['null', 'null\n', 'RECORD_UNREADABLE'], ['foreign', '{"event":"__proto__"}\n', 'RECORD_UNREADABLE']])(
  'a file that is no record: %s', async (name, content, code) => {
    const path = join(folder, `${name}.txt`);
    await writeFile(path, content);
    expect(await read(path)).toMatchObject({ events: [], faults: [{ code }] });
  });
