import type { JsonObject } from '../../model/json.ts';
import type { Fault } from '../fault.ts';
import { misstate } from '../lies.ts';

/** A backend that counts every user as active. */
export const countsAllAsActive: Fault = {
  id: 'counts-all-as-active',
  lie: 'counts every user as active',
  caughtBy: 'users-agree@countUsers#/steps/count-is-walk',
  around: misstate('countUsers', 200, ['data'], (data) => ({ ...(data as JsonObject), active: (data as JsonObject)['total'] ?? 0 })),
};
