import { unknownName } from '../../config/near-names.ts';
import type { Command } from '../command.ts';
import { standardRecord } from '../find-record.ts';
import { printProblems } from '../print-problems.ts';

const actions = ['check', 'update'] as const;

/** Looks after the file of waivers. */
export const waivers: Command = {
  usage: ['waivers check [record] [--waivers <file>]', 'waivers update [record] [--waivers <file>]'],
  about: 'A waiver lets a failure pass that somebody answers for: it names a requirement or a rule (* stands for any text, but not for rule and operation at once), a reason, a ticket, an owner and the last day. What it covers is judged all the same and reported as waived; the verdict is CONFORMANT_WITH_WAIVERS, exit code 5, or 0 with --accept-waivers. A waiver that has expired, that nobody has approved, or of which nothing fails any more, fails the run. A baseline is something else: what was found before anybody looked, written by a machine and approved by nobody.',
  operands: [
    { name: 'check', summary: 'say which waivers hold by the last run; exit 1 when one does not (the default)' },
    { name: 'update', summary: 'take out what is stale, and propose an entry for each failure that has none; proposals approve nothing: runs fail until a person fills them in' },
    { name: 'record', summary: `a run.ndjson or the folder with it (default ${standardRecord})` },
  ],
  flags: ['waivers', 'json', 'config'],
  examples: [
    ['calico-conformance waivers update --waivers calico-waivers.yaml', 'propose what to decide about, after a run'],
    ['calico-conformance waivers check --waivers calico-waivers.yaml', 'which of them hold today'],
    ['calico-conformance --base-url https://api.partner.example --token-env API_TOKEN --waivers calico-waivers.yaml', 'judge with them'],
  ],
  async act({ operands: [action = 'check', record], flags }, io) {
    if (!actions.some((known) => known === action)) return printProblems([unknownName('UNKNOWN_COMMAND', 'action of waivers', action, actions)], io);
    const { settle } = await import('../settle.ts');
    const configuration = await settle(flags, io);
    if (!configuration.ok) return printProblems(configuration.problems, io);
    const { waivers: file } = configuration.value;
    if (file === undefined) return printProblems([{ code: 'USAGE', what: 'Nothing says which file of waivers.', fix: `For example: calico-conformance waivers ${action} --waivers calico-waivers.yaml` }], io);
    const { checkWaivers, updateWaivers } = await import('../look-after-waivers.ts');
    return action === 'check' ? checkWaivers(file, record ?? standardRecord, flags.json === true, io) : updateWaivers(file, record ?? standardRecord, io);
  },
};
