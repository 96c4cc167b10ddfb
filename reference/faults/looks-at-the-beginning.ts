import type { Fault } from '../fault.ts';
import { overlook, withToken } from '../lies.ts';
import { tokens } from '../tokens.ts';

/** A backend that looks at the beginning of a token only. */
export const looksAtTheBeginning: Fault = {
  id: 'looks-at-the-beginning',
  lie: 'looks at the beginning of a token only',
  caughtBy: 'auth-checked@getTotalBalance#/security/tampered',
  around: overlook('getTotalBalance', (call) => (
    call.headers.authorization?.startsWith(`Bearer ${tokens.owner.slice(0, 12)}`) ? withToken(call, tokens.owner) : call
  )),
};
