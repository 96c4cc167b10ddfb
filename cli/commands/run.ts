import type { Command } from '../command.ts';
import { judgingFlags } from '../flags.ts';
import { printProblems } from '../print-problems.ts';
import { wantsColor } from '../wants-color.ts';

/** Judges an API. */
export const run: Command = {
  usage: ['[run] [flags]', '--base-url <url> [flags]'],
  about: 'Judges an API against its description: one outcome for each requirement, one verdict for all. Without --base-url it judges a reference backend inside this package, so that you see what a run looks like. It sends only what is safe unless --allow says more.',
  operands: [],
  flags: [...judgingFlags, 'baseline', 'minResponseCoverage', 'output', 'quiet', 'noColor'],
  examples: [
    ['calico-conformance', 'judge the reference backend inside this package'],
    ['calico-conformance --base-url https://api.partner.example --token-env API_TOKEN', 'judge a backend, changing nothing on it'],
    ['calico-conformance --base-url https://api.partner.example --token-env API_TOKEN --profile lifecycle --allow destructive --disposable user_id=a169451c-8525-4352-b8ca-070dd449a1a5', 'also deactivate this user, and see what becomes of it'],
    ['calico-conformance --base-url http://127.0.0.1:8080 --description openapi.yaml --include "GET /pets/*"', 'judge some operations of any OpenAPI description'],
  ],
  async act({ flags }, io) {
    const { settle } = await import('../settle.ts');
    const configuration = await settle(flags, io);
    if (!configuration.ok) return printProblems(configuration.problems, io);
    const { judgeTarget } = await import('../judge-target.ts');
    return judgeTarget(configuration.value, { quiet: flags.quiet === true, color: wantsColor(io, flags.noColor === true) }, io);
  },
};
