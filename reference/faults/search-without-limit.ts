import type { Fault } from '../fault.ts';
import { overlook, withObject } from '../lies.ts';

/** A backend that shows thirty users in a search whatever is asked for. */
export const searchWithoutLimit: Fault = {
  id: 'search-without-limit',
  lie: 'shows thirty users in a search whatever is asked for',
  caughtBy: 'users-agree@searchUsers#/steps/search-walks',
  around: overlook('searchUsers', (call) => withObject(call, ({ limit, ...others }) => (typeof limit === 'number' && Number.isInteger(limit) && limit >= 1 && limit < 30 ? others : { ...others, ...(limit !== undefined && { limit }) }))),
};
