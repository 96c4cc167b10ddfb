import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { readChallenge, seedOf, type Challenge } from '../certify/challenge.ts';
import type { Configuration } from '../config/configuration.ts';
import type { Result } from '../model/problem.ts';
import type { Io } from './io.ts';

/** What other clients call themselves: in a run that answers a challenge, nothing in a request names the suite. */
const anybody = 'node';

/** A configuration as a challenge makes it: its nonce draws the seed. */
export async function challenged(configuration: Configuration, file: string, io: Io): Promise<Result<{ readonly configuration: Configuration; readonly challenge: Challenge }>> {
  const text = await readFile(resolve(io.folder, file), 'utf8').catch(() => undefined);
  if (text === undefined) return { ok: false, problems: [{ code: 'CHALLENGE_UNREADABLE', what: 'The challenge cannot be read.', where: { file }, fix: 'Check the path; the certifier hands it out.' }] };
  const challenge = readChallenge(text, file);
  if (!challenge.ok) return challenge;
  if (configuration.origins['seed'] !== undefined) return { ok: false, problems: [{ code: 'USAGE', what: 'The challenge draws the seed, and another one is given.', fix: 'Leave the seed out.' }] };
  if (challenge.value.expires < new Date().toISOString()) return { ok: false, problems: [{ code: 'CHALLENGE_EXPIRED', what: `The challenge expired at ${challenge.value.expires}.`, where: { file }, fix: 'Ask the certifier for another one.' }] };
  const named = configuration.headers.some(([name]) => name.toLowerCase() === 'user-agent');
  return {
    ok: true,
    value: {
      challenge: challenge.value,
      configuration: { ...configuration, seed: seedOf(challenge.value.nonce), headers: named ? configuration.headers : [...configuration.headers, ['User-Agent', anybody]] },
    },
  };
}
