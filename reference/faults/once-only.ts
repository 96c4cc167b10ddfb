import { operationOf } from '../call.ts';
import type { Fault } from '../fault.ts';
import { broken } from '../lies.ts';
import { tokens } from '../tokens.ts';

/** A backend that breaks on a second DELETE. */
export const onceOnly: Fault = {
  id: 'once-only',
  lie: 'breaks on a second DELETE',
  caughtBy: 'deactivate-user@deactivateUser#/steps/second-delete',
  alongWith: ['no-server-error@deactivateUser#'],
  around(call, honest) {
    const gone = operationOf(call) === 'deactivateUser' && call.registry.company('owner').user(call.userId)?.status === 'deactivated';
    return gone && call.headers.authorization === `Bearer ${tokens.owner}` ? broken() : honest();
  },
};
