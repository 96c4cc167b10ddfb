import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Configuration } from '../config/configuration.ts';
import { listed } from '../config/near-names.ts';
import { eventChannel } from '../engine/event-channel.ts';
import { run } from '../engine/run.ts';
import { exitCodeFor } from '../engine/verdict.ts';
import type { KnownFinding } from '../model/known-finding.ts';
import type { Problem, Result } from '../model/problem.ts';
import type { RunEvent } from '../model/run-event.ts';
import { reporters } from '../reporters/reporters.ts';
import { exitError } from './exit-codes.ts';
import { interrupts } from './interrupts.ts';
import type { Io } from './io.ts';
import { openTarget, type OpenTarget } from './open-target.ts';
import { prepare, type Prepared } from './prepare.ts';
import { printProblems } from './print-problems.ts';
import { readRecord } from './read-record.ts';
import { openRecord } from './recorder.ts';
import { prepareFolder, reportFiles, writeWhole, writingProblem } from './report-folder.ts';
import { runInput } from './run-input.ts';
import { suppliesOf } from './supplies.ts';

/** How a run is told. */
export interface Telling {
  readonly quiet: boolean;
  readonly color: boolean;
}

/** Judges the target that the configuration names, leaves the reports, and resolves with the exit code. */
export async function judgeTarget(configuration: Configuration, telling: Telling, io: Io): Promise<number> {
  if (configuration.baseUrl === undefined && configuration.description !== undefined) {
    return printProblems([await nothingToJudge(configuration)], io);
  }
  const opened = await openTarget(configuration);
  const { signal, release } = interrupts(io);
  try {
    const prepared = await prepare(configuration, await suppliesOf(configuration));
    if (!prepared.ok) return printProblems(prepared.problems, io);
    const known = await knownFindings(configuration, io);
    if (known && !known.ok) return printProblems(known.problems, io);
    const folder = resolve(io.folder, configuration.output);
    const ready = await prepareFolder(folder, configuration.output);
    if (!ready.ok) return printProblems(ready.problems, io);
    return await judgeInto(folder, prepared.value, known?.value, opened, telling, signal, io);
  } finally {
    release();
    await opened.close();
  }
}

async function judgeInto(folder: string, prepared: Prepared, known: readonly KnownFinding[] | undefined, { target, credentials }: OpenTarget, telling: Telling, signal: AbortSignal, io: Io): Promise<number> {
  const path = join(folder, reportFiles.record);
  const heard = eventChannel<RunEvent>();
  // A reporter that breaks must not take the record with it.
  const told = tell(heard, prepared, telling, io).then(() => undefined, (error: unknown) => ({ error }));
  let last: RunEvent | undefined;
  try {
    const record = openRecord(path);
    try {
      for await (const event of run(runInput(prepared, target, credentials, signal, io, known))) {
        last = record.write(event);
        heard.push(last);
      }
    } finally {
      record.close();
      // Also when we broke: what there is of a record becomes a report that says so.
      await Promise.all([
        writeWhole(join(folder, reportFiles.junit), reporters.junit.tell(readRecord(path))),
        writeWhole(join(folder, reportFiles.summary), reporters.summary.tell(readRecord(path))),
      ]);
    }
  } catch (error) {
    const problem = writingProblem(error, prepared.configuration.output);
    if (!problem) throw error;
    printProblems([problem], io);
    return exitError;
  } finally {
    heard.end();
  }
  const broken = await told;
  if (broken) throw broken.error;
  return exitCodeFor(last);
}

/** The findings that the configuration lets pass. */
async function knownFindings({ baseline }: Configuration, io: Io): Promise<Result<readonly KnownFinding[]> | undefined> {
  if (baseline === undefined) return undefined;
  const { readBaseline } = await import('../config/baseline-file.ts');
  const text = await readFile(resolve(io.folder, baseline), 'utf8').catch((error: unknown) => error as NodeJS.ErrnoException);
  if (typeof text === 'string') return readBaseline(text, baseline);
  return { ok: false, problems: [{ code: 'BASELINE_UNREADABLE', what: `The baseline cannot be read (${text.code ?? text.message}).`, where: { file: baseline }, fix: `Check the path, or write one: calico-conformance baseline --write ${baseline}` }] };
}

async function tell(events: AsyncIterable<RunEvent>, { configuration }: Prepared, { quiet, color }: Telling, io: Io): Promise<void> {
  const text = reporters.terminal.tell(events, {
    quiet, color, columns: io.stdout.columns ?? 80, progress: io.stdout.isTerminal && !quiet, folder: configuration.output,
  });
  for await (const chunk of text) io.stdout.write(chunk);
}

async function nothingToJudge({ description = '', safeOperations, overlays }: Configuration): Promise<Problem> {
  const { readDescription } = await import('../spec/read-description.ts');
  const read = await readDescription(description, { safeOperations, overlays });
  if (!read.ok) return read.problems[0];
  const servers = read.value.servers.filter((url) => /^https?:/i.test(url));
  return {
    code: 'BASE_URL_MISSING', what: 'A description is given, but no API to judge by it.',
    fix: servers.length > 0 ? `Add --base-url; the description names ${listed(servers)}.` : 'Add --base-url http://...',
  };
}
