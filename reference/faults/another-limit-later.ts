import type { Fault } from '../fault.ts';
import { isLaterPage, misstate } from '../lies.ts';

/** A backend that says another limit than it applied on later pages. */
export const anotherLimitLater: Fault = {
  id: 'another-limit-later',
  lie: 'says another limit than it applied on later pages',
  caughtBy: 'pages-agree@listTransactions#/steps/of-transactions',
  around: misstate('listTransactions', 200, ['page', 'limit'], () => 1, isLaterPage),
};
