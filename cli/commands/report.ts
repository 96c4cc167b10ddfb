import { resolve } from 'node:path';
import { unknownName } from '../../config/near-names.ts';
import type { Problem } from '../../model/problem.ts';
import type { RunEvent } from '../../model/run-event.ts';
import type { Command } from '../command.ts';
import { exitError } from '../exit-codes.ts';
import { findRecord, standardRecord } from '../find-record.ts';
import { printProblems } from '../print-problems.ts';
import type { RecordFault } from '../read-record.ts';
import { wantsColor } from '../wants-color.ts';

/** Formats that say where in the description something stands. */
const withLines: ReadonlySet<string> = new Set(['junit-rich', 'sarif', 'annotations']);

/** Renders a saved run again. */
export const report: Command = {
  usage: ['report [record] [--format <format>] [--to <file>]'],
  about: 'Renders the record of a run again, as any report. The record holds everything, so the target is not asked again. Exits with 4 when the record is cut off.',
  operands: [{ name: 'record', summary: `a run.ndjson or the folder with it (default ${standardRecord})` }],
  flags: ['format', 'to', 'quiet', 'noColor'],
  examples: [
    ['calico-conformance report', 'the last run, for the terminal'],
    ['calico-conformance report old/run.ndjson --format junit --to junit.xml', 'an earlier one, for a CI system'],
  ],
  async act({ operands: [given = standardRecord], flags }, io) {
    const { reporters } = await import('../../reporters/reporters.ts');
    const format = typeof flags.format === 'string' ? flags.format : 'terminal';
    if (!Object.hasOwn(reporters, format)) return printProblems([unknownName('UNKNOWN_FORMAT', 'format', format, Object.keys(reporters))], io);
    const found = await findRecord(given, io.folder);
    if (!found.ok) return printProblems(found.problems, io);
    const record = found.value;
    const { readRecord } = await import('../read-record.ts');
    const faults: RecordFault[] = [];
    const shown = ({ code, line, what }: RecordFault): Problem => ({ code, what, where: { file: given, line } });
    let started: RunEvent | undefined;
    for await (started of readRecord(record, (fault) => faults.push(fault))) break;
    if (faults.length > 0) return printProblems(faults.map(shown), io);
    const { lineOf } = await import('../line-of.ts');
    const line = started?.event === 'run-started' && withLines.has(format) ? await lineOf(started, io.folder) : undefined;
    const events = readRecord(record, (fault) => faults.push(fault));
    const chunks = reporters[format as keyof typeof reporters].tell(events, {
      quiet: flags.quiet === true, color: wantsColor(io, flags.noColor === true || typeof flags.to === 'string'),
      columns: io.stdout.columns ?? 80, progress: false, ...(line && { lineOf: line }),
    });
    if (typeof flags.to === 'string') {
      const { writeWhole, writingProblem } = await import('../report-folder.ts');
      try {
        await writeWhole(resolve(io.folder, flags.to), chunks);
      } catch (error) {
        const problem = writingProblem(error, flags.to);
        if (!problem) throw error;
        return printProblems([{ ...problem, fix: 'Name another file with --to.' }], io);
      }
      io.stdout.write(`Wrote ${flags.to}.\n`);
    } else {
      for await (const chunk of chunks) io.stdout.write(chunk);
    }
    printProblems(faults.map(shown), io);
    return faults.length === 0 ? 0 : exitError;
  },
};
