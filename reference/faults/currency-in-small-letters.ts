import type { Fault } from '../fault.ts';
import { misstate } from '../lies.ts';

/** A backend that writes currencies in small letters. */
export const currencyInSmallLetters: Fault = {
  id: 'currency-in-small-letters',
  lie: 'writes currencies in small letters',
  caughtBy: 'body-schema@listUserAssets#/responses/200/content/application~1json/schema',
  around: misstate('listUserAssets', 200, ['data', 'assets', '*', 'value', 'currency'], (currency) => String(currency).toLowerCase()),
};
