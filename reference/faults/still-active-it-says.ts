import type { Fault } from '../fault.ts';
import { misstate } from '../lies.ts';

/** A backend that answers a deactivation with the status active. */
export const stillActiveItSays: Fault = {
  id: 'still-active-it-says',
  lie: 'answers a deactivation with the status active',
  caughtBy: 'deactivate-user@deactivateUser#/steps/deactivate-answer',
  alongWith: ['body-schema@deactivateUser#/responses/200/content/application~1json/schema'],
  around: misstate('deactivateUser', 200, ['data', 'status'], () => 'active'),
};
