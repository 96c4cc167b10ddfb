import type { Fault } from '../fault.ts';
import { overlook, withQuery } from '../lies.ts';

/** A backend that takes any order for the usual one. */
export const anyOrder: Fault = {
  id: 'any-order',
  lie: 'takes any order for the usual one',
  caughtBy: 'rejects-invalid@listUsers#/parameters/query/order/enum',
  around: overlook('listUsers', (call) => withQuery(call, (query) => (['asc', 'desc', null].includes(query.get('order')) ? {} : { order: null }))),
};
