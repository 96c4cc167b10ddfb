import type { Command } from '../command.ts';
import { printProblems } from '../print-problems.ts';

/** Verifies a bundle. */
export const verify: Command = {
  usage: ['verify <bundle> --trust <file> [flags]'],
  about: 'Believes nothing of a bundle: checks the signature, makes the plan again from the bundled description, judges every recorded answer again, and compares each file with what comes out. Nothing is sent, and nothing is read but the files that are named. Each check has a code; one that fails, or cannot be made, means that nothing is verified. Exits with 0 when everything holds and the verdict is CONFORMANT, with 1 when a check fails, and otherwise with the exit code of the verdict.',
  operands: [{ name: 'bundle', summary: 'archive that run --bundle has left' }],
  flags: ['trust', 'envelope', 'policy', 'challenge', 'description', 'json'],
  examples: [
    ['calico-conformance verify partner.tgz --trust partner.pem.pub', 'a bundle of the built-in contract, signed by its partner'],
    ['calico-conformance verify partner.tgz --trust trust.json --policy policy.json --challenge challenge.json', 'as a certifier does it'],
    ['calico-conformance verify shop.tgz --trust shop.pub --description openapi.yaml', 'a bundle of another description, which you have'],
  ],
  async act({ operands: [file], flags }, io) {
    if (file === undefined) return printProblems([{ code: 'USAGE', what: 'Nothing says what to verify.', fix: 'For example: calico-conformance verify partner.tgz --trust partner.pem.pub' }], io);
    const [{ verifyFile }, { verificationExit, verificationText }] = await Promise.all([import('../verify-bundle.ts'), import('../verification-text.ts')]);
    const verification = await verifyFile(file, flags, io);
    if (!verification.ok) return printProblems(verification.problems, io);
    io.stdout.write(flags.json === true ? `${JSON.stringify(verification.value, undefined, 2)}\n` : verificationText(verification.value));
    return verificationExit(verification.value);
  },
};
