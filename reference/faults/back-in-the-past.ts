import type { Fault } from '../fault.ts';
import { change } from '../lies.ts';

/** A backend that asks to come back before now. */
export const backInThePast: Fault = {
  id: 'back-in-the-past',
  lie: 'asks to come back before now',
  caughtBy: 'retry-after-valid@getUser#',
  around: change('getUser', (answer) => (answer.status === 404 ? { ...answer, headers: { ...answer.headers, 'retry-after': '-1' } } : answer)),
};
