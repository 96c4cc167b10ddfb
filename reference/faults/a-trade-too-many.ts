import type { Fault } from '../fault.ts';
import { misstate } from '../lies.ts';

/** A backend that counts a trade too many. */
export const aTradeTooMany: Fault = {
  id: 'a-trade-too-many',
  lie: 'counts a trade too many',
  caughtBy: 'transactions-agree@listTopTradedAssets#/steps/top-traded',
  around: misstate('listTopTradedAssets', 200, ['data', 0, 'trades'], (trades) => Number(trades) + 1),
};
