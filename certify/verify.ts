import type { Problem, Result } from '../model/problem.ts';
import type { Waiver } from '../model/outcome.ts';
import type { Verdict } from '../model/run-event.ts';
import type { Tier } from './assurance.ts';
import { openBundle, readFormat, type OpenBundle } from './bundle.ts';
import type { Challenge } from './challenge.ts';
import { certificate, certificateState, goodCertificate, status } from './checks/certificate.ts';
import { chain } from './checks/chain.ts';
import type { Again, Check, Examined, Rerun, Signed } from './checks/check.ts';
import { coverage } from './checks/coverage.ts';
import { challenge, stale } from './checks/freshness.ts';
import { rejudged } from './checks/rejudged.ts';
import { digest, signature, tier, type } from './checks/signature.ts';
import { rerun } from './checks/rerun.ts';
import { spec } from './checks/spec.ts';
import { target } from './checks/target.ts';
import { tierReached } from './checks/tier-reached.ts';
import { verdict } from './checks/verdict.ts';
import { waivers } from './checks/waivers.ts';
import { isSigstoreBundle, readEnvelope, signerOf, type Envelope } from './dsse.ts';
import { chainOf } from './evidence-chain.ts';
import { readEvidence } from './evidence.ts';
import type { Policy } from './policy.ts';
import { resultsOf } from './results.ts';
import type { RunSettings } from './run-settings.ts';
import type { ObservedTarget } from '../model/observed-target.ts';
import type { ReadFiles } from './statement.ts';
import type { SelftestFigure } from '../model/selftest-figure.ts';
import type { CertificateState } from './status-list.ts';
import type { Signer, TrustedKey } from './trust.ts';

/** Every check by its code, in the order in which they are told. */
export const checks = {
  E_BUNDLE: { promise: 'the archive is safe and holds exactly the files of a bundle', look: () => [] },
  E_SIG: signature,
  E_TYPE: type,
  E_TIER: tier,
  E_DIGEST: digest,
  E_SPEC: spec,
  E_COVERAGE: coverage,
  E_CHAIN: chain,
  E_VERDICT: verdict,
  E_REJUDGE: rejudged,
  E_CHALLENGE: challenge,
  E_STALE: stale,
  E_TARGET: target,
  E_WAIVER: waivers,
  E_CERTIFICATE: certificate,
  W_STATUS: status,
  W_RERUN: rerun,
} as const satisfies Readonly<Record<string, Check>>;

export type CheckCode = keyof typeof checks;

/** What a verification is given. */
export interface VerifyInput {
  readonly archive: Buffer;
  /** Text of the envelope, if there is one. */
  readonly envelope?: string;
  readonly trusted: readonly TrustedKey[];
  readonly policy: Policy;
  readonly challenge?: Challenge;
  /** Texts of envelopes. */
  readonly certificate?: string;
  readonly statusList?: string;
  /** Earlier bundles that were verified. */
  readonly earlier?: readonly Verification[];
  readonly now: Date;
  /** Makes plan, outcomes and files again from those that were given. */
  readonly again: (bundle: OpenBundle, read: ReadFiles) => Promise<Result<Again>>;
  /** Who has signed a Sigstore bundle, or in words why it is nobody who is trusted; absent where nobody is who signs so. */
  readonly keyless?: (bundle: string) => Signer | string;
  /** Asks the target again. Called only where everything else holds. */
  readonly rerun?: (examined: Examined) => Promise<Rerun>;
}

/** What became of one check. What could not be looked at any more is not said to hold. */
export interface CheckResult {
  readonly code: CheckCode;
  readonly state: 'holds' | 'broken' | 'not-reached' | 'not-asked';
  readonly promise: string;
  readonly says: readonly string[];
}

