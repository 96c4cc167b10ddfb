import { createHash } from 'node:crypto';
import type { RunEvent } from '../model/run-event.ts';
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

/** An event as it stands in a record. JSON leaves some characters as they are that a terminal would act on; escaped they are the same JSON. */
export function recordLine(event: RunEvent): string {
  return `${JSON.stringify(event).replaceAll(/[\u007f-\u009f\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`)}\n`;
}
