import type { Fault } from '../fault.ts';
import { overlook, withToken } from '../lies.ts';
import { tokens } from '../tokens.ts';

/** A backend that lets strangers search. */
export const searchesForStrangers: Fault = {
  id: 'searches-for-strangers',
  lie: 'lets strangers search',
  caughtBy: 'auth-required@searchUsers#/security/none',
  around: overlook('searchUsers', (call) => (call.headers.authorization === undefined ? withToken(call, tokens.owner) : call)),
};