/** What a verification came to. */
export interface Verification {
  /** Every check that was asked for holds. */
  readonly verified: boolean;
  readonly checks: readonly CheckResult[];
  /** Absent where the bundle could not even be read. */
  readonly bundle?: {
    readonly sha256: string; readonly runId: string; readonly challenge?: string; readonly verdict: Verdict; readonly because: string; readonly exitCode: number; readonly profile: string;
    readonly baseUrl: string; readonly kind: string; readonly addressClass: string; readonly startedAt: string; readonly finishedAt: string; readonly description: { readonly title: string; readonly version: string; readonly bundledDigest: string };
    readonly suite: string; readonly rulesetDigest: string; readonly waivers: readonly Waiver[]; readonly capabilities: readonly string[];
  };
  readonly assurance: Tier;
  readonly signer?: { readonly name: string; readonly role: string; readonly keyId: string };
  /** Where one was given. */
  readonly certificate?: { readonly state: CertificateState; readonly because: string; readonly id?: string; readonly expires?: string; readonly selftest?: SelftestFigure };
  /** Requirements that were asked of the target again. */
  readonly asked?: readonly string[];
}

/** Verifies a bundle: whatever it says is made again and compared, and where something cannot be, nothing is believed. */
export async function verifyBundle(input: VerifyInput): Promise<Verification> {
  const opened = openBundle(input.archive);
  if (!opened.ok) return stopped('E_BUNDLE', opened.problems);
  const bundle = opened.value;
  const read = readFiles(bundle);
  if (!read.ok) return stopped(read.problems[0].code === 'E_CHAIN' ? 'E_CHAIN' : 'E_BUNDLE', read.problems);
  const envelope = input.envelope === undefined ? undefined : readEnvelope(input.envelope);
  if (envelope && !envelope.ok) return stopped('E_SIG', envelope.problems);
  const again = await input.again(bundle, read.value).catch((error: unknown): Result<Again> => ({ ok: false, problems: [{ code: 'E_REJUDGE', what: `It cannot be judged again: ${sentenceOf(error)}` }] }));
  if (!again.ok) return stopped(Object.hasOwn(checks, again.problems[0].code) ? (again.problems[0].code as CheckCode) : 'E_SPEC', again.problems);
  const [signedCertificate, signedList] = [signedIn(input.certificate, input.trusted), signedIn(input.statusList, input.trusted)];
  if (signedCertificate && !signedCertificate.ok) return stopped('E_CERTIFICATE', signedCertificate.problems);
  if (signedList && !signedList.ok) return stopped('W_STATUS', signedList.problems);
  const examined: Examined = {
    envelopeText: input.envelope, certificate: signedCertificate?.value, statusList: signedList?.value, rerun: undefined, repeated: isRepeated(read.value, input.earlier ?? []),
    bundle, read: read.value, again: again.value, envelope: envelope?.value, ...signedBy(input, envelope?.value),
    trusted: input.trusted, challenge: input.challenge, policy: input.policy, now: input.now,
  };
  const first = (Object.keys(checks) as CheckCode[]).map((code) => resultOf(code, examined));
  // Nothing is sent on the word of what does not hold.
  const holds = first.every(({ state }) => state === 'holds' || state === 'not-asked');
  const asked = holds && input.rerun ? await input.rerun(examined) : undefined;
  const results = first.map((each): CheckResult => {
    if (each.code !== 'W_RERUN' || !input.rerun) return each;
    return asked ? resultOf('W_RERUN', { ...examined, rerun: asked }) : { code: 'W_RERUN', state: 'not-reached', promise: rerun.promise, says: [] };
  });
  const good = goodCertificate(examined)?.predicate;
  const { evidence: { started, finished }, results: { waivers: all } } = read.value;
  const { title, version, bundledDigest } = started.description;
  return {
    verified: results.every(({ state }) => state === 'holds' || state === 'not-asked'),
    checks: results,
    bundle: {
      sha256: bundle.sha256, runId: started.runId, ...(started.challenge && { challenge: started.challenge.id }), verdict: finished.verdict, because: finished.because, exitCode: finished.exitCode, profile: started.profile, baseUrl: started.target.baseUrl,
      kind: started.target.kind, addressClass: read.value.target.before.addressClass ?? 'unknown',
      startedAt: started.startedAt, finishedAt: finished.finishedAt, description: { title, version, bundledDigest }, suite: `${started.suite.name} ${started.suite.version}`, rulesetDigest: started.suite.rulesetDigest, waivers: all, capabilities: started.capabilities ?? [],
    },
    assurance: tierReached(examined),
    ...(examined.signer && { signer: { name: examined.signer.name, role: examined.signer.role, keyId: examined.signer.id } }),
    ...(examined.certificate && { certificate: { ...certificateState(examined), ...(good && { id: good.id, expires: good.expires, ...(good.selftest && { selftest: good.selftest }) }) } }),
    ...(asked && { asked: asked.asked }),
  };
}

