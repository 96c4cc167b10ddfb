import type { Command } from '../command.ts';
import { judgingFlags } from '../flags.ts';
import { printProblems } from '../print-problems.ts';

/** Says what is missing. */
export const doctor: Command = {
  usage: ['doctor [flags]'],
  about: 'Says before a run what is missing, which requirements that would leave undecided, and which lines of the configuration would help. It sends one safe request for each operation that changes nothing, and no other.',
  operands: [],
  flags: judgingFlags,
  examples: [
    ['calico-conformance doctor --base-url https://api.partner.example --token-env API_TOKEN', 'look at a backend before judging it'],
    ['calico-conformance doctor --profile lifecycle --allow destructive', 'with the settings of the run to come'],
  ],
  async act({ flags }, io) {
    const { settle } = await import('../settle.ts');
    const configuration = await settle(flags, io);
    if (!configuration.ok) return printProblems(configuration.problems, io);
    const { examine } = await import('../examine.ts');
    return examine(configuration.value, io);
  },
};
