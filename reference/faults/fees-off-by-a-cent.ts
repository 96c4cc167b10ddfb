import type { Fault } from '../fault.ts';
import { misstate } from '../lies.ts';
import { decimal, money } from '../money.ts';

/** A backend that is a cent off in the total of fees. */
export const feesOffByACent: Fault = {
  id: 'fees-off-by-a-cent',
  lie: 'is a cent off in the total of fees',
  caughtBy: 'transactions-agree@listTransactions#/steps/fees-sum-up',
  around: misstate('listTransactions', 200, ['data', '*', 'fees', 'total', 'amount'], (amount) => decimal(money(String(amount)) + money('0.01'))),
};
