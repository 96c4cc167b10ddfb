import type { Fault } from '../fault.ts';
import { overlook, withObject } from '../lies.ts';

/** A backend that cuts a query that is too long. */
export const anyLength: Fault = {
  id: 'any-length',
  lie: 'cuts a query that is too long',
  caughtBy: 'rejects-invalid@searchUsers#/requestBody/application~1json/properties/query/maxLength',
  around: overlook('searchUsers', (call) => withObject(call, (body) => (typeof body['query'] === 'string' ? { ...body, query: body['query'].slice(0, 100) } : body))),
};
