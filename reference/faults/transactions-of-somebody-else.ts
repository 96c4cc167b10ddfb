import type { Fault } from '../fault.ts';
import { misstate } from '../lies.ts';

/** A backend that shows transactions as those of somebody else. */
export const transactionsOfSomebodyElse: Fault = {
  id: 'transactions-of-somebody-else',
  lie: 'shows transactions as those of somebody else',
  caughtBy: 'deactivate-user@listUserTransactions#/steps/transactions-shown',
  around: misstate('listUserTransactions', 200, ['data', 'user_id'], () => '00000000-0000-4000-8000-00000000abcd'),
};
