import type { JsonPointer } from './json.ts';

/** Where something stands: a file, a line and column counted from one, a pointer into the document. */
export interface Place {
  readonly file?: string;
  readonly line?: number;
  readonly column?: number;
  readonly pointer?: JsonPointer;
}

/** What stopped us. It is never a fault of the target. */
export interface Problem {
  /** Stable and upper-case, such as `DESCRIPTION_NOT_FOUND`. */
  readonly code: string;
  /** What happened, one sentence. */
  readonly what: string;
  readonly where?: Place;
  /** What the reader can do about it, one sentence. */
  readonly fix?: string;
}

/** A boundary's answer: the value, or the problems (at least one) that kept us from it. */
export type Result<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problems: readonly [Problem, ...Problem[]] };
