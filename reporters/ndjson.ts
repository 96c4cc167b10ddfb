import { createHash } from 'node:crypto';
import type { RunEvent } from '../model/run-event.ts';
import { jsonText } from './json-text.ts';
import type { Reporter } from './reporter.ts';

/** The record itself: one event a line, a footer that knows the digest of all lines before it. */
export const ndjson: Reporter = {
  id: 'ndjson',
  summary: 'the record of the run, one event a line; everything else derives from it',
  async *tell(events) {
    const hash = createHash('sha256');
    for await (const event of events) {
      const line = recordLine(event.event === 'run-finished' ? { ...event, digest: hash.copy().digest('hex') } : event);
      hash.update(line);
      yield line;
    }
  },
};

/** An event as it stands in a record. */
export function recordLine(event: RunEvent): string {
  return `${jsonText(event)}\n`;
}
