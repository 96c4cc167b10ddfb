import type { Provenance } from './description.ts';

/** What a run may do to the target, weakest first. */
export type Permission = 'read' | 'write' | 'destructive';

/** Which requirements count and what they need. */
export interface Profile {
  readonly id: string;
  /** Rises with every change of what it asks for. */
  readonly version: number;
  readonly summary: string;
  /** Operations up to this permission are in the catalogue. */
  readonly operations: Permission;
  /** Flows up to this permission are in the catalogue; `none`: no flow is. */
  readonly flows: Permission | 'none';
  /** Provenance that can block the verdict. */
  readonly binding: readonly Provenance[];
}
