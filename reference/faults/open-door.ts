import type { Fault } from '../fault.ts';
import { overlook, withToken } from '../lies.ts';
import { tokens } from '../tokens.ts';

/** A backend that lets strangers see the providers. */
export const openDoor: Fault = {
  id: 'open-door',
  lie: 'lets strangers see the providers',
  caughtBy: 'auth-required@listCalicoProviders#/security/none',
  around: overlook('listCalicoProviders', (call) => (call.headers.authorization === undefined ? withToken(call, tokens.owner) : call)),
};
