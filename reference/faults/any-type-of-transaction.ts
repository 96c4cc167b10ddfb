import type { Fault } from '../fault.ts';
import { overlook, withQuery } from '../lies.ts';

/** A backend that filters by types that nobody knows. */
export const anyTypeOfTransaction: Fault = {
  id: 'any-type-of-transaction',
  lie: 'filters by types that nobody knows',
  caughtBy: 'rejects-invalid@listUserTransactions#/parameters/query/types/items/enum',
  around: overlook('listUserTransactions', (call) => withQuery(call, (query) => (/not|x{3}/.test(query.get('types') ?? '') ? { types: 'unknown' } : {}))),
};
