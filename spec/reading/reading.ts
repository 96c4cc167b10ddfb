import type { Json } from '../../model/json.ts';
import type { Problem, Result } from '../../model/problem.ts';

export interface ReadLimits {
  /** Files outside the folder of the entry may be read too. */
  readonly allowOutside?: boolean;
  /** A description that came from a URL may refer to others of the same origin. */
  readonly allowRemoteRefs?: boolean;
  /** Gets the bytes of a URL instead of the built-in `fetch`; throws what went wrong. */
  readonly fetchBytes?: (url: string) => Promise<Uint8Array>;
  /** Of each file; 64 MiB unless said otherwise. */
  readonly maxBytes?: number;
  /** A file that was parsed before. */
  readonly parsed?: ParsedFile;
}

/** What the bytes of a file mean. */
export interface ParsedFile {
  /** SHA-256 of the bytes, lower-case hex. */
  readonly digest: string;
  readonly value: Json;
}

export const mostBytes = 64 * 1024 * 1024;

/** How the bytes of a description are got from where it is. */
export interface Reading {
  /** Absolute URL of the entry, after redirects. */
  readonly url: string;
  /** The entry's bytes. */
  readonly bytes: Uint8Array;
  /** How a user knows a file of the description. */
  shown(url: string): string;
  /** The bytes of another file, if it may be read. */
  more(url: string): Promise<Result<Uint8Array>>;
}

/** A result that is one problem. */
export function failed<T>(problem: Problem): Result<T> {
  return { ok: false, problems: [problem] };
}
