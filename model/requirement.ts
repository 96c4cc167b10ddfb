import type { CapabilityId } from './capability.ts';
import type { CaseId } from './case.ts';
import type { Provenance } from './description.ts';
import type { JsonPointer } from './json.ts';

/** `rule@operationId#/json/pointer`, independent of array order; stable over runs, shards and releases. */
export type RequirementId = string;

/** RFC 2119 strength, which is the severity too. */
export type Level = 'MUST' | 'SHOULD' | 'MAY';

export type SuiteId = 'contract' | 'http' | 'security' | 'stateful' | 'calico' | 'flows';

/** The sentence of a standard that a requirement rests on. */
export interface Clause {
  readonly title: string;
  readonly url: string;
}

/** One checkable promise. */
export interface Requirement {
  readonly id: RequirementId;
  readonly rule: string;
  readonly suite: SuiteId;
  readonly level: Level;
  /** What must hold, one sentence. */
  readonly statement: string;
  readonly clause: Clause;
  /** The weakest provenance among the parts of the description that it rests on. */
  readonly provenance: Provenance;
  readonly operationId?: string;
  /** First tag of the operation. */
  readonly tag?: string;
  /** Logical pointer inside the operation, as in the id. */
  readonly at: JsonPointer;
  /** Where the description says it, as the user wrote it: a pointer into its file, or `file#pointer` for another. */
  readonly place?: JsonPointer;
  /** The planned cases that decide it; empty where every exchange of the operation does. */
  readonly cases: readonly CaseId[];
  /** Set when it is known before the run that nothing can decide it (see Unprovable). */
  readonly unprovable?: string;
  /** The same, where that leaves it undecided instead of empty. */
  readonly blocked?: string;
  /** What an API may have or not; for who declares it, this has to be decided. */
  readonly capability?: CapabilityId;
  /** Its rule is on trial: it is judged and shown, and affects no verdict. */
  readonly tentative?: true;
  /** Binds only when its occasion arises (an optional status or header): without occasion, not applicable. */
  readonly conditional: boolean;
}
