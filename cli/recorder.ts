import { createHash } from 'node:crypto';
import { closeSync, fsyncSync, openSync, writeSync } from 'node:fs';
import type { RunEvent } from '../model/run-event.ts';
import { recordLine } from '../reporters/ndjson.ts';

/** Writes the record of a run as it goes. */
export interface Recorder {
  /**
   * One line. What was sent and received is handed to the system before this returns: a killed process loses none of it.
   * What follows from it (plans and judgements) may wait for the next such line, but not beyond this turn of the event loop.
   * Returns the event as written.
   */
  write(event: RunEvent): RunEvent;
  close(): void;
}

const syncEveryMs = 1_000;

/** What happened once and cannot be had again. */
const unrepeatable: ReadonlySet<RunEvent['event']> = new Set(['run-started', 'exchange', 'ledger', 'explored', 'problem', 'run-finished']);

/** Opens a record. The footer gets the digest of all lines before it. */
export function openRecord(path: string): Recorder {
  const file = openSync(path, 'w');
  const hash = createHash('sha256');
  let synced = Date.now();
  let waiting = '';
  let timer: NodeJS.Immediate | undefined;
  let trouble: { readonly error: unknown } | undefined;

  const flush = (): void => {
    if (trouble) throw trouble.error;
    if (waiting === '') return;
    const lines = Buffer.from(waiting);
    waiting = '';
    for (let at = 0; at < lines.length;) at += writeSync(file, lines, at);
    hash.update(lines);
  };
  const flushLater = (): void => {
    timer = undefined;
    try {
      flush();
    } catch (error) {
      // Told to whoever writes next.
      trouble = { error };
    }
  };

  return {
    write(event) {
      if (event.event === 'run-finished') flush();
      const written: RunEvent = event.event === 'run-finished' ? { ...event, digest: hash.copy().digest('hex') } : event;
      waiting += recordLine(written);
      if (unrepeatable.has(event.event)) flush();
      else timer ??= setImmediate(flushLater);
      // A power cut may cost a second of the record, but never its end.
      if (event.event === 'run-finished' || Date.now() - synced > syncEveryMs) {
        flush();
        fsyncSync(file);
        synced = Date.now();
      }
      return written;
    },
    close() {
      clearImmediate(timer);
      try {
        flush();
      } finally {
        closeSync(file);
      }
    },
  };
}
