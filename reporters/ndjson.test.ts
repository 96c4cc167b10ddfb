import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readRecord } from '../cli/read-record.ts';
import type { RecordFault } from '../cli/read-record.ts';
import { openRecord } from '../cli/recorder.ts';
import type { RunEvent } from '../model/run-event.ts';
import { eventsOf, failing, findingOf, hostileTexts, told } from './events.fixture.ts';
import { ndjson } from './ndjson.ts';

let folder = '';
beforeAll(async () => { folder = await mkdtemp(join(tmpdir(), 'ndjson-')); });
afterAll(() => rm(folder, { recursive: true, force: true }));

const events = eventsOf(hostileTexts.map((text, index) => failing(`f${index}`, findingOf(text))));

/** What the reader makes of a text. */
async function read(text: string): Promise<{ readonly events: readonly RunEvent[]; readonly faults: readonly string[] }> {
  const path = join(folder, 'run.ndjson');
  await writeFile(path, text);
  const found: RunEvent[] = [];
  const faults: RecordFault[] = [];
  for await (const event of readRecord(path, (fault) => faults.push(fault))) found.push(event);
  return { events: found, faults: faults.map(({ code, line }) => `${code} ${line}`) };
}

test('one event a line, the footer last, and the reader takes it for what it is', async () => {
  const text = await told(ndjson, events);
  expect(text.split('\n')).toHaveLength(events.length + 1);
  const { events: found, faults } = await read(text);
  expect(faults).toEqual([]);
  expect(found.slice(0, -1)).toEqual(JSON.parse(JSON.stringify(events.slice(0, -1))));
  expect(found.at(-1)).toMatchObject({ event: 'run-finished', digest: expect.stringMatching(/^[0-9a-f]{64}$/) });
});

test('the record that a run writes is the same, byte by byte, however often it is told', async () => {
  const path = join(folder, 'written.ndjson');
  const record = openRecord(path);
  for (const event of events) record.write(event);
  record.close();
  const written = await readFile(path, 'utf8');
  expect(await told(ndjson, (await read(written)).events)).toBe(written);
});

test('a record that was cut or changed is found out, wherever', async () => {
  const text = await told(ndjson, events);
  const lines = text.trimEnd().split('\n');
  expect((await read(`${lines.slice(0, -1).join('\n')}\n`)).faults).toEqual([`RECORD_TRUNCATED ${lines.length - 1}`]);
  expect((await read(text.slice(0, -20))).faults).toEqual([`RECORD_TRUNCATED ${lines.length}`]);
  expect((await read(text.replace('"NON_CONFORMANT"', '"CONFORMANT"').replace('"kind":"fail"', '"kind":"pass"'))).faults).toEqual([`RECORD_CHANGED ${lines.length}`]);
  expect((await read(lines.toSpliced(3, 1).join('\n'))).faults).toEqual([`RECORD_CHANGED ${lines.length - 1}`]);
});
