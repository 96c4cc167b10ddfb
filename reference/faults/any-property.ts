import type { Fault } from '../fault.ts';
import { overlook, withObject } from '../lies.ts';

/** A backend that takes properties of a search that nobody knows. */
export const anyProperty: Fault = {
  id: 'any-property',
  lie: 'takes properties of a search that nobody knows',
  caughtBy: 'rejects-invalid@searchUsers#/requestBody/application~1json/additionalProperties',
  around: overlook('searchUsers', (call) => withObject(call, (body) => Object.fromEntries(Object.entries(body).filter(([name]) => name !== 'unexpected_property')))),
};
