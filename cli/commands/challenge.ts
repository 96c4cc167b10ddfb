import { resolve } from 'node:path';
import { unknownName } from '../../config/near-names.ts';
import type { Command } from '../command.ts';
import { daysOf } from '../days.ts';
import { printProblems } from '../print-problems.ts';

const daysByDefault = 7;

/** Makes challenges. */
export const challenge: Command = {
  usage: ['challenge new --to <file> [--days <number>]'],
  about: `Makes a challenge, as a certifier hands it out: a nonce that nobody knew before, and a day on which it expires (in ${daysByDefault} days unless --days says otherwise). A run with --challenge draws its seed from the nonce, so that the values of its requests are others than in any run before, and calls itself nothing that would tell a backend who asks. Keep the file: verify compares it with the run.`,
  operands: [{ name: 'new', summary: 'make one (the only thing that it does)' }],
  flags: ['to', 'days'],
  examples: [['calico-conformance challenge new --to challenge.json', 'for one run within a week']],
  async act({ operands: [action = 'new'], flags }, io) {
    if (action !== 'new') return printProblems([unknownName('UNKNOWN_COMMAND', 'action of challenge', action, ['new'])], io);
    const { to } = flags;
    if (typeof to !== 'string') return printProblems([{ code: 'USAGE', what: 'Nothing says where to write the challenge.', fix: 'For example: calico-conformance challenge new --to challenge.json' }], io);
    const days = daysOf(flags, daysByDefault);
    if (!days.ok) return printProblems(days.problems, io);
    const [{ newChallenge }, { writeWhole, writingProblem }] = await Promise.all([import('../../certify/challenge.ts'), import('../report-folder.ts')]);
    const made = newChallenge(new Date(), days.value);
    try {
      await writeWhole(resolve(io.folder, to), [`${JSON.stringify(made, undefined, 2)}\n`]);
    } catch (error) {
      const problem = writingProblem(error, to);
      if (!problem) throw error;
      return printProblems([{ ...problem, what: problem.what.replace('The reports', 'The challenge'), fix: 'Name another file with --to.' }], io);
    }
    io.stdout.write(`Wrote ${to}: challenge ${made.id}, until ${made.expires}.\nNext: npx calico-conformance --base-url <url> --challenge ${to} --bundle <file>\n`);
    return 0;
  },
};
