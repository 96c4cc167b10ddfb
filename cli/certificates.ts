import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { certificatePredicateType, certificateStatement, type CertificatePredicate } from '../certify/certificate.ts';
import { sha256Of } from '../certify/bundle.ts';
import { envelopeText, readEnvelope, signerOf } from '../certify/dsse.ts';
import { readKey, type VerifyingKey } from '../certify/signing-key.ts';
import { statementOf } from '../certify/statement.ts';
import { amendedList, stateOf, statusListIn, statusStatement, type StatusEntry, type StatusList } from '../certify/status-list.ts';
import { readTrust, type TrustedKey } from '../certify/trust.ts';
import type { Problem, Result } from '../model/problem.ts';
import { selftestSentence } from '../reporters/selftest-words.ts';
import { visibleLine } from '../reporters/visible-text.ts';
import { daysOf } from './days.ts';
import type { FlagValues } from './flags.ts';
import type { Io } from './io.ts';
import { printProblems } from './print-problems.ts';
import { readText } from './read-files.ts';
import { writeWhole, writingProblem } from './report-folder.ts';
import { selftestFigure } from './selftest-figure.ts';
import { signedBy } from './signer.ts';
import { verificationText } from './verification-text.ts';
import { verifyFile } from './verify-bundle.ts';
import { wrapped } from './wrapped.ts';

const certificateDays = 365;
const listDays = 30;

/** Verifies a bundle, and certifies it where everything holds. Exits with 1 where it does not. */
export async function issueCertificate(file: string, flags: FlagValues, io: Io): Promise<number> {
  const days = daysOf(flags, certificateDays);
  if (!days.ok) return printProblems(days.problems, io);
  const key = await keyOf(flags, io);
  if (!key.ok) return printProblems(key.problems, io);
  // The list is where the new certificate goes, and not what an old one is looked up in.
  const { status: _, ...verifying } = flags;
  const verified = await verifyFile(file, verifying, io);
  if (!verified.ok) return printProblems(verified.problems, io);
  const { verification, input } = verified.value;
  const signer = input.trusted.find(({ id }) => id === key.value.id);
  if (signer?.role !== 'certifier') return printProblems([{ code: 'CERTIFICATE_REFUSED', what: 'The key that is to sign is no certifier\'s, by what --trust says, so nobody who trusts alike would take the certificate.', fix: 'List it there with "role": "certifier".' }], io);
  const { bundle } = verification;
  if (!verification.verified || !bundle?.verdict.startsWith('CONFORMANT') || input.envelope === undefined) {
    io.stdout.write(verificationText(verification));
    return refusedBecause(verification.verified ? `The verdict is ${bundle?.verdict ?? 'none'}.` : 'The bundle does not verify.', io);
  }
  const figure = typeof flags.selftest === 'string'
    ? await selftestFigure(resolve(io.folder, flags.selftest), { rulesetDigest: bundle.rulesetDigest, descriptionDigest: bundle.description.bundledDigest, profile: bundle.profile }) : undefined;
  if (figure && !figure.ok) return printProblems(figure.problems, io);
  const now = new Date();
  const decision = { bundle, assurance: verification.assurance, archive: input.archive, attestation: input.envelope, policyDigest: input.policy.digest, challenge: input.challenge, selftest: figure?.value };
  const statement = certificateStatement(decision, now, days.value);
  const { id, expires } = statement.predicate;
  const amended = typeof flags.status === 'string' ? await listWith({ certificate: id, state: 'valid', since: now.toISOString() }, flags.status, key.value, now, listDays, io) : undefined;
  if (amended && !amended.ok) return printProblems(amended.problems, io);
  const signed = await signedBy(flags, statement, io);
  if (!signed.ok) return printProblems(signed.problems, io);
  const to = typeof flags.to === 'string' ? flags.to : `${file}.certificate.json`;
  const unwritten = await write(to, envelopeText(signed.value.envelope), io) ?? (amended && typeof flags.status === 'string' ? await writeList(flags.status, amended.value, flags, io) : undefined);
  if (unwritten) return printProblems([unwritten], io);
  io.stdout.write(`Wrote ${to}\nCertificate ${id}, until ${expires}.\n${amended ? `It stands in ${String(flags.status)}, until ${amended.value.nextUpdate}; then refresh the list.\n` : 'It stands in no status list, so nobody can know later whether it was revoked: add --status status.json.\n'}`);
  return 0;
}

