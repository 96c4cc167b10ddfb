import type { Fault } from '../fault.ts';
import { misstate } from '../lies.ts';

/** A backend that counts ranks from zero. */
export const rankFromZero: Fault = {
  id: 'rank-from-zero',
  lie: 'counts ranks from zero',
  caughtBy: 'body-schema@listTopTradedAssets#/responses/200/content/application~1json/schema',
  alongWith: ['transactions-agree@listTopTradedAssets#/steps/top-traded'],
  around: misstate('listTopTradedAssets', 200, ['data', '*', 'rank'], (rank) => Number(rank) - 1),
};
