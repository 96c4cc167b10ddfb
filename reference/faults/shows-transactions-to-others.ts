import { tokens } from '../tokens.ts';
import type { Fault } from '../fault.ts';
import { overlook, withToken } from '../lies.ts';

/** A backend that shows the transactions of a user to other tenants. */
export const showsTransactionsToOthers: Fault = {
  id: 'shows-transactions-to-others',
  lie: 'shows the transactions of a user to other tenants',
  caughtBy: 'tenant-isolation@listUserTransactions#/steps/tenant-isolation',
  around: overlook('listUserTransactions', (call) => (call.headers.authorization === `Bearer ${tokens.other}` ? withToken(call, tokens.owner) : call)),
};