/** Says what a certificate says, and whether it is valid. Exits with 1 where it is not, or where nobody can know. */
export async function showCertificate(file: string, flags: FlagValues, io: Io): Promise<number> {
  const trust = await readText(flags.trust, 'list of trusted keys', io);
  if (!trust.ok) return printProblems(trust.problems, io);
  const trusted = trust.value ? readTrust(trust.value.text, trust.value.file) : { ok: true as const, value: { keys: [] } };
  if (!trusted.ok) return printProblems(trusted.problems, io);
  const certifiers = trusted.value.keys.filter(({ role }) => role === 'certifier');
  const certificate = await certificateIn(file, certifiers, io);
  if (!certificate.ok) return printProblems(certificate.problems, io);
  const list = typeof flags.status === 'string' ? await listIn(flags.status, certificate.value.signer ? [certificate.value.signer] : [], io) : undefined;
  if (list && !list.ok) return printProblems(list.problems, io);
  const { predicate, signer } = certificate.value;
  const { state, because } = signer ? stateOf(predicate, list?.value, new Date()) : { state: 'unknown' as const, because: certifiers.length === 0 ? 'Nothing says which certifiers are trusted: --trust.' : 'None of the trusted certifiers has signed it, or it was changed afterwards.' };
  io.stdout.write(flags.json === true ? `${JSON.stringify({ state, because, ...(signer && { signer: signer.name }), certificate: predicate }, undefined, 2)}\n` : certificateText(predicate, signer, state, because));
  return state === 'valid' ? 0 : 1;
}

/** Notes in the list that a certificate does not hold any more. */
export async function revokeCertificate(file: string, flags: FlagValues, io: Io): Promise<number> {
  const { status, reason, supersededBy } = flags;
  if (typeof status !== 'string') return printProblems([{ code: 'USAGE', what: 'Nothing says in which status list.', fix: 'For example: --status status.json' }], io);
  const key = await keyOf(flags, io);
  if (!key.ok) return printProblems(key.problems, io);
  const days = daysOf(flags, listDays);
  if (!days.ok) return printProblems(days.problems, io);
  const asCertifier: TrustedKey = { ...key.value, name: 'the key that is given', role: 'certifier' };
  const certificate = await certificateIn(file, [asCertifier], io);
  if (!certificate.ok) return printProblems(certificate.problems, io);
  if (!certificate.value.signer) return refusedBecause('It was issued with another key than the one that is given.', io);
  const next = typeof supersededBy === 'string' ? await certificateIn(supersededBy, [asCertifier], io) : undefined;
  if (next && !next.ok) return printProblems(next.problems, io);
  if (next && !next.value.signer) return refusedBecause('What is to take its place was issued with another key.', io);
  const now = new Date();
  const entry: StatusEntry = { certificate: certificate.value.predicate.id, state: next ? 'superseded' : 'revoked', since: now.toISOString(), ...(typeof reason === 'string' && { reason }), ...(next && { by: next.value.predicate.id }) };
  const amended = await listWith(entry, status, key.value, now, days.value, io);
  if (!amended.ok) return printProblems(amended.problems, io);
  const unwritten = await writeList(status, amended.value, flags, io);
  if (unwritten) return printProblems([unwritten], io);
  io.stdout.write(`Wrote ${status}: certificate ${entry.certificate} is ${entry.state}.\nPublish the list: who has an older one does not know.\n`);
  return 0;
}

/** Signs a list anew, so that it is up to date for another while. */
export async function refreshList(file: string, flags: FlagValues, io: Io): Promise<number> {
  const key = await keyOf(flags, io);
  if (!key.ok) return printProblems(key.problems, io);
  const days = daysOf(flags, listDays);
  if (!days.ok) return printProblems(days.problems, io);
  const before = await listIn(file, [key.value], io);
  if (!before.ok) return printProblems(before.problems, io);
  const now = new Date();
  const list: StatusList = { issued: now.toISOString(), nextUpdate: new Date(now.getTime() + days.value * 86_400_000).toISOString(), entries: before.value.entries };
  const unwritten = await writeList(file, list, flags, io);
  if (unwritten) return printProblems([unwritten], io);
  io.stdout.write(`Wrote ${file}: ${list.entries.length} certificate${list.entries.length === 1 ? '' : 's'}, until ${list.nextUpdate}.\n`);
  return 0;
}

function refusedBecause(what: string, io: Io): number {
  printProblems([{ code: 'CERTIFICATE_REFUSED', what: `Nothing was certified or revoked. ${what}` }], io);
  return 1;
}

async function keyOf(flags: FlagValues, io: Io): Promise<Result<VerifyingKey>> {
  const text = await readText(flags.key, 'key', io);
  if (!text.ok) return text;
  return text.value ? readKey(text.value.text, text.value.file) : { ok: false, problems: [{ code: 'USAGE', what: 'Nothing says which key signs.', fix: 'Add --key certifier.pem.' }] };
}

