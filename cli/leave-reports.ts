import { join } from 'node:path';
import type { Configuration } from '../config/configuration.ts';
import type { FurtherReport } from '../config/further-reports.ts';
import { eventChannel } from '../engine/event-channel.ts';
import type { RunEvent, RunStarted } from '../model/run-event.ts';
import { reporters } from '../reporters/reporters.ts';
import type { Io } from './io.ts';
import { printProblems } from './print-problems.ts';
import { readRecord } from './read-record.ts';
import { openRecord } from './recorder.ts';
import { furtherFiles, reportFiles, writeWhole, writingProblem } from './report-folder.ts';

/** How a run is told. */
export interface Telling {
  readonly quiet: boolean;
  readonly color: boolean;
}

/** Records what happens in a folder that is ready for it, tells it as it goes, and leaves the reports. Resolves with the last event; with nothing where it could not be written, which has been said. */
export async function leaveReports(events: AsyncIterable<RunEvent>, folder: string, configuration: Pick<Configuration, 'output' | 'reports'>, telling: Telling, io: Io): Promise<RunEvent | undefined> {
  const path = join(folder, reportFiles.record);
  const heard = eventChannel<RunEvent>();
  // A reporter that breaks must not take the record with it.
  const told = tell(heard, configuration, telling, io).then(() => undefined, (error: unknown) => ({ error }));
  let last: RunEvent | undefined;
  let started: RunStarted | undefined;
  try {
    const record = openRecord(path);
    try {
      for await (const event of events) {
        if (event.event === 'run-started') started = event;
        last = record.write(event);
        heard.push(last);
      }
    } finally {
      record.close();
      // Also when we broke: what there is of a record becomes a report that says so.
      for (const format of ['junit', 'html', 'summary'] as const) await writeWhole(join(folder, reportFiles[format]), reporters[format].tell(readRecord(path)));
      await writeFurther(folder, configuration.reports, started, io);
    }
  } catch (error) {
    const problem = writingProblem(error, configuration.output);
    if (!problem) throw error;
    printProblems([problem], io);
    return undefined;
  } finally {
    heard.end();
  }
  const broken = await told;
  if (broken) throw broken.error;
  return last;
}

/** Files that somebody asked for. */
async function writeFurther(folder: string, formats: readonly FurtherReport[], started: RunStarted | undefined, io: Io): Promise<void> {
  if (formats.length === 0) return;
  const { lineOf } = await import('./line-of.ts');
  const line = started && (await lineOf(started, io.folder));
  for (const format of formats) await writeWhole(join(folder, furtherFiles[format]), reporters[format].tell(readRecord(join(folder, reportFiles.record)), { ...(line && { lineOf: line }) }));
}

async function tell(events: AsyncIterable<RunEvent>, { output }: Pick<Configuration, 'output'>, { quiet, color }: Telling, io: Io): Promise<void> {
  const text = reporters.terminal.tell(events, { quiet, color, columns: io.stdout.columns ?? 80, progress: io.stdout.isTerminal && !quiet, folder: output });
  for await (const chunk of text) io.stdout.write(chunk);
}
