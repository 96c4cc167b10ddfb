import { unknownName } from '../../config/near-names.ts';
import type { Command } from '../command.ts';
import { judgingFlags } from '../flags.ts';
import { printProblems } from '../print-problems.ts';

const actions = ['list', 'explain', 'coverage'] as const;

/** Lists, explains and counts requirements. */
export const requirements: Command = {
  usage: ['requirements list [flags]', 'requirements explain <requirement|rule|flow>', 'requirements coverage [flags]'],
  about: 'Shows what is required of an API by its description and a profile. Every requirement has a stable id: rule@operation#/where. Nothing is sent.',
  operands: [
    { name: 'list', summary: 'one line for each requirement (the default)' },
    { name: 'explain', summary: 'what it says, which standard it rests on, what decides it' },
  ],
  flags: [...judgingFlags, 'json'],
  examples: [
    ['calico-conformance requirements list --include tag:Stats', 'what is required of these operations'],
    ['calico-conformance requirements explain rejects-invalid', 'what a rule demands, and why'],
    ['calico-conformance requirements coverage', 'which parts of the description are held by how many requirements'],
  ],
  async act({ operands: [action = 'list', name], flags }, io) {
    if (!actions.some((known) => known === action)) return printProblems([unknownName('UNKNOWN_COMMAND', 'action of requirements', action, actions)], io);
    if (action === 'explain' && name === undefined) {
      return printProblems([{ code: 'USAGE', what: 'explain needs the id of a requirement, a rule or a flow.', fix: 'calico-conformance requirements list shows all of them.' }], io);
    }
    if (action !== 'explain' && name !== undefined) return printProblems([{ code: 'USAGE', what: `${action} takes no name.`, fix: 'Narrow it down with --include.' }], io);
    const { settle } = await import('../settle.ts');
    const configuration = await settle(flags, io);
    if (!configuration.ok) return printProblems(configuration.problems, io);
    const [{ prepare }, { suppliesOf }] = await Promise.all([import('../prepare.ts'), import('../supplies.ts')]);
    const prepared = await prepare(configuration.value, await suppliesOf(configuration.value));
    if (!prepared.ok) return printProblems(prepared.problems, io);
    if (action === 'coverage') {
      const { coverageOf, coverageText } = await import('../coverage.ts');
      const coverage = coverageOf(prepared.value.description, prepared.value.plan);
      io.stdout.write(flags.json === true ? `${JSON.stringify(coverage)}\n` : coverageText(coverage));
      return 0;
    }
    const words = await import('../requirement-text.ts');
    if (action === 'list') {
      io.stdout.write(words.listText(prepared.value, flags.json === true));
      return 0;
    }
    const explained = words.explainText(prepared.value, name ?? '');
    if (!explained.ok) return printProblems(explained.problems, io);
    io.stdout.write(explained.value);
    return 0;
  },
};
