import { unknownName } from '../../config/near-names.ts';
import type { Command } from '../command.ts';
import { printProblems } from '../print-problems.ts';

const actions = ['issue', 'show', 'revoke', 'refresh'] as const;
const nouns: Readonly<Record<(typeof actions)[number], string>> = { issue: 'bundle', show: 'certificate', revoke: 'certificate', refresh: 'status list' };

/** What a certifier decides, and what becomes of it. */
export const certificate: Command = {
  usage: [
    'certificate issue <bundle> --key <file> --trust <file> [--policy <file>] [--status <file>] [flags]',
    'certificate show <certificate> --trust <file> [--status <file>]',
    'certificate revoke <certificate> --status <file> --key <file> [--reason <text>]',
    'certificate refresh <status list> --key <file> [--days <number>]',
  ],
  about: 'A certificate says that an attested run satisfies a policy until a day. It is issued after all of the bundle was verified, is signed as attestations are, and promises one fixed sentence and no more. What became of it later stands in a status list of the certifier, which is signed too and has to be refreshed: who has no list that is up to date does not know whether a certificate was revoked, and does not take it for valid.',
  operands: [
    { name: 'issue', summary: 'verify a bundle and certify it; exit 1 when it does not verify, or is not green' },
    { name: 'show', summary: 'say what a certificate says and whether it is valid today; exit 1 when it is not' },
    { name: 'revoke', summary: 'note in the status list that it does not hold any more' },
    { name: 'refresh', summary: 'sign the status list anew, for another while' },
  ],
  flags: ['key', 'signCommand', 'trust', 'policy', 'challenge', 'envelope', 'earlier', 'description', 'selftest', 'status', 'reason', 'supersededBy', 'days', 'to', 'json'],
  examples: [
    ['calico-conformance certificate issue partner.tgz --key certifier.pem --trust trust.json --policy policy.json --challenge challenge.json --status status.json', 'leaves partner.tgz.certificate.json, and notes it in the list'],
    ['calico-conformance certificate show partner.tgz.certificate.json --trust trust.json --status status.json', 'is it valid today?'],
    ['calico-conformance certificate revoke partner.tgz.certificate.json --status status.json --key certifier.pem --reason "Another backend stands there."', 'it does not hold any more'],
  ],
  async act({ operands: [action = '', file], flags }, io) {
    const known = actions.find((each) => each === action);
    if (!known) return printProblems([action === '' ? { code: 'USAGE', what: 'Nothing says what to do.', fix: `It can ${actions.join(', ')}.` } : unknownName('UNKNOWN_COMMAND', 'action of certificate', action, actions)], io);
    if (file === undefined) return printProblems([{ code: 'USAGE', what: `${action} needs a ${nouns[known]}.`, fix: 'calico-conformance certificate --help shows how it is written.' }], io);
    const { issueCertificate, refreshList, revokeCertificate, showCertificate } = await import('../certificates.ts');
    switch (known) {
      case 'issue': return issueCertificate(file, flags, io);
      case 'show': return showCertificate(file, flags, io);
      case 'revoke': return revokeCertificate(file, flags, io);
      case 'refresh': return refreshList(file, flags, io);
    }
  },
};
