import type { Fault } from '../fault.ts';
import { misstate, swapped } from '../lies.ts';

/** A backend that swaps two transactions of a user. */
export const untidyAtAUser: Fault = {
  id: 'untidy-at-a-user',
  lie: 'swaps two transactions of a user',
  caughtBy: 'transactions-agree@listUserTransactions#/steps/order-of-the-user',
  around: misstate('listUserTransactions', 200, ['data', 'transactions'], (items) => swapped(items, (one, next) => one['occurred_at'] !== next['occurred_at'])),
};
