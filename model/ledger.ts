import type { HeaderFields, ReceivedResponse } from './exchange.ts';

/** An operation whose requests make things, and how they are taken away again. */
export interface Maker {
  readonly operationId: string;
  /** What an answer says the thing is called, best first; nothing where it does not say. */
  idsIn(answer: ReceivedResponse): readonly string[];
  /** The request itself names the thing, so that it stands at the path that was asked. */
  readonly named?: true;
  /** Absent where the description has no way to take it away. */
  readonly removal?: { readonly query: string; readonly headers: HeaderFields };
}

/** A request that takes a thing away. */
export interface Removal {
  /** Path and query below the base URL. */
  readonly path: string;
  readonly headers: HeaderFields;
}

/** One line of the ledger. What is asked for is written before it is sent, so that a killed run leaves nothing unnamed. */
export type LedgerEntry =
  | { readonly kind: 'asked'; readonly thing: string; readonly operationId: string; readonly method: string; readonly path: string }
  /** The exchange shows that it was made. */
  | { readonly kind: 'made'; readonly thing: string; readonly exchange: string; readonly removal?: Removal }
  /** The exchange shows that nothing new is there. */
  | { readonly kind: 'not-made'; readonly thing: string; readonly exchange: string }
  | { readonly kind: 'removed'; readonly thing: string; readonly exchange: string }
  /** It is there still when the run ends, or nobody knows. */
  | { readonly kind: 'left'; readonly thing: string; readonly because: string };