/** What the given files of a bundle say. */
export function readFiles(bundle: OpenBundle): Result<ReadFiles> {
  const evidence = readEvidence(bundle.of('record'));
  if (!evidence.ok) return evidence;
  const settings = readFormat<RunSettings>(bundle.of('settings'), 'calico-conformance/settings/1', 'settings.json');
  if (!settings.ok) return settings;
  const target = readFormat<ObservedTarget & { readonly format: 'calico-conformance/target/1' }>(bundle.of('target'), 'calico-conformance/target/1', 'target.json');
  if (!target.ok) return target;
  try {
    return { ok: true, value: { evidence: evidence.value, settings: settings.value, target: target.value, chain: chainOf(evidence.value.lines), results: resultsOf(evidence.value) } };
  } catch (error) {
    return { ok: false, problems: [{ code: 'E_CHAIN', what: `The record is not what a run has left: ${sentenceOf(error)}` }] };
  }
}

function resultOf(code: CheckCode, examined: Examined): CheckResult {
  const check: Check = checks[code];
  const because = check.leftOut?.(examined);
  if (because !== undefined) return { code, state: 'not-asked', promise: check.promise, says: [because] };
  const says = looked(check, examined);
  return { code, state: says.length === 0 ? 'holds' : 'broken', promise: check.promise, says };
}

/** Who has signed: somebody whose key is trusted, or else somebody whom a Sigstore authority knows. */
function signedBy({ envelope: text, trusted, keyless }: VerifyInput, envelope: Envelope | undefined): Pick<Examined, 'signer' | 'unsigned'> {
  const holder = envelope && signerOf(envelope, trusted);
  if (holder || text === undefined || !keyless || !isSigstoreBundle(text)) return { signer: holder, unsigned: undefined };
  const known = keyless(text);
  return typeof known === 'string' ? { signer: undefined, unsigned: known } : { signer: known, unsigned: undefined };
}

function signedIn(text: string | undefined, trusted: readonly TrustedKey[]): Result<Signed> | undefined {
  const envelope = text === undefined ? undefined : readEnvelope(text);
  if (!envelope?.ok) return envelope;
  return { ok: true, value: { envelope: envelope.value, signer: signerOf(envelope.value, trusted) } };
}

/** Whether the same was witnessed before, in another run, on another challenge, at least a day earlier. */
function isRepeated({ evidence: { started } }: ReadFiles, earlier: readonly Verification[]): boolean {
  return earlier.some(({ verified, assurance, bundle }) => verified && bundle !== undefined && assurance >= 'A3' && bundle.verdict.startsWith('CONFORMANT')
    && bundle.baseUrl === started.target.baseUrl && bundle.profile === started.profile && bundle.description.bundledDigest === started.description.bundledDigest
    && bundle.runId !== started.runId && bundle.challenge !== started.challenge?.id && Date.parse(bundle.startedAt) + 86_400_000 <= Date.parse(started.startedAt));
}

/** A check that breaks on what a stranger has written does not hold. */
function looked(check: Check, examined: Examined): readonly string[] {
  try {
    return [...check.look(examined)];
  } catch (error) {
    return [`It cannot be looked at: ${sentenceOf(error)}`];
  }
}

function sentenceOf(error: unknown): string {
  return `${(error instanceof Error ? error.message : String(error)).split('\n')[0] ?? ''}.`;
}

function stopped(broken: CheckCode, problems: readonly Problem[]): Verification {
  return {
    verified: false, assurance: 'A0',
    checks: (Object.keys(checks) as CheckCode[]).map((code) => ({ code, promise: checks[code].promise, ...(code === broken ? { state: 'broken', says: problems.map(({ what }) => what) } : { state: 'not-reached', says: [] }) })),
  };
}
