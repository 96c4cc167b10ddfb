import { createHash } from 'node:crypto';
import { closeSync, fsyncSync, openSync, writeSync } from 'node:fs';
import type { RunEvent } from '../model/run-event.ts';

/** Writes the record of a run as it goes. */
export interface Recorder {
  /** One line, handed to the system before it returns: a killed process loses nothing that was written. Returns the event as written. */
  write(event: RunEvent): RunEvent;
  close(): void;
}

const syncEveryMs = 1_000;

/** Opens a record. The footer gets the digest of all lines before it. */
export function openRecord(path: string): Recorder {
  const file = openSync(path, 'w');
  const hash = createHash('sha256');
  let synced = Date.now();
  return {
    write(event) {
      const written: RunEvent = event.event === 'run-finished' ? { ...event, digest: hash.copy().digest('hex') } : event;
      const line = Buffer.from(`${JSON.stringify(written)}\n`);
      for (let at = 0; at < line.length;) at += writeSync(file, line, at);
      hash.update(line);
      // A power cut may cost a second of the record, but never its end.
      if (event.event === 'run-finished' || Date.now() - synced > syncEveryMs) {
        fsyncSync(file);
        synced = Date.now();
      }
      return written;
    },
    close: () => closeSync(file),
  };
}
