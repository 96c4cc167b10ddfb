import { buildTenant } from './build-tenant.ts';
import type { Tenant, TenantName } from './tenant.ts';

const seeds = {
  owner: { seed: 20_250_101, size: 240, named: 'a169451c-8525-4352-b8ca-070dd449a1a5' },
  other: { seed: 77, size: 24 },
} as const;

const built = new Map<TenantName, Tenant>();

/** The data of a company: always the same, built when it is first asked for, never changed. */
export function tenantOf(name: TenantName): Tenant {
  const tenant = built.get(name) ?? buildTenant(seeds[name]);
  built.set(name, tenant);
  return tenant;
}

/** Users of the owner that may be deactivated: active, with accounts, and none that a list shows first. */
export function disposableUsers(): readonly string[] {
  const { users, accounts } = tenantOf('owner');
  const holders = new Set(accounts.map(({ user_id }) => user_id));
  return users.slice(60, 120).filter(({ user_id, deactivated_at }) => deactivated_at === null && holders.has(user_id)).slice(0, 8).map(({ user_id }) => user_id);
}
