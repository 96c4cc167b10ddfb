import type { HttpMethod, ParameterLocation } from './description.ts';
import type { Json, JsonPointer } from './json.ts';

/** `operationId/strategy/label`: stable, filterable, replayable. */
export type CaseId = string;

/** One request worth sending, and the reason it is worth sending. */
export interface Case {
  readonly id: CaseId;
  readonly operationId: string;
  /** Id of the strategy that proposed it. */
  readonly strategy: string;
  readonly request: RequestDraft;
  readonly intent: Intent;
  /** The twin that differs in this one datum and must have been accepted. */
  readonly control?: CaseId;
}

/** What judging needs of a case; the request itself stands in the exchange. */
export type SentCase = Omit<Case, 'request'>;

/**
 * What the description says about this request. `at` is a logical pointer inside the operation, independent of array
 * order: `/parameters/query/limit` or `/requestBody/application~1json/properties/name`; without the keyword itself.
 */
export type Intent =
  | { readonly kind: 'valid'; readonly varies: Variation; readonly at: JsonPointer }
  | { readonly kind: 'invalid'; readonly keyword: string; readonly at: JsonPointer; readonly advisory?: boolean }
  | { readonly kind: 'malformed'; readonly defect: BodyDefect; readonly at: JsonPointer }
  /** `byCertificate`: every way in asks for a client certificate, and this one shows none. */
  | { readonly kind: 'unauthorised'; readonly credentials: BadCredentials; readonly at: JsonPointer; readonly byCertificate?: true }
  /** The description says nothing of it; HTTP does. */
  | { readonly kind: 'probe'; readonly probe: HttpProbe; readonly at: JsonPointer };

/**
 * What a valid request deviates in from the baseline: nothing (`baseline`), an example, or a boundary of a keyword.
 * `closed`: the description says all there is to say about this datum (a number within bounds, an enum member, a
 * boolean, presence or absence), so a refusal cannot be blamed on the datum's meaning.
 */
export interface Variation {
  /** `baseline`, `example`, `minimal` (only what is required), `present`, `absent`, or a keyword such as `maximum`. */
  readonly what: string;
  readonly closed: boolean;
}

/** A question about HTTP that the description does not ask. */
export type HttpProbe = 'head' | 'undeclared-method' | 'options' | 'unknown-accept';

export type BodyDefect =
  | 'broken-json' | 'wrong-content-type' | 'empty-body' | 'deep-nesting' | 'large-body';

export type BadCredentials = 'none' | 'malformed' | 'tampered' | OtherActor;

/** Somebody other than the owner, by name: whose token ran out, who belongs to another tenant, who may read and not write. */
export type OtherActor = (typeof otherActors)[number];

/** In the order of reports. */
export const otherActors = ['expired', 'other-tenant', 'read-only'] as const;

/** Whether credentials are those of another actor, and not the owner's, or the owner's made wrong. */
export function isOtherActor(use: CredentialUse): use is OtherActor {
  return (otherActors as readonly string[]).includes(use);
}

/** Somebody who has credentials. */
export type Actor = 'owner' | OtherActor;

/** Whose credentials a request carries. */
export type CredentialUse = 'owner' | BadCredentials;

/** A request before it is put on the wire; captured values are still named, not known. */
export interface RequestDraft {
  readonly method: HttpMethod;
  /** The path template. */
  readonly path: string;
  readonly parameters: readonly ParameterDraft[];
  readonly body?: BodyDraft;
  readonly credentials: CredentialUse;
  /** Header fields beyond parameters, such as `accept`. */
  readonly headers?: readonly (readonly [string, string])[];
}

export interface ParameterDraft {
  readonly in: ParameterLocation;
  readonly name: string;
  readonly value: DraftValue;
}

/** A value, or the name of one that is found while running. */
export type DraftValue = { readonly literal: Json } | { readonly capture: CaptureKey };

/** `parameterName` for a value to read, `disposable:parameterName` for one that may be destroyed. */
export type CaptureKey = string;

export type BodyDraft =
  /** A value in its media type; of a multipart body the `files` are properties that are sent as files. */
  | { readonly kind: 'value'; readonly mediaType: string; readonly value: Json; readonly files?: readonly string[] }
  /** Text exactly as written. */
  | { readonly kind: 'text'; readonly mediaType?: string; readonly text: string }
  /** `head`, then `unit` so many times, then `tail`: large bodies without large plans. */
  | {
      readonly kind: 'repeated'; readonly mediaType?: string;
      readonly head: string; readonly unit: string; readonly times: number; readonly tail: string;
    };

/** A keyword that no request can be proven to break, and why. It becomes a requirement that says so. */
export interface Unprovable {
  readonly operationId: string;
  readonly intent: Intent;
  readonly because: string;
  /** It leaves something undecided that matters, instead of showing that there is nothing to decide. */
  readonly blocks?: boolean;
}

/** Where the value of a capture comes from, in this order. */
export interface CapturePlan {
  readonly key: CaptureKey;
  readonly parameter: string;
  readonly sources: readonly CaptureSource[];
}

export type CaptureSource =
  /** A list operation's answer; `fields` are the property names to look for, most specific first. */
  | { readonly kind: 'discovery'; readonly operationId: string; readonly fields: readonly string[] }
  /** Values of the configuration. */
  | { readonly kind: 'configuration'; readonly values: readonly Json[] }
  /** Values written in the description. */
  | { readonly kind: 'example'; readonly values: readonly Json[] }
  /** Values that the schema allows, for reading only: whether they name anything is seen when they are tried. */
  | { readonly kind: 'schema'; readonly values: readonly Json[] };
