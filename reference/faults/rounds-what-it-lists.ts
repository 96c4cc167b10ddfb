import type { Fault } from '../fault.ts';
import { misstate } from '../lies.ts';

/** A backend that rounds amounts in the list of all transactions. */
export const roundsWhatItLists: Fault = {
  id: 'rounds-what-it-lists',
  lie: 'rounds amounts in the list of all transactions',
  caughtBy: 'transactions-agree@listUserTransactions#/steps/of-the-user',
  around: misstate('listTransactions', 200, ['data', '*', 'input', 'amount'], (amount) => String(amount).replace(/\..*$/, '')),
};
