import type { Command } from '../command.ts';
import { printProblems } from '../print-problems.ts';

/** Several runs side by side. */
export const compare: Command = {
  usage: ['compare <run or bundle> <run or bundle>... [--html <file>] [--json]'],
  about: 'Puts several runs side by side, requirement by requirement: the same backend over time, or several backends. What did not end alike is told, what got worse first. Exits with 0 when nothing that held in the first run fails in a later one, and with 1 when something does. Bundles are read and not verified: verify does that.',
  operands: [{ name: 'run or bundle', summary: 'a run.ndjson, the folder with it, or a bundle; the first is what the others are held against', several: true }],
  flags: ['html', 'json'],
  examples: [
    ['calico-conformance compare last-week/ conformance-report/', 'has anything got worse?'],
    ['calico-conformance compare acme.tgz beta.tgz gamma.tgz --html partners.html', 'three partners, as one page'],
  ],
  async act({ operands, flags }, io) {
    if (operands.length < 2) return printProblems([{ code: 'USAGE', what: 'It takes two runs or more.', fix: 'For example: calico-conformance compare last-week/ conformance-report/' }], io);
    const { compareFiles } = await import('../compare-files.ts');
    return compareFiles(operands, { json: flags.json === true, ...(typeof flags.html === 'string' && { html: flags.html }) }, io);
  },
};
