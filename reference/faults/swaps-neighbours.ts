import type { Fault } from '../fault.ts';
import { misstate, swapped } from '../lies.ts';

/** A backend that swaps two transactions that stand side by side. */
export const swapsNeighbours: Fault = {
  id: 'swaps-neighbours',
  lie: 'swaps two transactions that stand side by side',
  caughtBy: 'transactions-agree@listTransactions#/steps/order-holds',
  around: misstate('listTransactions', 200, ['data'], (items) => swapped(items, (one, next) => one['occurred_at'] !== next['occurred_at'])),
};
