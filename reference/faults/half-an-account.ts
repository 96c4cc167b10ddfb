import type { Fault } from '../fault.ts';
import { overlook, withObject } from '../lies.ts';

/** A backend that rounds the number of accounts. */
export const halfAnAccount: Fault = {
  id: 'half-an-account',
  lie: 'rounds the number of accounts',
  caughtBy: 'rejects-invalid@searchUsers#/requestBody/application~1json/properties/min_accounts/type/fraction',
  around: overlook('searchUsers', (call) => withObject(call, (body) => (
    typeof body['min_accounts'] === 'number' ? { ...body, min_accounts: Math.trunc(body['min_accounts']) } : body
  ))),
};
