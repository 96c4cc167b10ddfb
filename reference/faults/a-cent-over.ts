import { decimal, money } from '../money.ts';
import type { Fault } from '../fault.ts';
import { misstate } from '../lies.ts';

/** A backend that is a cent over in the balance. */
export const aCentOver: Fault = {
  id: 'a-cent-over',
  lie: 'is a cent over in the balance',
  caughtBy: 'balance-agrees@getTotalBalance#/steps/providers-add-up',
  alongWith: ['balance-agrees@getTotalBalance#/steps/sum-of-positions'],
  around: misstate('getTotalBalance', 200, ['data', 'balance', 'amount'], (amount) => decimal(money(String(amount)) + money('0.01'))),
};
