import type { Fault } from '../fault.ts';
import { overlook, withObject } from '../lies.ts';

/** A backend that searches for a single letter. */
export const searchesForALetter: Fault = {
  id: 'searches-for-a-letter',
  lie: 'searches for a single letter',
  caughtBy: 'rejects-invalid@searchUsers#/requestBody/application~1json/properties/query/minLength',
  around: overlook('searchUsers', (call) => withObject(call, (body) => (typeof body['query'] === 'string' && body['query'].length < 2 ? { ...body, query: 'example' } : body))),
};
