import type { Fault } from '../fault.ts';
import { misstate } from '../lies.ts';

/** A backend that lists a deactivated user as active. */
export const listForgets: Fault = {
  id: 'list-forgets',
  lie: 'lists a deactivated user as active',
  caughtBy: 'deactivate-user@listUsers#/steps/list-without-user',
  alongWith: ['users-agree@countUsers#/steps/count-is-walk', 'users-agree@getUser#/steps/listed-is-single', 'filter-truthful@listUsers#/steps/filter-status', 'users-agree@listUsers#/steps/deactivated-since', 'users-agree@searchUsers#/steps/conditions-hold'],
  around: misstate('listUsers', 200, ['data', '*', 'status'], () => 'active'),
};
