import type { Fault } from '../fault.ts';
import { misstate } from '../lies.ts';

/** A backend that leaves the email out of a user. */
export const userWithoutEmail: Fault = {
  id: 'user-without-email',
  lie: 'leaves the email out of a user',
  caughtBy: 'body-schema@getUser#/responses/200/content/application~1json/schema',
  alongWith: ['users-agree@getUser#/steps/listed-is-single'],
  around: misstate('getUser', 200, ['data', 'email'], () => undefined),
};
