import type { Fault } from '../fault.ts';
import { overlook, withObject } from '../lies.ts';

/** A backend that takes the same status twice. */
export const sameItemTwice: Fault = {
  id: 'same-item-twice',
  lie: 'takes the same status twice',
  caughtBy: 'rejects-invalid@searchUsers#/requestBody/application~1json/properties/statuses/uniqueItems',
  around: overlook('searchUsers', (call) => withObject(call, (body) => (
    Array.isArray(body['statuses']) ? { ...body, statuses: [...new Set(body['statuses'] as readonly string[])] } : body
  ))),
};
