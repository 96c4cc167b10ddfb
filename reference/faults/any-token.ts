import type { Fault } from '../fault.ts';
import { overlook, withToken } from '../lies.ts';
import { tokens } from '../tokens.ts';

/** A backend that lets in whoever has a token that is not expired. */
export const anyToken: Fault = {
  id: 'any-token',
  lie: 'lets in whoever has a token that is not expired',
  caughtBy: 'auth-checked@listTransactions#/security/malformed',
  alongWith: ['auth-checked@listTransactions#/security/tampered'],
  around: overlook('listTransactions', (call) => (
    call.headers.authorization === undefined || call.headers.authorization.endsWith(tokens.expired) ? call : withToken(call, tokens.owner)
  )),
};
