import type { Fault } from '../fault.ts';
import { overlook, withQuery } from '../lies.ts';

/** A backend that takes a limit of zero or less for none. */
export const limitZero: Fault = {
  id: 'limit-zero',
  lie: 'takes a limit of zero or less for none',
  caughtBy: 'rejects-invalid@listAccounts#/parameters/query/limit/minimum',
  around: overlook('listAccounts', (call) => withQuery(call, (query) => (Number(query.get('limit') ?? 1) < 1 ? { limit: null } : {}))),
};
