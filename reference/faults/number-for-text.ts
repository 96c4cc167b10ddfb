import type { Fault } from '../fault.ts';
import { overlook, withObject } from '../lies.ts';

/** A backend that takes a number for a text. */
export const numberForText: Fault = {
  id: 'number-for-text',
  lie: 'takes a number for a text',
  caughtBy: 'rejects-invalid@searchUsers#/requestBody/application~1json/properties/query/type',
  around: overlook('searchUsers', (call) => withObject(call, (body) => (body['query'] !== undefined && typeof body['query'] !== 'string' ? { ...body, query: 'example' } : body))),
};
