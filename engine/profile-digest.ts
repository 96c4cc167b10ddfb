import type { Profile } from '../model/profile.ts';
import { canonicalJson, sha256 } from './digest.ts';

/** The digest of what a profile asks for. How it is called and described does not change it. */
export function digestOfProfile({ operations, flows, binding, version }: Profile): string {
  return sha256(canonicalJson({ operations, flows, binding, version }));
}
