import type { AccountRecord } from '../data/tenant.ts';
import { tenantOf } from '../data/tenants.ts';
import type { Company } from '../registry.ts';

/** The accounts that are shown. Those of a deactivated user can no longer be read. */
export function accountsOf(company: Company): readonly AccountRecord[] {
  return tenantOf(company.name).accounts
    .filter(({ user_id }) => company.shows(user_id))
    .map((account) => (company.user(account.user_id)?.status === 'deactivated' ? { ...account, status: 'disconnected' as const } : account));
}
