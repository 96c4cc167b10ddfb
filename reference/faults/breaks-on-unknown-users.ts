import type { Fault } from '../fault.ts';
import { broken, stumble } from '../lies.ts';
import { tokens } from '../tokens.ts';

/** A backend that breaks on a user that it does not know. */
export const breaksOnUnknownUsers: Fault = {
  id: 'breaks-on-unknown-users',
  lie: 'breaks on a user that it does not know',
  caughtBy: 'no-server-error@getUser#',
  around: stumble('getUser', (call) => call.headers.authorization === `Bearer ${tokens.owner}` && /^[0-9a-f-]{36}$/.test(call.userId) && !call.registry.company('owner').user(call.userId), broken),
};
