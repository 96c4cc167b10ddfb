import type { ReceivedResponse, SentRequest } from '../../model/exchange.ts';

/** One request with its answer as somebody else saw them; whose operation it is, nobody has said. */
export interface Seen {
  readonly request: SentRequest;
  readonly response: ReceivedResponse;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly durationMs: number;
}

/** Why something in a recording cannot be judged. */
export type Unusable = 'no answer' | 'no body' | 'not readable';
