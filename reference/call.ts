import type { IncomingHttpHeaders } from 'node:http';
import type { Operation } from './operation.ts';
import type { Registry } from './registry.ts';

/** A request as it came in, and what it came to. */
export interface Call {
  /** Lower case. HEAD is told apart when the answer is written. */
  readonly method: string;
  /** As asked for, with the query. */
  readonly url: URL;
  readonly headers: IncomingHttpHeaders;
  readonly body: CallBody;
  /** The user id of the path, decoded; empty where the path has none. */
  readonly userId: string;
  readonly route: Route;
  readonly registry: Registry;
}

export type CallBody =
  | { readonly kind: 'whole'; readonly bytes: Uint8Array }
  | { readonly kind: 'too-large' };

/** What a path and a method lead to. */
export type Route =
  | { readonly kind: 'operation'; readonly operation: Operation }
  /** The path is known, the method is not. */
  | { readonly kind: 'other-method'; readonly allowed: readonly string[] }
  | { readonly kind: 'nowhere' };

/** The id of the operation that a call leads to. */
export function operationOf({ route }: Call): string | undefined {
  return route.kind === 'operation' ? route.operation.id : undefined;
}
