import { tokens } from '../tokens.ts';
import type { Fault } from '../fault.ts';
import { overlook, withToken } from '../lies.ts';

/** A backend that lets other tenants deactivate a user. */
export const obeysOtherTenants: Fault = {
  id: 'obeys-other-tenants',
  lie: 'lets other tenants deactivate a user',
  caughtBy: 'deactivate-user@deactivateUser#/steps/refuses-other-tenant',
  around: overlook('deactivateUser', (call) => (call.headers.authorization === `Bearer ${tokens.other}` ? withToken(call, tokens.owner) : call)),
};
