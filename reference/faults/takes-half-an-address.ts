import type { Fault } from '../fault.ts';
import { overlook, withObject } from '../lies.ts';

/** A backend that takes a part of an e-mail address for the whole. */
export const takesHalfAnAddress: Fault = {
  id: 'takes-half-an-address',
  lie: 'takes a part of an e-mail address for the whole',
  caughtBy: 'users-agree@searchUsers#/steps/conditions-hold',
  around: overlook('searchUsers', (call) => withObject(call, ({ email, ...others }) => (
    typeof email === 'string' && /^[\w.+-]+@[\w.-]+\.[a-z]+$/i.test(email) && email.length <= 100 ? { ...others, query: email } : { ...others, ...(email !== undefined && { email }) }
  ))),
};
