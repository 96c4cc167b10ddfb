import type { Fault } from '../fault.ts';
import { misstate } from '../lies.ts';

/** A backend that finds nobody. */
export const findsNobody: Fault = {
  id: 'finds-nobody',
  lie: 'finds nobody',
  caughtBy: 'users-agree@searchUsers#/steps/found-is-listed',
  around: misstate('searchUsers', 200, ['data'], () => []),
};
