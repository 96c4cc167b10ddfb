import type { Operation } from '../model/description.ts';
import type { Permission, Profile } from '../model/profile.ts';
import type { Requirement } from '../model/requirement.ts';

const ranks: Readonly<Record<Permission | 'none', number>> = { none: 0, read: 1, write: 2, destructive: 3 };

/** What must be allowed before this operation is sent. */
export function permissionOf(operation: Pick<Operation, 'safe' | 'method'>): Permission {
  if (operation.safe) return 'read';
  return operation.method === 'delete' ? 'destructive' : 'write';
}

/** Whether what is granted covers what is needed; each permission includes the weaker ones. */
export function covers(granted: Permission | 'none', needed: Permission): boolean {
  return ranks[granted] >= ranks[needed];
}

/** Whether breaking a requirement can block the verdict of a profile. */
export function binds({ level, provenance, tentative }: Requirement, { binding }: Profile): boolean {
  return level === 'MUST' && tentative !== true && binding.includes(provenance);
}
