import { resolve } from 'node:path';
import type { Command } from '../command.ts';
import type { Io } from '../io.ts';
import type { RunPredicate, Statement } from '../../certify/statement.ts';
import { printProblems } from '../print-problems.ts';

/** Signs what a bundle says. */
export const attest: Command = {
  usage: ['attest <bundle> --key <file> [--to <file>]', 'attest <bundle> --key <file> --sign-command <command>', 'attest <bundle> --unsigned'],
  about: 'Signs the facts of a bundle: an in-toto statement (version 1) in a DSSE envelope, beside the bundle. Before that, all of the bundle is made and judged again: what would not verify is not signed. A key that no file holds signs by a command, which gets the bytes to sign on its standard input and writes the signature to its standard output. With --unsigned nothing is signed: what a CI platform signs with its own attest action, as a Sigstore bundle, is left beside the bundle.',
  operands: [{ name: 'bundle', summary: 'archive that run --bundle has left' }],
  flags: ['key', 'signCommand', 'unsigned', 'to'],
  examples: [
    ['calico-conformance attest partner.tgz --key partner.pem', 'leaves partner.tgz.intoto.json'],
    ['calico-conformance attest partner.tgz --key partner.pub --sign-command "openssl dgst -sha256 -sign partner.key"', 'sign with something else, such as a token or an agent'],
    ['calico-conformance attest partner.tgz --unsigned', 'leaves partner.tgz.predicate.json and partner.tgz.subjects.txt'],
  ],
  async act({ operands: [file], flags }, io) {
    if (file === undefined) return printProblems([{ code: 'USAGE', what: 'Nothing says what to sign.', fix: 'For example: calico-conformance attest partner.tgz --key partner.pem' }], io);
    const [{ readGiven }, { verifyBundle, readFiles }, { judgeAgain }, { defaultPolicy }, { openBundle }, { runStatement }, { envelopeText }, { signedBy }, { envelopeFile }, { writeWhole, writingProblem }] = await Promise.all([
      import('../read-files.ts'), import('../../certify/verify.ts'), import('../judge-again.ts'), import('../../certify/policy.ts'), import('../../certify/bundle.ts'),
      import('../../certify/statement.ts'), import('../../certify/dsse.ts'), import('../signer.ts'), import('../verify-bundle.ts'), import('../report-folder.ts'),
    ]);
    const archive = await readGiven(file, 'bundle', io);
    if (!archive.ok) return printProblems(archive.problems, io);
    const bundle = openBundle(archive.value);
    if (!bundle.ok) return printProblems(bundle.problems, io);
    const read = readFiles(bundle.value);
    if (!read.ok) return printProblems(read.problems, io);
    const { bundledDigest } = read.value.evidence.started.description;
    const { checks, verified } = await verifyBundle({ archive: archive.value, trusted: [], now: new Date(), again: judgeAgain, policy: { ...defaultPolicy, assurance: 'A0', waivers: true, descriptions: [bundledDigest] } });
    if (!verified) {
      return printProblems(checks.filter(({ state }) => state === 'broken').flatMap(({ code, says }) => says.map((what) => ({ code, what, where: { file }, fix: 'Make the bundle anew: calico-conformance run --bundle FILE' }))), io);
    }
    if (flags.unsigned === true) return leaveUnsigned(file, runStatement(bundle.value, read.value), io);
    const signed = await signedBy(flags, runStatement(bundle.value, read.value), io);
    if (!signed.ok) return printProblems(signed.problems, io);
    const to = typeof flags.to === 'string' ? flags.to : envelopeFile(file);
    try {
      await writeWhole(resolve(io.folder, to), [envelopeText(signed.value.envelope)]);
    } catch (error) {
      const problem = writingProblem(error, to);
      if (!problem) throw error;
      return printProblems([{ ...problem, what: problem.what.replace('The reports', 'The envelope'), fix: 'Name another file with --to.' }], io);
    }
    io.stdout.write(`Wrote ${to}, signed with key ${signed.value.keyId.slice(0, 16)}.\nNext: npx calico-conformance verify ${file} --trust <public key>\n`);
    return 0;
  },
};

/** What an attest action makes the same statement of: a predicate, and subjects as sha256sum lists them. */
async function leaveUnsigned(file: string, { subject, predicateType, predicate }: Statement<RunPredicate>, io: Io): Promise<number> {
  const { writeWhole, writingProblem } = await import('../report-folder.ts');
  const files = [[`${file}.predicate.json`, `${JSON.stringify(predicate)}\n`], [`${file}.subjects.txt`, subject.map(({ name, digest }) => `${digest.sha256}  ${name}\n`).join('')]] as const;
  for (const [to, text] of files) {
    try {
      await writeWhole(resolve(io.folder, to), [text]);
    } catch (error) {
      const problem = writingProblem(error, to);
      if (!problem) throw error;
      return printProblems([{ ...problem, what: problem.what.replace('The reports', 'The statement'), fix: 'Put the bundle where its folder can be written.' }], io);
    }
  }
  io.stdout.write(`Wrote ${files.map(([to]) => to).join(' and ')}; nothing is signed yet.\nThe type of the predicate is ${predicateType}.\n`);
  return 0;
}
