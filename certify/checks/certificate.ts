import { canonicalJson } from '../../engine/digest.ts';
import { allTiers, tierText } from '../assurance.ts';
import { sha256Of } from '../bundle.ts';
import { certificatePredicateType, statusOf, type CertificatePredicate } from '../certificate.ts';
import { statementType } from '../dsse.ts';
import { scopeOf } from '../scope.ts';
import { statementOf, statementVersion, type Statement } from '../statement.ts';
import { stateOf, statusListIn, type CertificateState, type StatusList } from '../status-list.ts';
import type { Check, Examined } from './check.ts';

/** The certificate is a certifier's, and about this bundle. */
export const certificate: Check = {
  promise: 'the certificate is signed by a certifier, and about this bundle',
  leftOut: ({ certificate: given }) => (given ? undefined : 'no certificate was given'),
  *look(examined) {
    const { certificate: given, bundle, envelopeText, policy, read: { evidence: { started, finished }, results } } = examined;
    if (!given) return;
    if (!isCertifiers(given.signer)) {
      yield given.signer ? `It is signed with the key of ${given.signer.name}, who is no certifier.` : 'None of the trusted certifiers has signed it, or it was changed afterwards.';
      return;
    }
    const statement = certificateIn(examined);
    if (!statement) {
      yield 'What is signed is no certificate.';
      return;
    }
    const digests = new Map((Array.isArray(statement.subject) ? statement.subject : []).map((each) => [each.name, each.digest?.sha256]));
    if (digests.get('bundle') !== bundle.sha256) yield 'It is about another bundle.';
    if (digests.get('attestation') !== sha256Of(Buffer.from(envelopeText ?? ''))) yield 'It is about another attestation of this bundle.';
    const { predicate } = statement;
    if (!allTiers.some((tier) => predicate.scope === scopeOf(tierText(tier)))) yield 'It promises something else than certificates do.';
    if (policy.digest !== undefined && predicate.policy !== policy.digest) yield 'It was issued by another policy than the one that is given.';
    const { title, version, bundledDigest } = started.description;
    const made: Partial<CertificatePredicate> = {
      status: statusOf(finished.verdict, started.profile, { challenge: started.challenge, kind: started.target.kind }), run: { id: started.runId, startedAt: started.startedAt, finishedAt: finished.finishedAt, suite: `${started.suite.name} ${started.suite.version}` },
      target: started.target.baseUrl, description: { title, version, bundledDigest }, profile: started.profile, capabilities: started.capabilities ?? [], waivers: results.waivers,
    };
    for (const [field, value] of Object.entries(made)) if (canonicalJson(predicate[field as keyof CertificatePredicate]) !== canonicalJson(value)) yield `It says something else under ${field} than the bundle does.`;
    if (!finished.verdict.startsWith('CONFORMANT')) yield `What it certifies is ${finished.verdict}.`;
  },
};

/** The certificate holds today. */
export const status: Check = {
  promise: 'the certificate is valid: not expired, not revoked, not superseded',
  leftOut: ({ certificate: given }) => (given ? undefined : 'no certificate was given'),
  *look(examined) {
    const { state, because } = certificateState(examined);
    if (state !== 'valid') yield `${state}: ${because}`;
  },
};

/** What is known of the certificate at hand; nothing of what nobody has signed who may. */
export function certificateState(examined: Examined): { readonly state: CertificateState; readonly because: string } {
  const statement = goodCertificate(examined);
  if (!statement) return { state: 'unknown', because: 'It is no certificate of a certifier who is trusted.' };
  const { statusList } = examined;
  if (statusList && !isCertifiers(statusList.signer)) return { state: 'unknown', because: 'None of the trusted certifiers has signed the status list.' };
  const list: StatusList | undefined = statusList && statusListIn(statementOf(statusList.envelope));
  if (statusList && !list) return { state: 'unknown', because: 'What is given as a status list is none.' };
  if (statusList && statusList.signer?.id !== examined.certificate?.signer?.id) return { state: 'unknown', because: 'The status list is that of another certifier.' };
  return stateOf(statement.predicate, list, examined.now);
}

/** The certificate, where a certifier has signed it. */
export function goodCertificate(examined: Examined): Statement<CertificatePredicate> | undefined {
  return isCertifiers(examined.certificate?.signer) ? certificateIn(examined) : undefined;
}

function isCertifiers(signer: Examined['signer']): boolean {
  return signer?.role === 'certifier';
}

function certificateIn({ certificate: given }: Examined): Statement<CertificatePredicate> | undefined {
  const statement = statementOf(given?.envelope);
  if (given?.envelope.payloadType !== statementType || statement?._type !== statementVersion || statement.predicateType !== certificatePredicateType) return undefined;
  const { id, issued, expires } = (statement.predicate ?? {}) as Partial<Record<keyof CertificatePredicate, unknown>>;
  return typeof id === 'string' && isTime(issued) && isTime(expires) ? (statement as Statement<CertificatePredicate>) : undefined;
}

/** As `toISOString` writes it, so that texts can be compared as times. */
function isTime(value: unknown): boolean {
  return typeof value === 'string' && !Number.isNaN(Date.parse(value)) && new Date(value).toISOString() === value;
}
