import type { Intent, SentCase } from './case.ts';
import type { Description, MediaType, Operation, Provenance, ResponseDescription } from './description.ts';
import type { Exchange, ReceivedResponse, TransportFailure } from './exchange.ts';
import type { Json, JsonPointer } from './json.ts';
import type { Problem } from './problem.ts';
import type { Clause, Level, SuiteId } from './requirement.ts';

/** The law behind a family of requirements. */
export type Rule = ResponseRule | CaseRule | FlowRule;

export interface RuleHead {
  readonly id: string;
  readonly suite: SuiteId;
  readonly level: Level;
  /** What must hold, in one sentence, for any operation. */
  readonly summary: string;
  readonly clause: Clause;
  /** On trial until it is known to raise no false alarms: judged and shown, and affecting no verdict. */
  readonly tentative?: true;
}

/** Judges every answer of an operation by itself, whatever it was sent for. */
export interface ResponseRule extends RuleHead {
  readonly kind: 'response';
  /** What of an operation becomes a requirement. */
  subjects(operation: Operation, context: LawContext): Iterable<Subject>;
  /** `undefined`: this answer does not concern the subject. */
  judge(view: ResponseView, at: JsonPointer): Judgement | undefined;
}

/** Judges what was answered to cases that were sent for it. */
export interface CaseRule extends RuleHead {
  readonly kind: 'case';
  /** `all`: every case must pass. `any`: one that passes suffices. */
  readonly decidedBy: 'all' | 'any';
  /** The requirement that a case of this intent decides, if it is one of this rule. */
  claims(intent: Intent, operation: Operation, context: LawContext): Subject | undefined;
  judge(view: CaseView): Judgement;
}

/** Judged by steps of flows that are derived from a description: see `FlowStep.rule`. */
export interface FlowRule extends RuleHead {
  readonly kind: 'flow';
}

/** What a rule may look at when it names its requirements. */
export interface LawContext {
  readonly description: Description;
  readonly options: LawOptions;
  /** The weakest provenance of a schema and all that it references. */
  provenanceOf(schema: JsonPointer): Provenance;
}

/** How strictly some rules are read; part of the plan's digest. */
export interface LawOptions {
  /** `assert`: `format` breaks a MUST. `advise`: it breaks a SHOULD. */
  readonly formats: 'assert' | 'advise';
  /** Whether properties that the description does not declare are looked for, and how they weigh. */
  readonly undeclaredProperties: 'off' | 'should' | 'must';
}

/** What becomes one requirement. */
export interface Subject {
  readonly at: JsonPointer;
  readonly statement: string;
  readonly provenance: Provenance;
  readonly level?: Level;
  readonly place?: JsonPointer;
  /** Binds only when its occasion arises. */
  readonly conditional?: boolean;
}

/** What a rule makes of one exchange or case. */
export type Judgement =
  | { readonly kind: 'pass' }
  | { readonly kind: 'fail'; readonly disagreements: readonly [Disagreement, ...Disagreement[]] }
  | { readonly kind: 'blocked'; readonly because: string }
  | { readonly kind: 'error'; readonly problem: Problem };

/** One disagreement, worded. */
export interface Disagreement {
  readonly facts: Json;
  readonly message: string;
  readonly cluster: string;
  readonly instance?: JsonPointer;
  readonly place?: JsonPointer;
}

/** One answer, with what the description says about it. */
export interface ResponseView {
  readonly operation: Operation;
  readonly exchange: Exchange;
  /** The case that sent it; absent in flows. */
  readonly case?: SentCase;
  readonly answer: ReceivedResponse | TransportFailure;
  /** The declared response that the status selects. */
  readonly declared?: ResponseDescription;
  /** The declared media type that the answer's Content-Type selects. */
  readonly mediaType?: MediaType;
  readonly contentType: ContentTypeReading;
  readonly body: BodyReading;
  readonly schemas: SchemaJudge;
  readonly options: LawOptions;
}

export type ContentTypeReading =
  | { readonly kind: 'absent' }
  | { readonly kind: 'malformed'; readonly text: string }
  | { readonly kind: 'present'; readonly text: string; readonly essence: string };

export type BodyReading =
  | { readonly kind: 'empty' }
  | { readonly kind: 'unreadable'; readonly what: string }
  | { readonly kind: 'json'; readonly value: Json; readonly duplicateKeys: readonly JsonPointer[] }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'binary' };

/** What was answered to a case, and to its positive control. */
export interface CaseView {
  readonly operation: Operation;
  readonly case: SentCase;
  readonly exchange: Exchange;
  readonly answer: ReceivedResponse | TransportFailure;
  /** The control's exchange; absent when the case has none or it could not be sent. */
  readonly control?: Exchange;
  readonly declared?: ResponseDescription;
}

/** Judges values by a schema of the description. */
export interface SchemaJudge {
  errors(schema: JsonPointer, value: unknown): readonly SchemaDisagreement[];
  /** Whether there are none, which is found out much faster. */
  validates(schema: JsonPointer, value: unknown): boolean;
  /** Properties that no schema of theirs declares, with the schema of their object. */
  undeclared(schema: JsonPointer, value: Json): readonly { readonly instance: JsonPointer; readonly place: JsonPointer }[];
}

export interface SchemaDisagreement {
  readonly keyword: string;
  readonly instance: JsonPointer;
  /** Where the keyword's schema stands in the description. */
  readonly place: JsonPointer;
  readonly message: string;
  readonly params: Json;
}
