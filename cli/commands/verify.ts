import type { Command } from '../command.ts';
import { printProblems } from '../print-problems.ts';

/** Verifies a bundle. */
export const verify: Command = {
  usage: ['verify <bundle> --trust <file> [flags]'],
  about: 'Believes nothing of a bundle: checks the signature, makes the plan again from the bundled description, judges every recorded answer again, and compares each file with what comes out. Nothing is sent, unless --rerun asks the target again, and nothing is read but the files that are named. Each check has a code; one that fails, or cannot be made, means that nothing is verified. Exits with 0 when everything holds and the verdict is CONFORMANT, or CONFORMANT_WITH_WAIVERS where the policy allows waivers, with 1 when a check fails, and otherwise with the exit code of the verdict.',
  operands: [{ name: 'bundle', summary: 'archive that run --bundle has left' }],
  flags: ['trust', 'envelope', 'policy', 'challenge', 'certificate', 'status', 'earlier', 'rerun', 'offline', 'baseUrl', 'tokenEnv', 'auth', 'header', 'timeout', 'rate', 'config', 'description', 'json'],
  examples: [
    ['calico-conformance verify partner.tgz --trust partner.pem.pub', 'a bundle of the built-in contract, signed by its partner'],
    ['calico-conformance verify partner.tgz --trust trust.json --policy policy.json --challenge challenge.json', 'as a certifier does it'],
    ['calico-conformance verify partner.tgz --trust trust.json --certificate partner.tgz.certificate.json --status status.json', 'a bundle and its certificate, as anybody may check it'],
    ['calico-conformance verify partner.tgz --trust partner.pem.pub --rerun 20 --base-url https://api.partner.example --token-env API_TOKEN', 'and ask the target again for twenty requirements'],
    ['calico-conformance verify shop.tgz --trust shop.pub --description openapi.yaml', 'a bundle of another description, which you have'],
  ],
  async act({ operands: [file], flags }, io) {
    if (file === undefined) return printProblems([{ code: 'USAGE', what: 'Nothing says what to verify.', fix: 'For example: calico-conformance verify partner.tgz --trust partner.pem.pub' }], io);
    const [{ verifyFile }, { verificationExit, verificationText }] = await Promise.all([import('../verify-bundle.ts'), import('../verification-text.ts')]);
    const verification = await verifyFile(file, flags, io);
    if (!verification.ok) return printProblems(verification.problems, io);
    io.stdout.write(flags.json === true ? `${JSON.stringify(verification.value.verification, undefined, 2)}\n` : verificationText(verification.value.verification));
    return verificationExit(verification.value.verification);
  },
};
