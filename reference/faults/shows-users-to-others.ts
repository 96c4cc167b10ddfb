import { tokens } from '../tokens.ts';
import type { Fault } from '../fault.ts';
import { overlook, withToken } from '../lies.ts';

/** A backend that shows users to other tenants. */
export const showsUsersToOthers: Fault = {
  id: 'shows-users-to-others',
  lie: 'shows users to other tenants',
  caughtBy: 'tenant-isolation@getUser#/steps/tenant-isolation',
  around: overlook('getUser', (call) => (call.headers.authorization === `Bearer ${tokens.other}` ? withToken(call, tokens.owner) : call)),
};
