import type { Fault } from '../fault.ts';
import { misstate, swapped } from '../lies.ts';

/** A backend that orders users of one time by chance. */
export const tiesByChance: Fault = {
  id: 'ties-by-chance',
  lie: 'orders users of one time by chance',
  caughtBy: 'users-agree@listUsers#/steps/equals-by-id',
  around: misstate('listUsers', 200, ['data'], (items) => swapped(items, (one, next) => one['created_at'] === next['created_at'])),
};
