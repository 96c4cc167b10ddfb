import { buildMarks, changedMarks } from '../build-marks.ts';
import type { DomainProof } from '../../model/observed-target.ts';
import type { Check, Examined } from './check.ts';
import { named } from './coverage.ts';

/** It is about the endpoint that it names, and that was the same at both ends. */
export const target: Check = {
  promise: 'every request went to the endpoint that is named, which was the same at both ends',
  *look(examined) {
    const { read: { evidence, target: { kind, baseUrl, before, after, domainProof } }, policy } = examined;
    const { started, exchanges } = evidence;
    if (started.target.baseUrl !== baseUrl || started.target.kind !== kind) yield `The record is about ${started.target.baseUrl}, and target.json about ${baseUrl}.`;
    yield* named('These exchanges went elsewhere', [...exchanges.values()].filter(({ exchange }) => !exchange.request.url.startsWith(`${baseUrl}/`)).map(({ exchange }) => `${exchange.id} to ${exchange.request.url}`));
    if (started.target.network?.insecure) yield 'The certificate of the endpoint was not checked (--insecure), so nobody knows who has answered.';
    if (before.tls?.spkiSha256 !== after.tls?.spkiSha256) yield 'The endpoint showed another TLS key when the run ended than when it began.';
    yield* changedMarks(buildMarks(evidence)).map((change) => `The endpoint changed during the run: ${change}.`);
    if (policy.domainProof && !speaksFor(examined.read.target.domainProof, examined)) yield `The policy asks for a domain proof, and ${domainProof ? `${domainProof.url} names neither the key that signed nor the challenge` : 'the host had none'}.`;
    const url = URL.canParse(baseUrl) ? new URL(baseUrl) : undefined;
    if (policy.host !== undefined && url?.host !== policy.host) yield `The host is ${url?.host ?? 'none'}, and the policy asks for ${policy.host}.`;
    if (policy.tls && (url?.protocol !== 'https:' || !before.tls || !after.tls)) yield 'The policy asks for TLS, and none was seen.';
    if (policy.publicAddress && (kind !== 'url' || before.addressClass !== 'public' || after.addressClass !== 'public')) {
      yield `The policy asks for a public address, and the endpoint stands at ${kind === 'embedded' ? 'none: it is the reference backend inside the package' : `a ${before.addressClass ?? 'unknown'} one`}.`;
    }
  },
};

/** Whether a host names who has signed for it, or the challenge that is at hand. */
export function speaksFor(proof: DomainProof | undefined, { signer, challenge }: Pick<Examined, 'signer' | 'challenge'>): boolean {
  return (signer !== undefined && proof?.keys.includes(signer.id) === true) || (challenge !== undefined && proof?.challenges.includes(challenge.id) === true);
}
