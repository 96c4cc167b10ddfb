import type { Fault } from '../fault.ts';
import { misstate, swapped } from '../lies.ts';

/** A backend that orders transactions of one time by chance. */
export const simultaneousByChance: Fault = {
  id: 'simultaneous-by-chance',
  lie: 'orders transactions of one time by chance',
  caughtBy: 'transactions-agree@listTransactions#/steps/equals-by-id',
  around: misstate('listTransactions', 200, ['data'], (items) => swapped(items, (one, next) => one['occurred_at'] === next['occurred_at'])),
};
