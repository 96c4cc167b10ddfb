import { resolve } from 'node:path';
import type { BaselineEntry } from '../../config/baseline-file.ts';
import type { Command } from '../command.ts';
import { exitUsage } from '../exit-codes.ts';
import { findRecord, standardRecord } from '../find-record.ts';
import { printProblems } from '../print-problems.ts';
import type { RecordFault } from '../read-record.ts';

const daysByDefault = 90;

/** Writes down what a run found, so that the next ones gate on what is new. */
export const baseline: Command = {
  usage: ['baseline [record] --write <file> [--expires <date>]'],
  about: `Writes the findings of a run into a file. A run with --baseline <file> lets those pass until they expire (after ${daysByDefault} days unless --expires says otherwise) and fails on every other one. It is a way to begin, not a way to conform: nobody has approved what stands there, and the verdict is CONFORMANT_WITH_WAIVERS at best. What somebody answers for, with a reason, a ticket and a day, is a waiver: see calico-conformance help waivers.`,
  operands: [{ name: 'record', summary: `a run.ndjson or the folder with it (default ${standardRecord})` }],
  flags: ['write', 'expires'],
  examples: [
    ['calico-conformance baseline --write calico-baseline.yaml', 'what the last run found is known from now on'],
    ['calico-conformance --base-url https://api.partner.example --baseline calico-baseline.yaml', 'fail on what is new'],
  ],
  async act({ operands: [given = standardRecord], flags }, io) {
    if (typeof flags.write !== 'string') return printProblems([{ code: 'USAGE', what: 'Nothing says where to write the baseline.', fix: 'For example: calico-conformance baseline --write calico-baseline.yaml' }], io);
    const [{ baselineText }, { isDate }] = await Promise.all([import('../../config/baseline-file.ts'), import('../../config/reviewed-file.ts')]);
    if (typeof flags.expires === 'string' && !isDate(flags.expires)) {
      return printProblems([{ code: 'USAGE', what: `--expires ${JSON.stringify(flags.expires)} is no day.`, fix: 'Write it as YYYY-MM-DD, for example: --expires 2027-01-31' }], io);
    }
    const record = await findRecord(given, io.folder);
    if (!record.ok) return printProblems(record.problems, io);
    const { readRecord } = await import('../read-record.ts');
    const faults: RecordFault[] = [];
    const entries: BaselineEntry[] = [];
    let started = '';
    for await (const event of readRecord(record.value, (fault) => faults.push(fault))) {
      if (event.event === 'run-started') started = event.startedAt;
      // What chance finds is known where it would count, and nowhere else.
      if (event.event === 'exploration' && event.exploration.counts) {
        for (const { requirement: { id }, finding: { cluster, message }, planned } of event.exploration.findings) if (!planned) entries.push({ requirement: id, cluster, message });
      }
      if (event.event !== 'judged' || (event.outcome.kind !== 'fail' && event.outcome.kind !== 'waived')) continue;
      for (const { cluster, message } of event.outcome.findings) entries.push({ requirement: event.id, cluster, message });
    }
    const [fault] = faults;
    if (fault) {
      printProblems([{ code: fault.code, what: fault.what, where: { file: given, line: fault.line }, fix: 'A baseline is made from a whole run.' }], io);
      return exitUsage;
    }
    const expires = typeof flags.expires === 'string' ? flags.expires : new Date(Date.parse(started) + daysByDefault * 86_400_000).toISOString().slice(0, 10);
    const { writeWhole, writingProblem } = await import('../report-folder.ts');
    try {
      await writeWhole(resolve(io.folder, flags.write), [baselineText(entries, expires)]);
    } catch (error) {
      const problem = writingProblem(error, flags.write);
      if (!problem) throw error;
      return printProblems([{ ...problem, fix: 'Name another file with --write.' }], io);
    }
    io.stdout.write(`Wrote ${flags.write}: ${entries.length} known finding${entries.length === 1 ? '' : 's'}, until ${expires}.\nNext: run with --baseline ${flags.write}\n`);
    return 0;
  },
};
