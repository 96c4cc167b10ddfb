import type { Permission, Profile } from '../model/profile.ts';
import type { Provenance } from '../model/description.ts';
import type { Result } from '../model/problem.ts';
import { unknownName } from './near-names.ts';

const everything: readonly Provenance[] = ['documented', 'platform', 'assumed'];

const bases = [
  {
    id: 'read-only',
    version: 1,
    summary: 'Operations that change nothing. Safe on any system.',
    operations: 'read',
    flows: 'read',
  },
  {
    id: 'lifecycle',
    version: 1,
    summary: 'Adds the flows that change state, such as deactivating a user and confirming it.',
    operations: 'read',
    flows: 'destructive',
  },
  {
    id: 'full',
    version: 1,
    summary: 'Every operation and every flow.',
    operations: 'destructive',
    flows: 'destructive',
  },
] as const satisfies readonly Omit<Profile, 'binding'>[];

/** The shipped profiles; a name that ends in `-documented` binds only what the published documentation says. */
export const profiles: readonly Profile[] = bases.flatMap((base): readonly Profile[] => [
  { ...base, binding: everything },
  {
    ...base,
    id: `${base.id}-documented`,
    summary: `As ${base.id}; only what is documented can block the verdict.`,
    binding: ['documented'],
  },
]);

/** The profile that a run uses unless it is told otherwise. */
export const defaultProfile = 'read-only';

/** The profile of that name. `NAME-assumed` is another name of `NAME`. */
export function profileNamed(name: string): Result<Profile> {
  const id = name.replace(/-assumed$/, '');
  const found = profiles.find((profile) => profile.id === id);
  if (found) return { ok: true, value: found };
  return { ok: false, problems: [unknownName('UNKNOWN_PROFILE', 'profile', name, profiles.map((profile) => profile.id))] };
}

/** What a run may do at most, weakest first. */
export const permissions = ['read', 'write', 'destructive'] as const satisfies readonly Permission[];

/** Risks that no permission includes, each allowed by its own name: a flow may aim at a whole collection. */
export const risks = ['collection-delete'] as const;

/** A permission with all that it implies. */
export function impliedBy(permission: Permission): readonly Permission[] {
  return permissions.slice(0, permissions.indexOf(permission) + 1);
}
