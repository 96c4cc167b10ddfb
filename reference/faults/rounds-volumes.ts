import type { Fault } from '../fault.ts';
import { misstate } from '../lies.ts';

/** A backend that rounds volumes. */
export const roundsVolumes: Fault = {
  id: 'rounds-volumes',
  lie: 'rounds volumes',
  caughtBy: 'transactions-agree@listTopTradedAssets#/steps/top-traded',
  around: misstate('listTopTradedAssets', 200, ['data', '*', 'volume', 'amount'], (amount) => String(amount).split('.')[0]),
};
