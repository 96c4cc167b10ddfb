import type { Answer } from '../answer.ts';
import type { Fault } from '../fault.ts';
import { change } from '../lies.ts';

/** A backend that states another status in a problem than it answers with. */
export const problemWithAnotherStatus: Fault = {
  id: 'problem-with-another-status',
  lie: 'states another status in a problem than it answers with',
  caughtBy: 'problem-details-valid@getUser#',
  // The contract documents no problem details, so they are of no documented type either.
  alongWith: ['content-type-documented@getUser#/responses/404/content'],
  around: change('getUser', (answer) => (answer.status === 404 ? problem : answer)),
};

const problem: Answer = {
  status: 404, headers: { 'content-type': 'application/problem+json' }, body: { kind: 'json', value: { type: 'about:blank', title: 'Bad Request', status: 400 } },
};
