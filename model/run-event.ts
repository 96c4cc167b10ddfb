import type { CapturePlan, SentCase } from './case.ts';
import type { ResponseCoverage } from './coverage.ts';
import type { Notice } from './description.ts';
import type { Exchange } from './exchange.ts';
import type { Json } from './json.ts';
import type { KnownFinding } from './known-finding.ts';
import type { Outcome, OutcomeKind } from './outcome.ts';
import type { Problem } from './problem.ts';
import type { LawOptions } from './rule.ts';
import type { Level, Requirement, RequirementId } from './requirement.ts';

/** What a run says, in order: started, planned…, (exchange | case-settled | case-withheld | judged | captured | notice | problem)…, response-coverage, finished. One line of run.ndjson each. */
export type RunEvent =
  | RunStarted
  | { readonly event: 'requirement-planned'; readonly requirement: Requirement }
  | { readonly event: 'planned'; readonly requirements: number; readonly cases: number; readonly captures: readonly CapturePlan[] }
  /** The value that a capture got, and from where. */
  | { readonly event: 'captured'; readonly key: string; readonly value: Json; readonly source: string }
  | { readonly event: 'exchange'; readonly exchange: Exchange }
  /** The exchange that a case ended with, after retries. */
  | { readonly event: 'case-settled'; readonly case: SentCase; readonly exchange: string }
  /** A case that was not sent: for want of something, or because the run ended. */
  | { readonly event: 'case-withheld'; readonly case: SentCase; readonly because: string; readonly kind: 'blocked' | 'not-run' }
  | RequirementJudged
  | { readonly event: 'response-coverage'; readonly coverage: ResponseCoverage }
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
  };
  readonly target: { readonly kind: 'url' | 'embedded' | 'recording'; readonly baseUrl: string };
  readonly profile: string;
  /** How strictly some rules were read, see LawOptions. */
  readonly law: LawOptions;
  /** Provenance that can block the verdict, strongest first. */
  readonly binding: readonly string[];
  readonly permissions: readonly string[];
  /** Steps of flows that can do harm beyond what was handed out, and were allowed. */
  readonly switches: readonly string[];
  readonly planDigest: string;
  readonly seed: number;
  /** Findings that were known before, and are let pass. */
  readonly known?: readonly KnownFinding[];
  /** The command line that does it again, secrets left out. */
  readonly reproduce: string;
  /** ISO 8601, UTC. */
  readonly startedAt: string;
  readonly node: string;
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
