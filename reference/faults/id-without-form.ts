import type { Fault } from '../fault.ts';
import { misstate } from '../lies.ts';

/** A backend that gives consents an id that is no UUID. */
export const idWithoutForm: Fault = {
  id: 'id-without-form',
  lie: 'gives consents an id that is no UUID',
  caughtBy: 'body-schema@searchUsers#/responses/200/content/application~1json/schema',
  around: misstate('searchUsers', 200, ['data', '*', 'consents', '*', 'consent_id'], () => 'consent-1'),
};
