import type { Fault } from '../fault.ts';
import { misstate } from '../lies.ts';

/** A backend that says that a page of the transactions of a user has a limit of one. */
export const limitOfOne: Fault = {
  id: 'limit-of-one',
  lie: 'says that a page of the transactions of a user has a limit of one',
  caughtBy: 'pages-agree@listUserTransactions#/steps/of-user-transactions',
  around: misstate('listUserTransactions', 200, ['page', 'limit'], () => 1),
};