/** A certificate in a file, and who of these has signed it. */
async function certificateIn(file: string, keys: readonly TrustedKey[], io: Io): Promise<Result<{ readonly predicate: CertificatePredicate; readonly signer: TrustedKey | undefined }>> {
  const text = await readText(file, 'certificate', io);
  if (!text.ok) return text;
  const envelope = readEnvelope(text.value?.text ?? '');
  const statement = envelope.ok ? statementOf(envelope.value) : undefined;
  const predicate = statement?.predicate as CertificatePredicate | undefined;
  if (!envelope.ok || statement?.predicateType !== certificatePredicateType || typeof predicate?.id !== 'string' || typeof predicate.expires !== 'string' || typeof predicate.issued !== 'string') {
    return { ok: false, problems: [{ code: 'CERTIFICATE_UNREADABLE', what: 'This is no certificate.', where: { file }, fix: 'calico-conformance certificate issue leaves one beside its bundle.' }] };
  }
  return { ok: true, value: { predicate, signer: signerOf(envelope.value, keys) } };
}

/** The list in a file, as far as one of these has signed it. */
async function listIn(file: string, keys: readonly VerifyingKey[], io: Io): Promise<Result<StatusList>> {
  const refused = (what: string): Result<never> => ({ ok: false, problems: [{ code: 'STATUS_UNREADABLE', what, where: { file }, fix: 'It comes from the certifier who issued the certificate.' }] });
  const text = await readText(file, 'status list', io);
  if (!text.ok) return text;
  const envelope = readEnvelope(text.value?.text ?? '');
  const list = envelope.ok ? statusListIn(statementOf(envelope.value)) : undefined;
  if (!envelope.ok || !list) return refused('This is no status list.');
  return signerOf(envelope.value, keys) ? { ok: true, value: list } : refused('The status list was signed with another key, or changed afterwards.');
}

/** The list in a file, or a new one, with an entry more. */
async function listWith(entry: StatusEntry, file: string, key: VerifyingKey, now: Date, days: number, io: Io): Promise<Result<StatusList>> {
  const isThere = await stat(resolve(io.folder, file)).then(() => true, () => false);
  const before = isThere ? await listIn(file, [key], io) : undefined;
  return before && !before.ok ? before : { ok: true, value: amendedList(before?.value, entry, now, days) };
}

async function writeList(file: string, list: StatusList, flags: FlagValues, io: Io): Promise<Problem | undefined> {
  const signed = await signedBy(flags, statusStatement(list, (text) => sha256Of(Buffer.from(text))), io);
  return signed.ok ? write(file, envelopeText(signed.value.envelope), io) : signed.problems[0];
}

async function write(file: string, text: string, io: Io): Promise<Problem | undefined> {
  try {
    await writeWhole(resolve(io.folder, file), [text]);
    return undefined;
  } catch (error) {
    const problem = writingProblem(error, file);
    if (!problem) throw error;
    return { ...problem, what: problem.what.replace('The reports', 'The file'), fix: 'Name another one.' };
  }
}

function certificateText({ id, status, scope, issued, expires, run, target, description, capabilities, waivers, selftest }: CertificatePredicate, signer: TrustedKey | undefined, state: string, because: string): string {
  const rows: readonly (readonly [string, string])[] = [
    ['Certificate', id], ['Says', status], ['Target', target], ['Description', `${description.title} ${description.version}`], ['Run', `${run.startedAt} to ${run.finishedAt}, ${run.suite}`],
    ['Signed by', signer ? `${signer.name} (${signer.role}), key ${signer.id.slice(0, 16)}` : 'nobody who is known to be trusted'],
    ['Issued', `${issued}, until ${expires}`],
    ...(capabilities.length > 0 ? [['Declared', capabilities.join(', ')] as const] : []),
    ...waivers.map(({ requirement, reason, ticket, owner, expires: until }) => ['Waived', `${requirement}: ${reason} (${ticket}, ${owner}, until ${until})`] as const),
    ...(selftest ? [['Selftest', selftestSentence(selftest).replace('Selftest: ', '')] as const] : []),
  ];
  return [
    ...rows.flatMap(([name, value]) => wrapped(value, 67).map((line, index) => `${(index === 0 ? name : '').padEnd(13)}${line}`)),
    '', ...wrapped(scope, 80), '', ...wrapped(`${state.toUpperCase()}  ${because}`, 80),
  ].map((line) => `${visibleLine(line)}\n`).join('');
}
