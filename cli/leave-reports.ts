import { createReadStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import type { Configuration } from '../config/configuration.ts';
import type { FurtherReport } from '../config/further-reports.ts';
import type { Problem } from '../model/problem.ts';
import type { RunEvent } from '../model/run-event.ts';
import type { CollectedRun } from '../reporters/collected-run.ts';
import type { Reporter, WholeRunReporter } from '../reporters/reporter.ts';
import { progressLine, terminal } from '../reporters/terminal.ts';
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

/** What is left, and where. */
type Reports = Pick<Configuration, 'output' | 'reports' | 'record'>;

/** Records what happens in a folder that is ready for it, leaves the reports, and tells it. Resolves with the last event; with nothing where it could not be written, which has been said. */
export async function leaveReports(events: AsyncIterable<RunEvent>, folder: string, configuration: Reports, telling: Telling, io: Io): Promise<RunEvent | undefined> {
  const path = join(folder, reportFiles.record);
  const progress = io.stdout.isTerminal && !telling.quiet ? progressLine(io.stdout.columns) : undefined;
  let last: RunEvent | undefined;
  let problem: Problem | undefined;
  let told: CollectedRun | undefined;
  let traffic: string | undefined;
  try {
    const record = openRecord(path);
    try {
      for await (const event of events) {
        last = record.write(event);
        const piece = progress?.after(last);
        if (piece !== undefined) io.stdout.write(piece);
      }
    } finally {
      record.close();
      // Also when we broke: what there is of a record becomes reports that say so. Nothing of the run is held beside the record while it goes on.
      told = await (await import('../reporters/collected-run.ts')).collectRun(readRecord(path));
      await writeReports(told, folder, configuration.reports, io);
    }
    if (configuration.record !== undefined) problem = await keepTraffic(path, configuration.record, io);
    if (!problem) traffic = configuration.record;
  } catch (error) {
    problem = writingProblem(error, configuration.output);
    if (!problem) throw error;
  } finally {
    if (progress) io.stdout.write(progress.wiped);
    if (told) tell(told, { folder: configuration.output, traffic }, telling, io);
  }
  if (problem) printProblems([problem], io);
  return problem ? undefined : last;
}

// Nobody waits for a report to be loaded before the first request is sent.

async function writeReports(run: CollectedRun, folder: string, further: readonly FurtherReport[], io: Io): Promise<void> {
  const [{ junit }, { html }, { summary }] = await Promise.all([import('../reporters/junit.ts'), import('../reporters/html.ts'), import('../reporters/summary.ts')]);
  const standard = { junit, html, summary };
  for (const format of ['junit', 'html', 'summary'] as const) await writeWhole(join(folder, reportFiles[format]), standard[format].of(run));
  if (further.length === 0) return;
  const [{ reporters }, { lineOf }] = await Promise.all([import('../reporters/reporters.ts'), import('./line-of.ts')]);
  const line = run.started && (await lineOf(run.started, io.folder));
  for (const format of further) {
    const reporter: Reporter | WholeRunReporter = reporters[format];
    const options = { ...(line && { lineOf: line }) };
    await writeWhole(join(folder, furtherFiles[format]), 'of' in reporter ? reporter.of(run, options) : reporter.tell(readRecord(join(folder, reportFiles.record)), options));
  }
}

/** Leaves the traffic of a run where the user wants it, for `--recording`. Without it the run has not done what was asked. */
async function keepTraffic(record: string, file: string, io: Io): Promise<Problem | undefined> {
  const path = resolve(io.folder, file);
  try {
    await mkdir(dirname(path), { recursive: true });
    await writeWhole(path, file.endsWith('.har') ? (await import('../reporters/har.ts')).har.tell(readRecord(record), {}) : (createReadStream(record) as AsyncIterable<Buffer>));
    return undefined;
  } catch (error) {
    const problem = writingProblem(error, file);
    if (!problem) throw error;
    return { ...problem, what: problem.what.replace('The reports', 'The traffic'), fix: 'Name another file with --record.' };
  }
}

function tell(run: CollectedRun, left: { readonly folder: string; readonly traffic: string | undefined }, { quiet, color }: Telling, io: Io): void {
  for (const chunk of terminal.of(run, { quiet, color, columns: io.stdout.columns ?? 80, ...left })) io.stdout.write(chunk);
}
