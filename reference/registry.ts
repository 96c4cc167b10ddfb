import type { TenantName, UserRecord } from './data/tenant.ts';
import { tenantOf } from './data/tenants.ts';

/** How deactivation shows, and what cannot be read: both are left open by the contract. */
export interface Policy {
  /** A deactivated user stays with all it has, stays without its accounts, or is gone. */
  readonly afterwards: 'marked' | 'emptied' | 'gone';
  /** After how many milliseconds a deactivation shows. */
  readonly delayMs: number;
  /** Providers that cannot be read at the moment. */
  readonly down: readonly string[];
}

/** Who was deactivated since the start. It is the only thing that ever changes. */
export interface Registry {
  /** What a company sees at this moment. */
  company(name: TenantName): Company;
  /** Deactivates a user; again, it changes nothing. */
  deactivate(name: TenantName, userId: string): void;
  /** Undoes it. An honest server never does. */
  reactivate(name: TenantName, userId: string): void;
}

/** A user as it is now. */
export interface PresentUser extends UserRecord {
  readonly status: 'active' | 'deactivated';
}

/** A company's data as it is now. */
export interface Company {
  readonly name: TenantName;
  readonly users: readonly PresentUser[];
  readonly policy: Policy;
  /** The user with this id, in either case. */
  user(id: string): PresentUser | undefined;
  /** Whether what belongs to this user is shown. */
  shows(userId: string): boolean;
}

/** A registry in which nobody was deactivated but long ago. */
export function createRegistry(policy: Policy): Registry {
  const since: Readonly<Record<TenantName, Map<string, number>>> = { owner: new Map(), other: new Map() };
  const companies = new Map<TenantName, { readonly company: Company; readonly until: number }>();
  return {
    company(name) {
      const now = Date.now();
      const known = companies.get(name);
      if (known && now < known.until) return known.company;
      const company = companyOf(name, since[name], policy, now);
      const shown = [...since[name].values()].map((at) => at + policy.delayMs);
      companies.set(name, { company, until: Math.min(...shown.filter((at) => at > now)) });
      return company;
    },
    deactivate(name, userId) {
      if (!since[name].has(userId)) since[name].set(userId, Date.now());
      companies.delete(name);
    },
    reactivate(name, userId) {
      since[name].delete(userId);
      companies.delete(name);
    },
  };
}

function companyOf(name: TenantName, since: ReadonlyMap<string, number>, policy: Policy, now: number): Company {
  const users = tenantOf(name).users
    .map((record) => presentUser(record, since.get(record.user_id), policy, now))
    .filter(({ status }) => policy.afterwards !== 'gone' || status === 'active');
  const byId = new Map(users.map((user) => [user.user_id, user]));
  return {
    name, users, policy,
    user: (id) => byId.get(id.toLowerCase()),
    shows(userId) {
      const status = byId.get(userId)?.status;
      return status === 'active' || (status === 'deactivated' && policy.afterwards === 'marked');
    },
  };
}

function presentUser(record: UserRecord, since: number | undefined, { delayMs }: Policy, now: number): PresentUser {
  const at = record.deactivated_at ?? (since !== undefined && now >= since + delayMs ? since : undefined);
  if (at === undefined) return { ...record, status: 'active' };
  const consents = record.consents.map((consent) => ({ ...consent, status: 'revoked' as const, revoked_at: consent.revoked_at ?? at }));
  return { ...record, status: 'deactivated', deactivated_at: at, consents };
}
