import type { LawOptions } from '../model/rule.ts';
import type { ObservedTarget } from '../model/observed-target.ts';
import type { RunFinished, RunStarted } from '../model/run-event.ts';
import { buildMarks, type BuildMarks } from './build-marks.ts';
import { bundleFiles, type OpenBundle, sha256Of } from './bundle.ts';
import type { Envelope } from './dsse.ts';
import type { EvidenceChain } from './evidence-chain.ts';
import type { Evidence } from './evidence.ts';
import type { Results } from './results.ts';
import type { RunSettings } from './run-settings.ts';

/** An in-toto Statement, version 1. */
export interface Statement<P> {
  readonly _type: typeof statementVersion;
  readonly subject: readonly Subject[];
  readonly predicateType: string;
  readonly predicate: P;
}

/** Bytes that a statement is about. */
export interface Subject {
  readonly name: string;
  readonly digest: { readonly sha256: string };
}

export const statementVersion = 'https://in-toto.io/Statement/v1';

/** The type of what a run attestation says. */
export const runPredicateType = 'urn:calico-conformance:run:1';

/** The facts of a run. Each of them can be made again from the files that the statement is about. */
export interface RunPredicate {
  readonly run: {
    readonly id: string; readonly startedAt: string; readonly finishedAt: string; readonly seed: number;
    /** Official: with a challenge of a certifier, on an endpoint of somebody. */
    readonly mode: 'rehearsal' | 'official';
    readonly challenge?: RunStarted['challenge'];
  };
  readonly suite: { readonly package: string; readonly version: string };
  readonly digests: { readonly ruleset: string; readonly catalogue: string; readonly plan: string; readonly profile: string };
  readonly profile: string;
  readonly profileVersion: number;
  /** What the API was said to have, so that it had to be decided. */
  readonly capabilities: RunStarted['capabilities'];
  readonly law: LawOptions;
  readonly description: RunStarted['description'];
  readonly target: ObservedTarget & { readonly build: BuildMarks };
  readonly permissions: readonly string[];
  readonly hooksUsed: readonly string[];
  readonly filters: { readonly include: readonly string[]; readonly exclude: readonly string[] };
  readonly verdict: { readonly status: string; readonly because: string; readonly counts: RunFinished['counts']; readonly waivers: Results['waivers'] };
  readonly rows: Results['rows'];
  readonly evidence: { readonly leaves: number; readonly merkleRoot: string; readonly head: string; readonly redaction: { readonly count: number } };
  readonly runner: { readonly node: string };
  readonly reproduce: string;
}

/** What the files of a bundle say, once they have been read. */
export interface ReadFiles {
  readonly evidence: Evidence;
  readonly settings: RunSettings;
  readonly target: ObservedTarget;
  readonly chain: EvidenceChain;
  readonly results: Results;
}

/** The statement about a bundle: a function of its files, so that whoever verifies it makes it again. */
export function runStatement(bundle: OpenBundle, { evidence, settings, target, chain, results }: ReadFiles): Statement<RunPredicate> {
  const { started, finished } = evidence;
  const mode = started.challenge && target.kind === 'url' ? 'official' : 'rehearsal';
  return {
    _type: statementVersion,
    subject: Object.values(bundleFiles).map(({ name }) => ({ name, digest: { sha256: sha256Of(bundle.files.get(name) ?? Buffer.alloc(0)) } })),
    predicateType: runPredicateType,
    predicate: {
      run: { id: started.runId, startedAt: started.startedAt, finishedAt: finished.finishedAt, seed: started.seed, mode, ...(started.challenge && { challenge: started.challenge }) },
      suite: { package: started.suite.name, version: started.suite.version },
      digests: { ruleset: started.suite.rulesetDigest, catalogue: sha256Of(bundle.of('catalogue')), plan: started.planDigest, profile: started.profileDigest },
      profile: started.profile,
      profileVersion: started.profileVersion,
      capabilities: started.capabilities ?? [],
      law: started.law,
      description: started.description,
      target: { ...target, build: buildMarks(evidence) },
      permissions: started.permissions,
      hooksUsed: [],
      filters: { include: settings.include, exclude: settings.exclude },
      verdict: { status: statusOf(finished.verdict, mode, started.profile), because: finished.because, counts: finished.counts, waivers: results.waivers },
      rows: results.rows,
      evidence: { leaves: chain.leaves, merkleRoot: chain.merkleRoot, head: chain.head, redaction: { count: redactions(evidence) } },
      runner: { node: started.node },
      reproduce: started.reproduce,
    },
  };
}

/** What an envelope holds, as far as it is JSON; whether it is a statement of any kind is for whoever reads it to say. */
export function statementOf(envelope: Envelope | undefined): Partial<Statement<unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(envelope?.payload ?? '', 'base64').toString('utf8'));
    return typeof value === 'object' && value !== null ? (value as Partial<Statement<unknown>>) : undefined;
  } catch {
    return undefined;
  }
}

/** Restrictions stand in the word itself, for readers pass over fields that they do not know. */
function statusOf(verdict: string, mode: string, profile: string): string {
  return `${mode === 'rehearsal' ? 'REHEARSAL_' : ''}${verdict}/${profile}`;
}

/** How often something was taken out of the record. */
function redactions({ lines }: Evidence): number {
  return lines.reduce((sum, line) => sum + (line.toString('latin1').match(/redacted-[0-9a-f]{8}/g)?.length ?? 0), 0);
}
