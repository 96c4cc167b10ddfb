import { withoutHeader } from '../answer.ts';
import type { Fault } from '../fault.ts';
import { change } from '../lies.ts';

/** A backend that does not say what its body is. */
export const notCalledAnything: Fault = {
  id: 'not-called-anything',
  lie: 'does not say what its body is',
  caughtBy: 'content-type-documented@getTotalBalance#/responses/200/content',
  around: change('getTotalBalance', (answer) => (answer.status === 200 ? withoutHeader(answer, 'content-type') : answer)),
};
