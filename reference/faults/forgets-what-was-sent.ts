import type { JsonObject } from '../../model/json.ts';
import type { Fault } from '../fault.ts';
import { misstate } from '../lies.ts';

/** A backend that leaves what was sent out of the transactions of a user. */
export const forgetsWhatWasSent: Fault = {
  id: 'forgets-what-was-sent',
  lie: 'leaves what was sent out of the transactions of a user',
  caughtBy: 'transactions-agree@listUserTransactions#/steps/of-the-user',
  around: misstate('listUserTransactions', 200, ['data', 'transactions'], (all) => (all as readonly JsonObject[]).filter(({ kind }) => kind !== 'send')),
};
