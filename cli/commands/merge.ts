import { resolve } from 'node:path';
import type { ShardRecord } from '../../engine/sharding/join-shards.ts';
import { exitCodeFor } from '../../engine/verdict.ts';
import type { Problem } from '../../model/problem.ts';
import type { RunEvent } from '../../model/run-event.ts';
import type { Command } from '../command.ts';
import { exitError } from '../exit-codes.ts';
import { findRecord } from '../find-record.ts';
import type { Io } from '../io.ts';
import { printProblems } from '../print-problems.ts';
import { recordedFlags, withoutCredentials } from '../recorded-flags.ts';
import { wantsColor } from '../wants-color.ts';

/** Puts the shards of a run together. */
export const merge: Command = {
  usage: ['merge <record> <record>... [flags]'],
  about: 'Puts the records of all shards of a run together, judges the whole from their answers, and leaves the same reports as a run. It makes the plan again, and proves from it that no shard and no case is missing, doubled or of another plan; otherwise it refuses. Sends nothing. However many shards there were, the merged reports are the same, times apart.',
  operands: [{ name: 'record', summary: 'the folder of a shard, or its run.ndjson', several: true }],
  flags: ['description', 'overlay', 'flows', 'output', 'report', 'minResponseCoverage', 'quiet', 'noColor', 'config'],
  examples: [
    ['calico-conformance merge shard-1 shard-2 shard-3 shard-4', 'the verdict on all of them, in conformance-report'],
    ['calico-conformance merge shards/* --output whole', 'as a shell names them, into another folder'],
  ],
  async act({ operands, flags }, io) {
    const read = await readShards(operands, io);
    if ('code' in read) return read.code;
    const started = read.records[0]?.events[0];
    if (started?.event !== 'run-started') return printProblems([{ code: 'NO_SHARDS', what: 'No record was named.', fix: 'Name the folders of all shards: calico-conformance merge shard-1 shard-2' }], io);
    const { settle } = await import('../settle.ts');
    const configuration = await settle({ ...withoutCredentials(recordedFlags(started.reproduce, 'with filters')), ...flags }, io);
    if (!configuration.ok) return printProblems(configuration.problems, io);
    const { mergeShards } = await import('../merge-shards.ts');
    const merged = await mergeShards(read.records, started, configuration.value);
    if (!merged.ok) return printProblems(merged.problems, io);
    const { prepareFolder, reportFiles } = await import('../report-folder.ts');
    const { output } = configuration.value;
    const folder = resolve(io.folder, output);
    const inTheWay = read.paths.find((path) => path === resolve(folder, reportFiles.record));
    if (inTheWay !== undefined) return printProblems([{ code: 'OUTPUT_IS_INPUT', what: 'A shard stands where the whole is to be written.', where: { file: output }, fix: 'Name another folder with --output.' }], io);
    const ready = await prepareFolder(folder, output);
    if (!ready.ok) return printProblems(ready.problems, io);
    const { leaveReports } = await import('../leave-reports.ts');
    return exitCodeFor(await leaveReports(inTurn(merged.value), folder, configuration.value, { quiet: flags.quiet === true, color: wantsColor(io, flags.noColor === true) }, io));
  },
};

async function readShards(operands: readonly string[], io: Io): Promise<{ readonly records: readonly ShardRecord[]; readonly paths: readonly string[] } | { readonly code: number }> {
  const { readRecord } = await import('../read-record.ts');
  const records: ShardRecord[] = [];
  const paths: string[] = [];
  const faults: Problem[] = [];
  for (const name of operands) {
    const found = await findRecord(name, io.folder);
    if (!found.ok) return { code: printProblems(found.problems, io) };
    const events: RunEvent[] = [];
    for await (const event of readRecord(found.value, ({ code, line, what }) => faults.push({ code, what, where: { file: name, line } }))) events.push(event);
    records.push({ name, events });
    paths.push(found.value);
  }
  if (faults.length === 0) return { records, paths };
  printProblems(faults, io);
  return { code: exitError };
}

async function* inTurn(events: readonly RunEvent[]): AsyncIterable<RunEvent> {
  yield* events;
}
