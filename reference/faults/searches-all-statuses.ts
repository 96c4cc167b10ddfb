import type { Fault } from '../fault.ts';
import { overlook, withObject } from '../lies.ts';

/** A backend that passes over the status that is searched. */
export const searchesAllStatuses: Fault = {
  id: 'searches-all-statuses',
  lie: 'passes over the status that is searched',
  caughtBy: 'users-agree@searchUsers#/steps/conditions-hold',
  around: overlook('searchUsers', (call) => withObject(call, ({ statuses, ...others }) => (Array.isArray(statuses) && statuses.length === 1 && ['active', 'deactivated'].includes(String(statuses[0])) ? others : { ...others, ...(statuses !== undefined && { statuses }) }))),
};
