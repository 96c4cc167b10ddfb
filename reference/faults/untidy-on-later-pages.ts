import type { Fault } from '../fault.ts';
import { isLaterPage, misstate, swapped } from '../lies.ts';

/** A backend that swaps two transactions on every page but the first. */
export const untidyOnLaterPages: Fault = {
  id: 'untidy-on-later-pages',
  lie: 'swaps two transactions on every page but the first',
  caughtBy: 'transactions-agree@listTransactions#/steps/order-holds',
  around: misstate('listTransactions', 200, ['data'], (items) => swapped(items, (one, next) => one['occurred_at'] !== next['occurred_at']), isLaterPage),
};
