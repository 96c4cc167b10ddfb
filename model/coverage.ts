import type { JsonPointer } from './json.ts';

/** What of a documented answer can be seen or not. */
export type CoverageKind = 'status' | 'media-type' | 'header' | 'property' | 'enum-member' | 'branch';

/** One part of a documented answer. */
export interface CoveragePart {
  readonly kind: CoverageKind;
  /** Where it stands, as the user wrote it. A schema that several answers share is one part, of the first of them. */
  readonly at: JsonPointer;
  readonly operationId: string;
  /** Key of the response, such as `200`. */
  readonly response: string;
  /** The status, media type, header, property, member (as JSON) or branch. */
  readonly name: string;
}

/** How much of something was seen. */
export interface Extent {
  readonly seen: number;
  readonly total: number;
}

/** What the answers of a run showed of those that the description documents. */
export interface ResponseCoverage extends Extent {
  readonly kinds: Readonly<Record<CoverageKind, Extent>>;
  readonly operations: readonly (Extent & { readonly operationId: string; readonly operation: string; readonly answers: number })[];
  readonly unseen: readonly CoveragePart[];
}
