import type { Fault } from '../fault.ts';
import { misstate } from '../lies.ts';

/** A backend that writes the total balance as a number. */
export const balanceAsNumber: Fault = {
  id: 'balance-as-number',
  lie: 'writes the total balance as a number',
  caughtBy: 'body-schema@getTotalBalance#/responses/200/content/application~1json/schema',
  around: misstate('getTotalBalance', 200, ['data', 'balance', 'amount'], (amount) => Number(amount)),
};
