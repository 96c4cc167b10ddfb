import { createHash } from 'node:crypto';
import type { Exchange } from '../model/exchange.ts';
import type { Result } from '../model/problem.ts';
import type { RunEvent, RunFinished, RunStarted } from '../model/run-event.ts';

/** The record of a run that is whole, as bytes and as what they say. */
export interface Evidence {
  /** Each without its line feed; an event's index is its leaf. */
  readonly lines: readonly Buffer[];
  readonly events: readonly RunEvent[];
  readonly started: RunStarted;
  readonly finished: RunFinished;
  /** Every exchange, and the leaf that it stands in. */
  readonly exchanges: ReadonlyMap<string, { readonly exchange: Exchange; readonly leaf: number }>;
}

/** Reads a record strictly: a beginning, an end, and the digest that the end has of all before it. */
export function readEvidence(record: Buffer): Result<Evidence> {
  const lines = linesOf(record);
  if (!lines) return broken('Its last line is not whole.');
  const events: RunEvent[] = [];
  for (const [index, line] of lines.entries()) {
    const event = eventIn(line);
    if (!event) return broken(`Line ${index + 1} is no event of a run.`);
    events.push(event);
  }
  const [started, finished] = [events[0], events.at(-1)];
  if (started?.event !== 'run-started' || started.format !== 1) return broken('It does not begin with the start of a run.');
  if (finished?.event !== 'run-finished') return broken('The footer is missing: the run did not end.');
  if (events.filter(({ event }) => event === 'run-started' || event === 'run-finished').length > 2) return broken('It holds more than one run.');
  const digest = createHash('sha256').update(record.subarray(0, record.length - (lines.at(-1)?.length ?? 0) - 1)).digest('hex');
  if (finished.digest !== digest) return broken('It was changed after the run: the digest in its footer does not fit.');
  const exchanges = new Map<string, { readonly exchange: Exchange; readonly leaf: number }>();
  for (const [leaf, event] of events.entries()) {
    if (event.event !== 'exchange' && event.event !== 'explored') continue;
    if (exchanges.has(event.exchange.id)) return broken(`It holds the exchange ${event.exchange.id} twice.`);
    exchanges.set(event.exchange.id, { exchange: event.exchange, leaf });
  }
  for (let number = 1; number <= finished.exchanges; number++) if (!exchanges.has(`x${number}`)) return broken(`The exchange x${number} is missing.`);
  if (exchanges.size !== finished.exchanges) return broken(`It holds ${exchanges.size} exchanges, and its footer says ${finished.exchanges}.`);
  return { ok: true, value: { lines, events, started, finished, exchanges } };
}

/** Split at line feeds only, and nothing behind the last. */
function linesOf(record: Buffer): readonly Buffer[] | undefined {
  const lines: Buffer[] = [];
  let start = 0;
  for (let end = record.indexOf(10); end !== -1; end = record.indexOf(10, start)) {
    lines.push(record.subarray(start, end));
    start = end + 1;
  }
  return start === record.length ? lines : undefined;
}

function eventIn(line: Buffer): RunEvent | undefined {
  try {
    const value = JSON.parse(line.toString('utf8')) as Partial<RunEvent> | null;
    return typeof value === 'object' && typeof value?.event === 'string' ? (value as RunEvent) : undefined;
  } catch {
    return undefined;
  }
}

function broken(what: string): Result<never> {
  return { ok: false, problems: [{ code: 'E_CHAIN', what: `The record is not what a run has left. ${what}` }] };
}
