import type { Fault } from '../fault.ts';
import { overlook, withObject } from '../lies.ts';

/** A backend that passes over the number of accounts that is searched. */
export const accountsDoNotCount: Fault = {
  id: 'accounts-do-not-count',
  lie: 'passes over the number of accounts that is searched',
  caughtBy: 'users-agree@searchUsers#/steps/accounts-counted',
  around: overlook('searchUsers', (call) => withObject(call, ({ min_accounts, ...others }) => (min_accounts === 1 ? others : { ...others, ...(min_accounts !== undefined && { min_accounts }) }))),
};
