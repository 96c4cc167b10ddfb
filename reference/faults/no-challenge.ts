import { withoutHeader } from '../answer.ts';
import type { Fault } from '../fault.ts';
import { change } from '../lies.ts';

/** A backend that refuses strangers without saying how to come in. */
export const noChallenge: Fault = {
  id: 'no-challenge',
  lie: 'refuses strangers without saying how to come in',
  caughtBy: 'header-documented@listTransactions#/responses/401/headers/www-authenticate',
  alongWith: ['www-authenticate@listTransactions#'],
  around: change('listTransactions', (answer) => withoutHeader(answer, 'www-authenticate')),
};
