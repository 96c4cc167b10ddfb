import type { Fault } from '../fault.ts';
import { overlook, withObject } from '../lies.ts';

/** A backend that searches without a query. */
export const searchesForNothing: Fault = {
  id: 'searches-for-nothing',
  lie: 'searches without a query',
  caughtBy: 'rejects-invalid@searchUsers#/requestBody/application~1json/required/query',
  around: overlook('searchUsers', (call) => withObject(call, (body) => ({ query: 'example', ...body }))),
};
