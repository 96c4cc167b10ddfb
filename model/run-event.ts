import type { CapabilityId } from './capability.ts';
import type { CapturePlan, Case, SentCase } from './case.ts';
import type { ResponseCoverage } from './coverage.ts';
import type { Notice } from './description.ts';
import type { Exchange } from './exchange.ts';
import type { Exploration } from './exploration.ts';
import type { CodeFile } from './flow.ts';
import type { Json } from './json.ts';
import type { KnownFinding } from './known-finding.ts';
import type { LedgerEntry } from './ledger.ts';
import type { NetworkNote } from './network.ts';
import type { Outcome, OutcomeKind } from './outcome.ts';
import type { Problem } from './problem.ts';
import type { LawOptions } from './rule.ts';
import type { Level, Requirement, RequirementId } from './requirement.ts';
import type { SelftestFigure } from './selftest-figure.ts';
import type { WaiverEntry, WaiverStanding } from './waiver.ts';
import type { Share } from './shard.ts';

/** What a run says, in order: started, planned…, (exchange | ledger | case-settled | case-withheld | judged | captured | notice | problem)…, waiver…, target-log…, explored…, exploration, response-coverage, finished. One line of run.ndjson each. */
export type RunEvent =
  | RunStarted
  | { readonly event: 'requirement-planned'; readonly requirement: Requirement }
  | { readonly event: 'planned'; readonly requirements: number; readonly cases: number; readonly captures: readonly CapturePlan[] }
  /** The value that a capture got, and from where. */
  | { readonly event: 'captured'; readonly key: string; readonly value: Json; readonly source: string }
  | { readonly event: 'exchange'; readonly exchange: Exchange }
  /** Before and after a request that makes something on the target. */
  | { readonly event: 'ledger'; readonly entry: LedgerEntry }
  /** The exchange that a case ended with, after retries. */
  | { readonly event: 'case-settled'; readonly case: SentCase; readonly exchange: string }
  /** A case that was not sent: for want of something, or because the run ended. */
  | { readonly event: 'case-withheld'; readonly case: SentCase; readonly because: string; readonly kind: 'blocked' | 'not-run' }
  | RequirementJudged
  /** What became of a waiver. */
  | { readonly event: 'waiver'; readonly standing: WaiverStanding }
  /** A random case, whole, so that it can be sent again; it decides no requirement. */
  | { readonly event: 'explored'; readonly case: Case; readonly exchange: Exchange }
  | { readonly event: 'exploration'; readonly exploration: Exploration }
  | { readonly event: 'response-coverage'; readonly coverage: ResponseCoverage }
  | TargetLog
  | { readonly event: 'notice'; readonly notice: Notice }
  /** Trouble of ours that belongs to no single requirement. */
  | { readonly event: 'problem'; readonly problem: Problem }
  | RunFinished;

export interface RunStarted {
  readonly event: 'run-started';
  /** Version of this format. */
  readonly format: 1;
  readonly runId: string;
  readonly suite: { readonly name: string; readonly version: string; readonly rulesetDigest: string };
  readonly description: {
    readonly title: string; readonly version: string; readonly source: string;
    readonly digest: string; readonly bundledDigest: string;
    /** How its schemas are read, see Description. */
    readonly dialect?: '3.0' | '3.1';
  };
  readonly target: {
    readonly kind: 'url' | 'embedded' | 'container' | 'app' | 'recording'; readonly baseUrl: string;
    /** Of a container: its image. */
    readonly madeOf?: string;
    /** How it was reached, where that is not as anybody would. */
    readonly network?: NetworkNote;
  };
  readonly profile: string;
  /** Version and digest of what the profile asks for. */
  readonly profileVersion: number;
  readonly profileDigest: string;
  /** What the API is said to have, so that it must not stay undecided. */
  readonly capabilities?: readonly CapabilityId[];
  /** How strictly some rules were read, see LawOptions. */
  readonly law: LawOptions;
  /** Provenance that can block the verdict, strongest first. */
  readonly binding: readonly string[];
  readonly permissions: readonly string[];
  /** What steps of flows may need: harm beyond what was handed out that was allowed, and actors that are at hand. */
  readonly switches: readonly string[];
  readonly planDigest: string;
  readonly seed: number;
  /** What stands for our own credentials in this record, whatever they are; other secrets were called by a name of their own in this run. */
  readonly standIns?: readonly string[];
  /** The plan is shared with other runs: what this one judges. */
  readonly shard?: Share;
  /** The record was put together from so many shards. */
  readonly mergedOf?: number;
  /** What a certifier asked for; its nonce has drawn the seed, and with it the values of the requests. */
  readonly challenge?: { readonly id: string; readonly nonce: string; readonly expires: string };
  /** Findings that were known before, and are let pass. */
  readonly known?: readonly KnownFinding[];
  /** Failures that somebody answers for. */
  readonly waivers?: readonly WaiverEntry[];
  /** A verdict with waivers ends with exit code 0. */
  readonly acceptsWaivers?: true;
  /** Flows in code of the user that ran beside us. Nobody can certify such a run. */
  readonly code?: readonly CodeInRun[];
  /** What a selftest of the same rules, description and profile came to; as whoever made the run says. */
  readonly selftest?: SelftestFigure;
  /** The command line that does it again, secrets left out. */
  readonly reproduce: string;
  /** ISO 8601, UTC. */
  readonly startedAt: string;
  readonly node: string;
}

/** A flow in code of the user, and the files that it is. */
export interface CodeInRun {
  readonly flow: string;
  readonly files: readonly CodeFile[];
}

export interface RequirementJudged {
  readonly event: 'judged';
  readonly id: RequirementId;
  readonly outcome: Outcome;
  /** Whether this outcome can keep the verdict from CONFORMANT (level, profile, provenance). */
  readonly binding: boolean;
  /** Exchange ids that decided it, at most 20. */
  readonly evidence: readonly string[];
  /** Sum of the durations of the exchanges that decided it. */
  readonly durationMs: number;
  /** Where several answers are allowed: which of them came, in order. */
  readonly branches?: readonly string[];
}

/** What a container logged while it answered an exchange that a finding rests on. */
export interface TargetLog {
  readonly event: 'target-log';
  readonly exchange: string;
  /** Each with its time first. */
  readonly lines: readonly string[];
}

export type Verdict =
  | 'CONFORMANT' | 'CONFORMANT_WITH_WAIVERS' | 'NON_CONFORMANT' | 'INCOMPLETE' | 'ERROR';

/** The footer: without it the record is truncated. */
export interface RunFinished {
  readonly event: 'run-finished';
  readonly verdict: Verdict;
  readonly exitCode: number;
  /** One sentence that says why this verdict. */
  readonly because: string;
  readonly counts: Counts;
  readonly exchanges: number;
  readonly interrupted: boolean;
  /** ISO 8601, UTC. */
  readonly finishedAt: string;
  readonly durationMs: number;
  /** SHA-256 of all lines before this one, as bytes. Set by the recorder that writes them. */
  readonly digest?: string;
}

/** Requirements counted by level and outcome. */
export type Counts = Readonly<Record<Level, Readonly<Record<OutcomeKind, number>>>>;
