import type { Fault } from '../fault.ts';
import { overlook, withQuery } from '../lies.ts';

/** A backend that passes over a user id that is none. */
export const anyUserAtAll: Fault = {
  id: 'any-user-at-all',
  lie: 'passes over a user id that is none',
  caughtBy: 'rejects-invalid@listTransactions#/parameters/query/user_id/format',
  around: overlook('listTransactions', (call) => withQuery(call, (query) => (query.has('user_id') && !/^[0-9a-f-]{36}$/i.test(query.get('user_id') ?? '') ? { user_id: null } : {}))),
};
