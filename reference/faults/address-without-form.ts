import type { Fault } from '../fault.ts';
import { overlook, withObject } from '../lies.ts';

/** A backend that takes an e-mail address that is none. */
export const addressWithoutForm: Fault = {
  id: 'address-without-form',
  lie: 'takes an e-mail address that is none',
  caughtBy: 'rejects-invalid@searchUsers#/requestBody/application~1json/properties/email/format',
  around: overlook('searchUsers', (call) => withObject(call, (body) => (typeof body['email'] === 'string' && !body['email'].includes('@') ? { ...body, email: 'ada.lovelace@example.com' } : body))),
};
