import { createHash } from 'node:crypto';
import type { Reporter } from './reporter.ts';

/** The record itself: one event a line, a footer that knows the digest of all lines before it. */
export const ndjson: Reporter = {
  id: 'ndjson',
  summary: 'the record of the run, one event a line; everything else derives from it',
  async *tell(events) {
    const hash = createHash('sha256');
    for await (const event of events) {
      const line = `${JSON.stringify(event.event === 'run-finished' ? { ...event, digest: hash.copy().digest('hex') } : event)}\n`;
      hash.update(line);
      yield line;
    }
  },
};
