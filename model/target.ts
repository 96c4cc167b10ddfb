import type { Actor } from './case.ts';
import type { HeaderFields, RecordedBody, ReceivedResponse, TransportFailure } from './exchange.ts';

/** A request ready for the wire: path and query are sent as they stand here. */
export interface WireRequest {
  readonly method: string;
  /** Path and query, percent-encoded, beginning with a slash; the target's base path is not in it. */
  readonly path: string;
  readonly headers: HeaderFields;
  readonly body?: Uint8Array;
  /** Whose client certificate the connection shows; without it none. */
  readonly identity?: Actor;
}

/** What came back, and the request as it really went out. */
export interface Sent {
  readonly url: string;
  readonly headers: HeaderFields;
  readonly body?: RecordedBody;
  readonly response: ReceivedResponse | TransportFailure;
  readonly durationMs: number;
}

/** Something that answers requests: a URL, the embedded backend, a container, an app of this process, later a recording. */
export interface Target {
  readonly kind: 'url' | 'embedded' | 'container' | 'app' | 'recording';
  readonly baseUrl: string;
  send(request: WireRequest, signal: AbortSignal): Promise<Sent>;
  close(): Promise<void>;
}
