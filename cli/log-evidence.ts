import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import type { RunEvent, TargetLog } from '../model/run-event.ts';
import { cutText } from '../reporters/visible-text.ts';

/** Finds what a container logged while it answered what findings rest on. */
export interface LogEvidence {
  hear(event: RunEvent): void;
  /** One for each such exchange during which anything was logged. */
  found(path: string): Promise<readonly TargetLog[]>;
}

/** Exchanges. */
const most = 200;
const mostLines = 20;
const longestLine = 500;
/** A line is written a little before or after the answer that it is about; an engine that is busy gives it its time late. */
const marginMs = { before: 2, after: 25, late: 1_000 };
/** It is on its way for a moment; a container that writes nothing is not waited for longer than this, so many times. */
const underwayMs = 100;
const mostReads = 10;

/** Listens to a run. */
export function logEvidence(): LogEvidence {
  const times = new Map<string, { readonly from: number; readonly to: number }>();
  const wanted = new Set<string>();
  let start = 0;
  return {
    hear(event) {
      if (event.event === 'run-started') start = Date.parse(event.startedAt);
      else if (event.event === 'exchange') {
        const from = start + event.exchange.startedAt;
        times.set(event.exchange.id, { from, to: from + event.exchange.durationMs });
      } else if (event.event === 'judged' && event.outcome.kind === 'fail') {
        for (const { evidence: [first] } of event.outcome.findings) if (first !== undefined && wanted.size < most) wanted.add(first);
      }
    },
    async found(path) {
      const windows = [...wanted].flatMap((exchange) => {
        const time = times.get(exchange);
        return time ? [{ exchange, ...time }] : [];
      });
      let found: readonly TargetLog[] = [];
      for (let reads = 0; found.length < windows.length && reads < mostReads; reads++) {
        await wait(underwayMs);
        found = await linesWithin(path, windows);
      }
      return found;
    },
  };
}

/** The lines of each window, or those soon after it where it has none. */
async function linesWithin(path: string, windows: readonly { readonly exchange: string; readonly from: number; readonly to: number }[]): Promise<readonly TargetLog[]> {
  const within = windows.map((window) => ({ ...window, lines: [] as string[], later: [] as string[] }));
  for await (const line of createInterface({ input: createReadStream(path), crlfDelay: Infinity })) {
    const at = Date.parse(line.slice(0, line.indexOf(' ')));
    for (const { from, to, lines, later } of within) {
      const into = at < from - marginMs.before || at > to + marginMs.late ? undefined : at <= to + marginMs.after ? lines : later;
      if (into && into.length < mostLines) into.push(cutText(line, longestLine));
    }
  }
  return within.flatMap(({ exchange, lines, later }) => {
    const shown = lines.length > 0 ? lines : later;
    return shown.length === 0 ? [] : [{ event: 'target-log', exchange, lines: shown } as const];
  });
}
