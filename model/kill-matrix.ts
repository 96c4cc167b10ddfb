import type { OtherActor } from './case.ts';
import type { Level, RequirementId } from './requirement.ts';
import type { Verdict } from './run-event.ts';

/** What became of one lie. */
export type Fate =
  /** The requirement that it violates has failed. */
  | { readonly kind: 'killed'; readonly by: RequirementId }
  /** Others have failed, and that one has not. */
  | { readonly kind: 'killed-by-another'; readonly by: readonly RequirementId[] }
  /** Nothing has failed. */
  | { readonly kind: 'survived'; readonly because: string };

/** One lie that a server told, and whether the plan has found it out. */
export interface Tried {
  /** The requirement that it violates; of a named lie of the reference backend, the one that must catch it. */
  readonly requirement: RequirementId;
  readonly rule: string;
  readonly level: Level;
  /** Tells apart the lies against one requirement. */
  readonly label: string;
  /** Reads on from "a server that". */
  readonly lie: string;
  readonly fate: Fate;
  /** Which part of the plan decided it: what concerns the requirement, the operation, or all of it. */
  readonly sent: 'requirement' | 'operation' | 'plan';
  readonly exchanges: number;
}

/** A requirement against which no lie was told, and why. */
export interface Untried {
  readonly requirement: RequirementId;
  readonly rule: string;
  readonly because: string;
}

/** Something that failed though the server is honest. */
export interface FalseAlarm {
  readonly requirement: RequirementId;
  readonly level: Level;
  readonly message: string;
}

/** The proof of a plan's power: which lies it finds out, and which it does not. */
export interface KillMatrix {
  readonly format: 1;
  readonly suite: { readonly version: string; readonly rulesetDigest: string };
  readonly description: { readonly title: string; readonly version: string; readonly source: string; readonly digest: string };
  readonly profile: string;
  readonly seed: number;
  readonly planDigest: string;
  readonly actors: readonly OtherActor[];
  /** What the honest server is. */
  readonly server: 'model' | 'reference';
  /** What the plan says of the honest server, before any lie. */
  readonly honest: { readonly verdict: Verdict; readonly requirements: number; readonly passed: number; readonly falseAlarms: readonly FalseAlarm[] };
  readonly tried: readonly Tried[];
  readonly untried: readonly Untried[];
  /** So many lies were asked for: then `tried` is a sample. */
  readonly sample?: number;
  readonly interrupted: boolean;
  readonly durationMs: number;
}

/** Killed, of those that were tried. */
export interface Score {
  readonly tried: number;
  readonly killed: number;
  readonly byAnother: number;
  readonly survived: number;
  /** Killed by whichever requirement, in per cent; undefined where nothing was tried. */
  readonly perCent: number | undefined;
}
