import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import type { RunEvent } from '../model/run-event.ts';

/** What is wrong with a record, and in which line. */
export interface RecordFault {
  readonly code: 'RECORD_UNREADABLE' | 'RECORD_TRUNCATED' | 'RECORD_CHANGED';
  readonly line: number;
  readonly what: string;
}

/** The events of a record, one at a time. A line that is none ends it; `onFault` hears why. */
export async function* readRecord(path: string, onFault: (fault: RecordFault) => void = () => undefined): AsyncIterable<RunEvent> {
  const hash = createHash('sha256');
  let line = 0;
  let last: RunEvent | undefined;
  for await (const bytes of linesOf(path)) {
    line += 1;
    const event = readEvent(bytes.toString('utf8'));
    if (!event) return onFault({ code: line === 1 ? 'RECORD_UNREADABLE' : 'RECORD_TRUNCATED', line, what: `Line ${line} is not an event of a run.` });
    if (event.event === 'run-finished' && event.digest !== undefined && event.digest !== hash.copy().digest('hex')) {
      onFault({ code: 'RECORD_CHANGED', line, what: 'The record was changed after the run: its digest does not fit.' });
    }
    hash.update(bytes).update('\n');
    last = event;
    yield event;
  }
  if (last?.event !== 'run-finished') onFault({ code: 'RECORD_TRUNCATED', line, what: 'The footer is missing: the run did not end.' });
}

/** Split at line feeds only: other line separators may stand raw inside a JSON text. */
async function* linesOf(path: string): AsyncIterable<Buffer> {
  let pending: Buffer[] = [];
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
    let start = 0;
    for (let end = chunk.indexOf(10); end !== -1; end = chunk.indexOf(10, start)) {
      yield Buffer.concat([...pending, chunk.subarray(start, end)]);
      pending = [];
      start = end + 1;
    }
    if (start < chunk.length) pending.push(chunk.subarray(start));
  }
  if (pending.length > 0) yield Buffer.concat(pending);
}

const kinds: Readonly<Record<RunEvent['event'], true>> = {
  'run-started': true, 'requirement-planned': true, planned: true, captured: true, exchange: true, ledger: true, 'case-settled': true,
  'case-withheld': true, explored: true, exploration: true, 'response-coverage': true, judged: true, waiver: true, 'target-log': true, notice: true, problem: true, 'run-finished': true,
};

function readEvent(line: string): RunEvent | undefined {
  try {
    const value = JSON.parse(line) as Partial<RunEvent> | null;
    return typeof value === 'object' && typeof value?.event === 'string' && Object.hasOwn(kinds, value.event) ? (value as RunEvent) : undefined;
  } catch {
    return undefined;
  }
}
