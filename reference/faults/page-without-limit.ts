import type { Fault } from '../fault.ts';
import { misstate } from '../lies.ts';

/** A backend that does not say how long its pages are. */
export const pageWithoutLimit: Fault = {
  id: 'page-without-limit',
  lie: 'does not say how long its pages are',
  caughtBy: 'body-schema@searchUsers#/responses/200/content/application~1json/schema',
  around: misstate('searchUsers', 200, ['page', 'limit'], () => undefined),
};
