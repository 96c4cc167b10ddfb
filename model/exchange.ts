import type { CaseId, OtherActor } from './case.ts';

/** One request as sent and the response as received, with timing; redacted before anybody else sees it. */
export interface Exchange {
  /** `x` and a number, unique within the run. */
  readonly id: string;
  readonly caseId?: CaseId;
  /** Set when a flow sent it: flow and step. */
  readonly step?: {
    readonly flow: string; readonly step: string;
    /** Where the step had several things under way at the same time: the how many-th time, and which of them, counted from one. */
    readonly branch?: readonly [fork: number, which: number];
  };
  /** The operation that its method and path match. */
  readonly operationId?: string;
  /** Whose credentials it carried, where they were good ones of somebody other than the owner; in traffic that others have caused, nobody knows. */
  readonly actor?: OtherActor | 'unknown';
  /** Counted from one; more than one after 429 or a next candidate for a captured value. */
  readonly attempt: number;
  readonly request: SentRequest;
  readonly response: ReceivedResponse | TransportFailure;
  /** It was answered 401 because credentials had run out, so it says nothing about the target; see Lapse. */
  readonly lapsed?: Lapse;
  /** Milliseconds since the run's start. */
  readonly startedAt: number;
  readonly durationMs: number;
}

/** What became of a request whose credentials had run out: it was sent again with new ones, or there were none to be had. */
export type Lapse = 'renewed' | 'gone';

/** Name and value as they stood on the wire, in order, duplicates kept. */
export type HeaderFields = readonly (readonly [string, string])[];

export interface SentRequest {
  readonly method: string;
  /** Absolute URL as sent. */
  readonly url: string;
  readonly headers: HeaderFields;
  readonly body?: RecordedBody;
}

export interface ReceivedResponse {
  readonly kind: 'response';
  readonly status: number;
  readonly headers: HeaderFields;
  /** Content coding removed. Absent when no byte came. */
  readonly body?: RecordedBody;
}

/** Text where the bytes are UTF-8, otherwise base64. `bytes` counts what was really there. */
export type RecordedBody =
  | { readonly text: string; readonly bytes: number; readonly cut?: true }
  | { readonly base64: string; readonly bytes: number; readonly cut?: true };

export type TransportFailureCode =
  | 'refused' | 'unresolved' | 'proxy' | 'tls' | 'certificate-expired' | 'certificate-self-signed' | 'certificate-unknown-authority' | 'certificate-other-host'
  /** The target wants to see a certificate of ours, or another one. */
  | 'certificate-required' | 'reset' | 'timeout' | 'too-large' | 'bad-encoding' | 'protocol' | 'aborted' | 'unsendable';

/** No response, or none that could be read whole. */
export interface TransportFailure {
  readonly kind: 'failure';
  readonly code: TransportFailureCode;
  readonly what: string;
  /** The status, when the head of the response had come. */
  readonly status?: number;
}
