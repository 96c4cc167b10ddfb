import { tokens } from '../tokens.ts';
import type { Fault } from '../fault.ts';
import { overlook, withToken } from '../lies.ts';

/** A backend that lets those deactivate users who may only read. */
export const letsReadersWrite: Fault = {
  id: 'lets-readers-write',
  lie: 'lets those deactivate users who may only read',
  caughtBy: 'verb-authorised@deactivateUser#/security/read-only',
  alongWith: ['deactivate-user@deactivateUser#/steps/refuses-reader'],
  around: overlook('deactivateUser', (call) => (call.headers.authorization === `Bearer ${tokens.readOnly}` ? withToken(call, tokens.owner) : call)),
};
