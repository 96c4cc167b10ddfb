import type { Json } from '../../model/json.ts';

/** What the process with Dredd is told to do. */
export interface Job {
  /** The module, as it is installed. */
  readonly module: string;
  readonly endpoint: string;
  readonly swagger: Json;
  /** By operationId: the request as ours was sent, credentials and all. */
  readonly requests: Readonly<Record<string, { readonly fullPath: string; readonly headers: Readonly<Record<string, string>>; readonly body: string }>>;
}

/** What it says: one opinion for each request that was sent, then the end. */
export type Said =
  | { readonly kind: 'opinion'; readonly opinion: Opinion }
  | { readonly kind: 'end'; readonly problem?: string };

/** What Dredd makes of one answer. */
export interface Opinion {
  readonly operationId: string;
  readonly valid: boolean;
  /** Its own words. */
  readonly message: string;
  /** The answer that it saw; absent when none came. */
  readonly received?: { readonly status: number; readonly headers: Readonly<Record<string, string | readonly string[]>>; readonly body: string; readonly encoding?: string };
}
