import { dirname, isAbsolute, join } from 'node:path';
import { readChallenge } from '../certify/challenge.ts';
import { isSigstoreBundle } from '../certify/dsse.ts';
import { defaultPolicy, readPolicy, type Policy } from '../certify/policy.ts';
import { readTrust, type Trust } from '../certify/trust.ts';
import { verifyBundle, type Verification, type VerifyInput } from '../certify/verify.ts';
import type { Problem, Result } from '../model/problem.ts';
import { readDescription } from '../spec/read-description.ts';
import { askAgain } from './ask-again.ts';
import type { FlagValues } from './flags.ts';
import type { Io } from './io.ts';
import { judgeAgain } from './judge-again.ts';
import { readGiven, readText } from './read-files.ts';

/** Where the envelope of a bundle is looked for. */
export function envelopeFile(bundle: string): string {
  return `${bundle}.intoto.json`;
}

/** Where the challenge of an earlier bundle is looked for. */
function challengeFile(bundle: string): string {
  return `${bundle}.challenge.json`;
}

/** A verification, and all that it rests on. */
export interface VerifiedFile {
  readonly verification: Verification;
  readonly input: VerifyInput;
}

/** Verifies the bundle in a file by what the flags name. */
export async function verifyFile(file: string, flags: FlagValues, io: Io): Promise<Result<VerifiedFile>> {
  const refused = refusedOffline(flags);
  if (refused) return { ok: false, problems: [refused] };
  const input = await inputOf(file, flags, io);
  if (!input.ok) return input;
  const earlier: Verification[] = [];
  for (const each of Array.isArray(flags.earlier) ? (flags.earlier as readonly string[]) : []) {
    const { certificate: _c, status: _s, rerun: _r, envelope: _e, ...same } = flags;
    const before = await inputOf(each, { ...same, challenge: challengeFile(each) }, io);
    if (!before.ok) return before;
    // How long ago it was does not matter: it is to be an earlier one.
    earlier.push(await verifyBundle({ ...before.value, policy: { ...before.value.policy, assurance: 'A3', maxAgeDays: 3650 } }));
  }
  const whole = { ...input.value, earlier };
  return { ok: true, value: { input: whole, verification: await verifyBundle(whole) } };
}

async function inputOf(file: string, flags: FlagValues, io: Io): Promise<Result<VerifyInput>> {
  const archive = await readGiven(file, 'bundle', io);
  if (!archive.ok) return archive;
  const envelope = await envelopeOf(file, flags, io);
  if (!envelope.ok) return envelope;
  const texts: Partial<Record<'policy' | 'trust' | 'challenge' | 'certificate' | 'status', { readonly text: string; readonly file: string }>> = {};
  for (const [name, noun] of [['policy', 'policy'], ['trust', 'list of trusted keys'], ['challenge', 'challenge'], ['certificate', 'certificate'], ['status', 'status list']] as const) {
    const read = await readText(flags[name], noun, io);
    if (!read.ok) return read;
    if (read.value) texts[name] = read.value;
  }
  const policy: Result<Policy> = texts.policy ? readPolicy(texts.policy.text, texts.policy.file) : { ok: true, value: defaultPolicy };
  if (!policy.ok) return policy;
  const trusted = texts.trust ? readTrust(texts.trust.text, texts.trust.file) : { ok: true as const, value: { keys: [] } };
  if (!trusted.ok) return trusted;
  const keyless = envelope.value && texts.trust ? await keylessFor(envelope.value.text, trusted.value, texts.trust.file, io) : undefined;
  if (keyless && !keyless.ok) return keyless;
  const challenge = texts.challenge && readChallenge(texts.challenge.text, texts.challenge.file);
  if (challenge && !challenge.ok) return challenge;
  const published = typeof flags.description === 'string' ? await readDescription(flags.description) : undefined;
  if (published && !published.ok) return published;
  const count = typeof flags.rerun === 'string' ? Number(flags.rerun) : undefined;
  return {
    ok: true,
    value: {
      archive: archive.value, trusted: trusted.value.keys, ...(keyless?.value && { keyless: keyless.value }), now: new Date(), again: judgeAgain,
      policy: { ...policy.value, descriptions: [...policy.value.descriptions, ...(published ? [published.value.bundledDigest] : [])] },
      ...(envelope.value && { envelope: envelope.value.text }), ...(challenge && { challenge: challenge.value }),
      ...(texts.certificate && { certificate: texts.certificate.text }), ...(texts.status && { statusList: texts.status.text }),
      ...(count !== undefined && { rerun: (examined) => askAgain(examined, count, flags, io) }),
    },
  };
}

/** What tells who has signed a Sigstore bundle, where there is one and somebody is trusted who signs so. */
async function keylessFor(envelope: string, { sigstore }: Trust, trustFile: string, io: Io): Promise<Result<VerifyInput['keyless']>> {
  if (!sigstore || !isSigstoreBundle(envelope)) return { ok: true, value: undefined };
  const root = await readText(isAbsolute(sigstore.trustedRoot) ? sigstore.trustedRoot : join(dirname(trustFile), sigstore.trustedRoot), 'trusted root of Sigstore', io);
  if (!root.ok) return root;
  const { keylessSigner } = await import('../integrations/sigstore/keyless-signer.ts');
  return keylessSigner(root.value ?? { text: '', file: sigstore.trustedRoot }, sigstore.identities, io.folder);
}

/** What a wrong flag of these would do is seen before anything is looked at. */
function refusedOffline({ offline, rerun, description, baseUrl }: FlagValues): Problem | undefined {
  if (rerun !== undefined && !(typeof rerun === 'string' && /^[1-9]\d{0,4}$/.test(rerun))) return { code: 'USAGE', what: '--rerun must be a whole number from 1 on.', fix: 'For example: --rerun 20' };
  if (rerun !== undefined && baseUrl === undefined) return { code: 'USAGE', what: 'Nothing says which target is asked again.', fix: 'Add --base-url, and what it takes to be let in: no bundle says where your credentials go.' };
  if (offline !== true) return undefined;
  if (rerun !== undefined) return { code: 'USAGE', what: 'Nothing can be asked again without a network.', fix: 'Leave out --offline or --rerun.' };
  return typeof description === 'string' && /^https?:/i.test(description) ? { code: 'USAGE', what: 'The description is at a URL, which takes a network.', fix: 'Name a file, or leave out --offline.' } : undefined;
}

/** The envelope that was named, or the one beside the bundle. */
async function envelopeOf(file: string, flags: FlagValues, io: Io): ReturnType<typeof readText> {
  if (typeof flags.envelope === 'string') return readText(flags.envelope, 'envelope', io);
  const beside = await readText(envelopeFile(file), 'envelope', io);
  return beside.ok ? beside : { ok: true, value: undefined };
}
