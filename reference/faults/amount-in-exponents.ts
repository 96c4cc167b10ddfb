import type { Fault } from '../fault.ts';
import { misstate } from '../lies.ts';

/** A backend that writes tiny amounts with an exponent. */
export const amountInExponents: Fault = {
  id: 'amount-in-exponents',
  lie: 'writes tiny amounts with an exponent',
  caughtBy: 'body-schema@listUserAssets#/responses/200/content/application~1json/schema',
  around: misstate('listUserAssets', 200, ['data', 'assets', '*', 'amount'], (amount) => Number(amount).toExponential()),
};
