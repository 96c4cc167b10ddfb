import { readChallenge } from '../certify/challenge.ts';
import { defaultPolicy, readPolicy, type Policy } from '../certify/policy.ts';
import { readTrust } from '../certify/trust.ts';
import { verifyBundle, type Verification } from '../certify/verify.ts';
import type { Result } from '../model/problem.ts';
import { readDescription } from '../spec/read-description.ts';
import type { FlagValues } from './flags.ts';
import type { Io } from './io.ts';
import { judgeAgain } from './judge-again.ts';
import { readGiven, readText } from './read-files.ts';

/** Where the envelope of a bundle is looked for. */
export function envelopeFile(bundle: string): string {
  return `${bundle}.intoto.json`;
}

/** Verifies the bundle in a file by what the flags name. */
export async function verifyFile(file: string, flags: FlagValues, io: Io, adjust: (policy: Policy) => Policy = (policy) => policy): Promise<Result<Verification>> {
  const archive = await readGiven(file, 'bundle', io);
  if (!archive.ok) return archive;
  const envelope = await envelopeOf(file, flags, io);
  if (!envelope.ok) return envelope;
  const policyText = await readText(flags.policy, 'policy', io);
  if (!policyText.ok) return policyText;
  const trustText = await readText(flags.trust, 'list of trusted keys', io);
  if (!trustText.ok) return trustText;
  const challengeText = await readText(flags.challenge, 'challenge', io);
  if (!challengeText.ok) return challengeText;
  const policy = policyText.value ? readPolicy(policyText.value.text, policyText.value.file) : { ok: true as const, value: defaultPolicy };
  if (!policy.ok) return policy;
  const trusted = trustText.value ? readTrust(trustText.value.text, trustText.value.file) : { ok: true as const, value: [] };
  if (!trusted.ok) return trusted;
  const challenge = challengeText.value ? readChallenge(challengeText.value.text, challengeText.value.file) : undefined;
  if (challenge && !challenge.ok) return challenge;
  const published = typeof flags.description === 'string' ? await readDescription(flags.description) : undefined;
  if (published && !published.ok) return published;
  return {
    ok: true,
    value: await verifyBundle({
      archive: archive.value, trusted: trusted.value, now: new Date(), again: judgeAgain,
      policy: adjust({ ...policy.value, descriptions: [...policy.value.descriptions, ...(published ? [published.value.bundledDigest] : [])] }),
      ...(envelope.value && { envelope: envelope.value.text }), ...(challenge && { challenge: challenge.value }),
    }),
  };
}

/** The envelope that was named, or the one beside the bundle. */
async function envelopeOf(file: string, flags: FlagValues, io: Io): ReturnType<typeof readText> {
  if (typeof flags.envelope === 'string') return readText(flags.envelope, 'envelope', io);
  const beside = await readText(envelopeFile(file), 'envelope', io);
  return beside.ok ? beside : { ok: true, value: undefined };
}
