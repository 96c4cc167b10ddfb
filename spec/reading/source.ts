import type { Json, JsonPointer } from '../../model/json.ts';

/** One file of a description: its text and what it means. */
export interface Source {
  /** The absolute URL, `file:` or `http(s):`, without fragment. */
  readonly url: string;
  /** As the user knows it. */
  readonly file: string;
  readonly text: string;
  /** SHA-256 of the raw bytes, lower-case hex. */
  readonly digest: string;
  readonly value: Json;
  /** Where something of the value was written, if overlays have changed it since the text was read. */
  readonly origin?: (pointer: JsonPointer) => { readonly source: Source; readonly pointer: JsonPointer };
}
