import type { Fault } from '../fault.ts';
import { misstate } from '../lies.ts';

/** A backend that states a total of accounts that is not the sum. */
export const totalsWithoutSum: Fault = {
  id: 'totals-without-sum',
  lie: 'states a total of accounts that is not the sum',
  caughtBy: 'accounts-agree@countAccountsByProvider#/steps/sums-up',
  around: misstate('countAccountsByProvider', 200, ['data', 'total'], (total) => Number(total) + 1),
};
