import { seedOf } from '../challenge.ts';
import { goodCertificate } from './certificate.ts';
import type { Check, Examined } from './check.ts';

/** The challenge that was handed out was met. */
export const challenge: Check = {
  promise: 'the run answers the challenge that was handed out',
  leftOut: ({ challenge: handedOut, policy }) => (handedOut || policy.challenge ? undefined : 'no challenge was asked for'),
  *look(examined) {
    if (examined.challenge) yield* brokenChallenge(examined);
    else if (examined.policy.challenge) yield 'The policy asks for a challenge, and none is at hand to compare with: --challenge.';
  },
};

/** In what a run does not answer a challenge. */
export function* brokenChallenge({ challenge: handedOut, read: { evidence: { started, finished } } }: Examined): Iterable<string> {
  if (!handedOut) return;
  const { id, nonce, issued, expires } = handedOut;
  if (!started.challenge) yield 'The run was made without a challenge.';
  else if (started.challenge.id !== id || started.challenge.nonce !== nonce || started.challenge.expires !== expires) yield `The run answers another challenge: ${started.challenge.id}.`;
  if (started.seed !== seedOf(nonce)) yield 'The values of the requests are not those that the nonce draws.';
  if (started.startedAt < issued) yield `The run began at ${started.startedAt}, before the challenge was made.`;
  if (finished.finishedAt > expires) yield `The run ended at ${finished.finishedAt}, after the challenge had expired.`;
}

/** A clock may be so far ahead of another one. */
const tolerance = 5 * 60_000;

/** The run is not too long ago. */
export const stale: Check = {
  promise: 'the run is recent',
  *look(examined) {
    const { read: { evidence: { started, finished } }, policy: { maxAgeDays } } = examined;
    // What a certifier has looked at in time is not too old while his certificate is valid.
    const now = new Date(goodCertificate(examined)?.predicate.issued ?? examined.now);
    const [from, to] = [Date.parse(started.startedAt), Date.parse(finished.finishedAt)];
    if (Number.isNaN(from) || Number.isNaN(to) || to < from) yield `The run says that it was from ${started.startedAt} to ${finished.finishedAt}.`;
    else if (to > now.getTime() + tolerance) yield `The run says that it ended at ${finished.finishedAt}, which is yet to come.`;
    else if (now.getTime() - to > maxAgeDays * 86_400_000) yield `The run ended at ${finished.finishedAt}, more than ${maxAgeDays} days ago.`;
  },
};
