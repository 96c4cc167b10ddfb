import { randomUUID } from 'node:crypto';
import type { Waiver } from '../model/outcome.ts';
import type { Verdict } from '../model/run-event.ts';
import type { SelftestFigure } from '../model/selftest-figure.ts';
import { tierText, type Tier } from './assurance.ts';
import { sha256Of } from './bundle.ts';
import type { Challenge } from './challenge.ts';
import { scopeOf } from './scope.ts';
import { statementVersion, type Statement } from './statement.ts';

/** The type of what a certificate says. */
export const certificatePredicateType = 'urn:calico-conformance:certificate:1';

/** A decision: a certifier found that an attested run satisfies his policy, and says so until a day. */
export interface CertificatePredicate {
  readonly id: string;
  /** Verdict and profile in one word, so that no reader passes over the restriction. */
  readonly status: string;
  readonly scope: string;
  /** ISO 8601, UTC. */
  readonly issued: string;
  readonly expires: string;
  /** SHA-256 of the policy that is satisfied; absent where none was given. */
  readonly policy?: string;
  /** The challenge that the run answered. */
  readonly challenge?: string;
  readonly run: { readonly id: string; readonly startedAt: string; readonly finishedAt: string; readonly suite: string };
  readonly target: string;
  readonly description: { readonly title: string; readonly version: string; readonly bundledDigest: string };
  readonly profile: string;
  readonly capabilities: readonly string[];
  readonly waivers: readonly Waiver[];
  /** What the suite found out of lies about this description, by the certifier's own selftest. */
  readonly selftest?: SelftestFigure;
}

/** What a certificate repeats of a bundle. */
export interface CertifiedBundle extends Pick<CertificatePredicate, 'description' | 'profile' | 'capabilities' | 'waivers'> {
  readonly verdict: Verdict;
  readonly runId: string;
  readonly startedAt: string;
  readonly finishedAt: string;
  readonly suite: string;
  readonly baseUrl: string;
  /** Of what kind the target is. */
  readonly kind: string;
  /** Id of the challenge that the run names. */
  readonly challenge?: string;
}

/** What a certificate is made of. */
export interface Decision {
  /** What its verification came to. */
  readonly bundle: CertifiedBundle;
  readonly assurance: Tier;
  readonly archive: Uint8Array;
  /** Text of the run's attestation. */
  readonly attestation: string;
  readonly policyDigest?: string | undefined;
  readonly challenge?: Challenge | undefined;
  readonly selftest?: SelftestFigure | undefined;
}

/** The statement of a certificate for a verified bundle. */
export function certificateStatement({ bundle, assurance, archive, attestation, policyDigest, challenge, selftest }: Decision, now: Date, days: number): Statement<CertificatePredicate> {
  return {
    _type: statementVersion,
    subject: [
      { name: 'bundle', digest: { sha256: sha256Of(archive) } },
      { name: 'attestation', digest: { sha256: sha256Of(Buffer.from(attestation)) } },
    ],
    predicateType: certificatePredicateType,
    predicate: {
      id: randomUUID(), status: statusOf(bundle.verdict, bundle.profile, bundle), scope: scopeOf(tierText(assurance)),
      issued: now.toISOString(), expires: lastMoment(bundle.waivers, new Date(now.getTime() + days * 86_400_000)),
      ...(policyDigest !== undefined && { policy: policyDigest }), ...(challenge && { challenge: challenge.id }),
      run: { id: bundle.runId, startedAt: bundle.startedAt, finishedAt: bundle.finishedAt, suite: bundle.suite },
      target: bundle.baseUrl, description: bundle.description, profile: bundle.profile, capabilities: bundle.capabilities, waivers: bundle.waivers,
      ...(selftest && { selftest }),
    },
  };
}

/** What rests on waivers ends with the first of them. */
function lastMoment(waivers: readonly Waiver[], wanted: Date): string {
  return [wanted.toISOString(), ...waivers.map(({ expires }) => `${expires}T23:59:59.999Z`)].sort()[0] ?? wanted.toISOString();
}

/** What a certificate calls a verdict: as the attestation does, so that a rehearsal is certified as one. */
export function statusOf(verdict: Verdict, profile: string, { challenge, kind }: { readonly challenge?: unknown; readonly kind: string }): string {
  return `${challenge !== undefined && kind === 'url' ? '' : 'REHEARSAL_'}${verdict}/${profile}`;
}
