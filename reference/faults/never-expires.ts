import type { Fault } from '../fault.ts';
import { overlook, withToken } from '../lies.ts';
import { tokens } from '../tokens.ts';

/** A backend that lets expired tokens in. */
export const neverExpires: Fault = {
  id: 'never-expires',
  lie: 'lets expired tokens in',
  caughtBy: 'auth-checked@listAccounts#/security/expired',
  around: overlook('listAccounts', (call) => (call.headers.authorization === `Bearer ${tokens.expired}` ? withToken(call, tokens.owner) : call)),
};
