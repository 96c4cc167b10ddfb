import type { Fault } from '../fault.ts';
import { misstate } from '../lies.ts';

/** A backend that says of all transactions of a user that they were sent. */
export const wrongShape: Fault = {
  id: 'wrong-shape',
  lie: 'says of all transactions of a user that they were sent',
  caughtBy: 'body-schema@listUserTransactions#/responses/200/content/application~1json/schema',
  around: misstate('listUserTransactions', 200, ['data', 'transactions', '*', 'kind'], () => 'send'),
};
