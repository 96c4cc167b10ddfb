import type { JsonObject } from '../../model/json.ts';
import type { Fault } from '../fault.ts';
import { overlook, withObject } from '../lies.ts';

/** A backend that sorts by nothing in particular. */
export const sortsByNothing: Fault = {
  id: 'sorts-by-nothing',
  lie: 'sorts by nothing in particular',
  caughtBy: 'rejects-invalid@searchUsers#/requestBody/application~1json/properties/sort/required/by',
  around: overlook('searchUsers', (call) => withObject(call, (body) => (typeof body['sort'] === 'object' && !Object.hasOwn(body['sort'] as JsonObject, 'by') ? { ...body, sort: { by: 'email' } } : body))),
};
