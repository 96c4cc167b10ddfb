import type { Fault } from '../fault.ts';
import { overlook, withQuery } from '../lies.ts';

/** A backend that cuts a limit that is too large. */
export const limitCutDown: Fault = {
  id: 'limit-cut-down',
  lie: 'cuts a limit that is too large',
  caughtBy: 'rejects-invalid@listUsers#/parameters/query/limit/maximum',
  around: overlook('listUsers', (call) => withQuery(call, (query) => (Number(query.get('limit')) > 100 ? { limit: '100' } : {}))),
};
