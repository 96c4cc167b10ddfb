import type { Command } from '../command.ts';
import { judgingFlags } from '../flags.ts';
import { printProblems } from '../print-problems.ts';
import { wantsColor } from '../wants-color.ts';

/** Judges an API. */
export const run: Command = {
  usage: ['[run] [flags]', '--base-url <url> [flags]'],
  about: 'Judges an API against its description: one outcome for each requirement, one verdict for all. Without --base-url it judges a reference backend inside this package, so that you see what a run looks like. It sends only what is safe unless --allow says more.',
  operands: [],
  flags: [...judgingFlags, 'explore', 'baseline', 'waivers', 'acceptWaivers', 'minResponseCoverage', 'output', 'report', 'recordTo', 'bundle', 'challenge', 'secondOpinion', 'recording', 'shard', 'dryRun', 'quiet', 'noColor'],
  examples: [
    ['calico-conformance', 'judge the reference backend inside this package'],
    ['calico-conformance --base-url https://api.partner.example --token-env API_TOKEN', 'judge a backend, changing nothing on it'],
    ['calico-conformance --base-url https://api.partner.example --token-env API_TOKEN --profile lifecycle --allow destructive --disposable user_id=a169451c-8525-4352-b8ca-070dd449a1a5', 'also deactivate this user, and see what becomes of it'],
    ['calico-conformance --base-url https://api.partner.example --token-env API_TOKEN --explore 200', 'also send 200 random cases, reported apart'],
    ['calico-conformance --base-url https://api.partner.example --allow write --dry-run', 'see each request first; nothing is sent'],
    ['calico-conformance --base-url https://api.partner.example --token-env API_TOKEN --bundle partner.tgz', 'also pack all that others need to check the verdict'],
    ['calico-conformance --base-url https://api.partner.example --token-env API_TOKEN --shard 2/4', 'the second of four processes that share the work; see merge'],
    ['calico-conformance --base-url https://api.partner.example --token-env API_TOKEN --record traffic.har', 'also keep the traffic, credentials taken out, for --recording'],
    ['calico-conformance --recording traffic.har --description openapi.yaml', 'judge answers that a browser or a proxy has recorded'],
    ['calico-conformance --base-url http://127.0.0.1:8080 --description openapi.yaml --include "GET /pets/*"', 'judge some operations of any OpenAPI description'],
  ],
  async act({ flags }, io) {
    if (typeof flags.recording === 'string') return (await import('../recorded-flag.ts')).recorded(flags.recording, flags, io);
    const { settle } = await import('../settle.ts');
    const configuration = await settle(flags, io);
    if (!configuration.ok) return printProblems(configuration.problems, io);
    const challenged = typeof flags.challenge === 'string' ? await (await import('../challenged.ts')).challenged(configuration.value, flags.challenge, io) : undefined;
    if (challenged && !challenged.ok) return printProblems(challenged.problems, io);
    const shard = typeof flags.shard === 'string' ? (await import('../shard-flag.ts')).shardOf(flags.shard, flags) : undefined;
    if (shard && !shard.ok) return printProblems(shard.problems, io);
    if (flags.dryRun === true) return (await import('../dry-run.ts')).dryRun(challenged?.value.configuration ?? configuration.value, io);
    const { judgeTarget } = await import('../judge-target.ts');
    return judgeTarget(challenged?.value.configuration ?? configuration.value, { quiet: flags.quiet === true, color: wantsColor(io, flags.noColor === true) }, io, {
      ...(typeof flags.bundle === 'string' && { bundle: flags.bundle }), ...(challenged && { challenge: challenged.value.challenge }), ...(shard && { shard: shard.value }),
    });
  },
};
