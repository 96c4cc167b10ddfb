import type { Exchange } from '../../model/exchange.ts';
import type { Result } from '../../model/problem.ts';
import type { RunEvent } from '../../model/run-event.ts';
import type { ReadHar } from './read-har.ts';
import { readHar } from './read-har.ts';
import type { Seen, Unusable } from './seen.ts';

/** Reads traffic that was recorded: an HTTP Archive, or the record of a run, of which the answers alone are taken. */
export function readRecording(text: string, file: string): Result<ReadHar> {
  const [first = ''] = text.split('\n', 1);
  const started = eventIn(first);
  if (started?.event !== 'run-started') return readHar(text, file);
  const beganAt = Date.parse(started.startedAt);
  const seen: Seen[] = [];
  const unusable: Unusable[] = [];
  for (const line of text.split('\n').slice(1)) {
    const event = line === '' ? undefined : eventIn(line);
    if (event?.event !== 'exchange' && event?.event !== 'explored') continue;
    const read = seenOf(event.exchange, beganAt);
    if (read) seen.push(read);
    else unusable.push('no answer');
  }
  return { ok: true, value: { seen, unusable } };
}

function seenOf({ request, response, startedAt, durationMs }: Exchange, beganAt: number): Seen | undefined {
  return response.kind === 'failure' ? undefined : { request, response, at: beganAt + startedAt, durationMs };
}

function eventIn(line: string): RunEvent | undefined {
  try {
    const value = JSON.parse(line) as Partial<RunEvent> | null;
    return typeof value === 'object' && typeof value?.event === 'string' ? (value as RunEvent) : undefined;
  } catch {
    return undefined;
  }
}
