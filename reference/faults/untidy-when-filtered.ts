import type { Fault } from '../fault.ts';
import { misstate, swapped } from '../lies.ts';

/** A backend that swaps two transactions when asked for some providers. */
export const untidyWhenFiltered: Fault = {
  id: 'untidy-when-filtered',
  lie: 'swaps two transactions when asked for some providers',
  caughtBy: 'transactions-agree@listTransactions#/steps/order-holds',
  around: misstate('listTransactions', 200, ['data'], (items) => swapped(items, (one, next) => one['occurred_at'] !== next['occurred_at']), ({ url }) => url.searchParams.has('provider_ids')),
};
