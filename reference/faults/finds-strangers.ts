import type { Fault } from '../fault.ts';
import { misstate } from '../lies.ts';

/** A backend that finds somebody who is nowhere in the list. */
export const findsStrangers: Fault = {
  id: 'finds-strangers',
  lie: 'finds somebody who is nowhere in the list',
  caughtBy: 'users-agree@searchUsers#/steps/found-is-listed',
  around: misstate('searchUsers', 200, ['data', 0, 'user_id'], () => '00000000-0000-4000-8000-00000000abcd'),
};
