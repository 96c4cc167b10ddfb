import type { Command } from '../command.ts';
import { judgingFlags } from '../flags.ts';
import { printProblems } from '../print-problems.ts';

/** Shows what a plan finds out. */
export const selftest: Command = {
  usage: ['selftest [--description <file|url>] [flags]'],
  about: 'Shows what a run of yours would find out. Its plan is sent to a server that is honest, and then to the same server with one lie at a time: each lie violates one requirement, and that requirement has to fail. The honest server is made from the description and answers in this process; of the Calico contract it is the reference backend. Exits with 0; with 1 when less than --threshold of the lies were found out; with 2 when the honest server itself is found at fault or was not judged whole, or when nothing could be tried.',
  operands: [],
  flags: ['threshold', 'sample', ...judgingFlags, 'output', 'quiet'],
  examples: [
    ['calico-conformance selftest --sample 200', 'a quick look at the Calico contract'],
    ['calico-conformance selftest --description openapi.yaml --profile full --allow destructive --threshold 95', 'a gate on what the suite finds out of your description'],
  ],
  async act({ flags }, io) {
    const threshold = wholeNumber(flags.threshold, 0, 100);
    const sample = wholeNumber(flags.sample, 1, 1_000_000);
    if (threshold === null) return printProblems([{ code: 'USAGE', what: '--threshold must be a number of per cent, from 0 to 100.', fix: 'For example: --threshold 95' }], io);
    if (sample === null) return printProblems([{ code: 'USAGE', what: '--sample must be a whole number from 1 on.', fix: 'For example: --sample 200' }], io);
    const { settle } = await import('../settle.ts');
    const configuration = await settle(flags, io);
    if (!configuration.ok) return printProblems(configuration.problems, io);
    const { proveItself } = await import('../prove-itself.ts');
    return proveItself(configuration.value, { quiet: flags.quiet === true, ...(threshold !== undefined && { threshold }), ...(sample !== undefined && { sample }) }, io);
  },
};

/** A number within bounds; undefined where none is given, null where it is none. */
function wholeNumber(given: unknown, least: number, most: number): number | null | undefined {
  if (given === undefined) return undefined;
  const number = typeof given === 'string' && /^\d+$/.test(given) ? Number(given) : Number.NaN;
  return number >= least && number <= most ? number : null;
}
