import type { Fault } from '../fault.ts';
import { overlook, withQuery } from '../lies.ts';

/** A backend that passes over the status that users are asked for by. */
export const statusInapplicable: Fault = {
  id: 'status-passed-over',
  lie: 'passes over the status that users are asked for by',
  caughtBy: 'filter-truthful@listUsers#/steps/filter-status',
  around: overlook('listUsers', (call) => withQuery(call, (query) => (['active', 'invited', 'deactivated'].includes(query.get('status') ?? '') ? { status: null } : {}))),
};
