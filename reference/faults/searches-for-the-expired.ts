import type { Fault } from '../fault.ts';
import { overlook, withToken } from '../lies.ts';
import { tokens } from '../tokens.ts';

/** A backend that lets expired tokens search. */
export const searchesForTheExpired: Fault = {
  id: 'searches-for-the-expired',
  lie: 'lets expired tokens search',
  caughtBy: 'auth-checked@searchUsers#/security/expired',
  around: overlook('searchUsers', (call) => (call.headers.authorization === `Bearer ${tokens.expired}` ? withToken(call, tokens.owner) : call)),
};
