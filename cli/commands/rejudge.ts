import type { Problem } from '../../model/problem.ts';
import type { RunEvent, RunStarted } from '../../model/run-event.ts';
import type { Command } from '../command.ts';
import { exitError } from '../exit-codes.ts';
import { findRecord, standardRecord } from '../find-record.ts';
import { printProblems } from '../print-problems.ts';
import { recordedFlags, withoutCredentials } from '../recorded-flags.ts';

/** Judges the recorded answers of a run again. */
export const rejudge: Command = {
  usage: ['rejudge [record] [flags]'],
  about: 'Judges the recorded answers of a run again, by the rules of this version, and sends nothing. Says which requirements end otherwise than the record says. Exits with 0 when none does, and with 1 when one does: the rules have changed since, or the record was made up. Of a bundle, verify does this.',
  operands: [{ name: 'record', summary: `a run.ndjson or the folder with it (default ${standardRecord})` }],
  flags: ['description', 'overlay', 'flows', 'json', 'config'],
  examples: [
    ['calico-conformance rejudge', 'the last run'],
    ['calico-conformance rejudge old-report --description openapi.yaml', 'an earlier one, of a description that has moved'],
  ],
  async act({ operands: [given = standardRecord], flags }, io) {
    const found = await findRecord(given, io.folder);
    if (!found.ok) return printProblems(found.problems, io);
    const { readRecord } = await import('../read-record.ts');
    const events: RunEvent[] = [];
    const faults: Problem[] = [];
    for await (const event of readRecord(found.value, ({ code, line, what }) => faults.push({ code, what, where: { file: given, line } }))) events.push(event);
    if (faults.length > 0) {
      printProblems(faults, io);
      return exitError;
    }
    const started = events.find((event): event is RunStarted => event.event === 'run-started');
    if (!started) return printProblems([{ code: 'RECORD_UNREADABLE', what: 'This is no record of a run.', where: { file: given }, fix: 'Name a run.ndjson, or the folder with it.' }], io);
    const { settle } = await import('../settle.ts');
    const configuration = await settle({ ...withoutCredentials(recordedFlags(started.reproduce)), ...flags }, io);
    if (!configuration.ok) return printProblems(configuration.problems, io);
    const { rejudgeRecord } = await import('../rejudge-record.ts');
    return rejudgeRecord(configuration.value, started, events, flags.json === true, io);
  },
};
