import type { Fault } from '../fault.ts';
import { overlook, withObject } from '../lies.ts';

/** A backend that takes less than no accounts. */
export const fewerThanNoAccounts: Fault = {
  id: 'fewer-than-no-accounts',
  lie: 'takes less than no accounts',
  caughtBy: 'rejects-invalid@searchUsers#/requestBody/application~1json/properties/min_accounts/minimum',
  around: overlook('searchUsers', (call) => withObject(call, (body) => (typeof body['min_accounts'] === 'number' && body['min_accounts'] < 0 ? { ...body, min_accounts: 0 } : body))),
};
