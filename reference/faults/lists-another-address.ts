import type { Fault } from '../fault.ts';
import { misstate } from '../lies.ts';

/** A backend that lists users with another e-mail address than they have. */
export const listsAnotherAddress: Fault = {
  id: 'lists-another-address',
  lie: 'lists users with another e-mail address than they have',
  caughtBy: 'users-agree@getUser#/steps/listed-is-single',
  around: misstate('getUser', 200, ['data', 'email'], (email) => `x${String(email)}`),
};
