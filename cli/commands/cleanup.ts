import { openThings, type Left } from '../../engine/ledger/open-things.ts';
import type { RunStarted } from '../../model/run-event.ts';
import type { Command } from '../command.ts';
import { findRecord, standardRecord } from '../find-record.ts';
import { judgingFlags } from '../flags.ts';
import { printProblems } from '../print-problems.ts';
import { recordedFlags } from '../recorded-flags.ts';

/** Takes away what a run that was killed has left. */
export const cleanup: Command = {
  usage: ['cleanup [record] [flags of run]'],
  about: 'Takes away what a run has made on the target and left there, as after a crash. A run writes down what it asks for before it sends it; only what the record shows to be made by the run is deleted, the newest first, and nothing because a list shows it. What cannot be taken away is named. Exits with 0 when nothing is left, with 1 when something is, or may be.',
  operands: [{ name: 'record', summary: `a run.ndjson or the folder with it, whole or cut off (default ${standardRecord})` }],
  flags: [...judgingFlags],
  examples: [
    ['calico-conformance cleanup', 'after the last run'],
    ['calico-conformance cleanup old-report --token-env API_TOKEN', 'after an earlier one, with other credentials'],
  ],
  async act({ operands: [given = standardRecord], flags }, io) {
    const found = await findRecord(given, io.folder);
    if (!found.ok) return printProblems(found.problems, io);
    const { readRecord } = await import('../read-record.ts');
    const things = openThings();
    let started: RunStarted | undefined;
    // A record that is cut off is what this is for.
    for await (const event of readRecord(found.value)) {
      if (event.event === 'run-started') started = event;
      if (event.event === 'ledger') things.add(event.entry);
    }
    if (!started) return printProblems([{ code: 'RECORD_UNREADABLE', what: 'This is no record of a run.', where: { file: given }, fix: 'Name a run.ndjson, or the folder with it.' }], io);
    const left: readonly Left[] = things.left();
    // Its container went with all that was in it.
    if (left.length === 0 || started.target.kind === 'embedded' || started.target.kind === 'container') {
      io.stdout.write('That run has left nothing.\n');
      return 0;
    }
    const { settle } = await import('../settle.ts');
    const configuration = await settle({ ...recordedFlags(started.reproduce), ...flags }, io);
    if (!configuration.ok) return printProblems(configuration.problems, io);
    const { cleanUp } = await import('../clean-up.ts');
    return cleanUp(configuration.value, started, left, io);
  },
};
