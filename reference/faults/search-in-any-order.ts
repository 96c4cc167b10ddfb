import type { Fault } from '../fault.ts';
import { misstate, swapped } from '../lies.ts';

/** A backend that finds users in an order of its own. */
export const searchInAnyOrder: Fault = {
  id: 'search-in-any-order',
  lie: 'finds users in an order of its own',
  caughtBy: 'users-agree@searchUsers#/steps/search-sorted',
  around: misstate('searchUsers', 200, ['data'], (items) => swapped(items, (one, next) => one['created_at'] !== next['created_at'])),
};
