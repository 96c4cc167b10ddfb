import { failure } from '../answer.ts';
import type { Fault } from '../fault.ts';
import { stumble } from '../lies.ts';

/** A backend that locks the transactions of a deactivated user away. */
export const locksTransactionsAway: Fault = {
  id: 'locks-transactions-away',
  lie: 'locks the transactions of a deactivated user away',
  caughtBy: 'deactivate-user@listUserTransactions#/steps/transactions-after',
  around: stumble('listUserTransactions', ({ registry, userId }) => registry.company('owner').user(userId)?.status === 'deactivated', () => failure(403, 'forbidden', 'this user is deactivated')),
};
