import type { Fault } from '../fault.ts';
import { misstate } from '../lies.ts';

/** A backend that says that there is more and not where. */
export const moreWithoutCursor: Fault = {
  id: 'more-without-cursor',
  lie: 'says that there is more and not where',
  caughtBy: 'body-schema@listTransactions#/responses/200/content/application~1json/schema',
  alongWith: ['walk-is-complete@listTransactions#/steps/walk-is-complete'],
  around: misstate('listTransactions', 200, ['page'], () => ({ limit: 30, has_more: true, next_cursor: null })),
};
