import type { Fault } from '../fault.ts';
import { change } from '../lies.ts';

/** A backend that leaves the name of its answer empty. */
export const requestIdLeftEmpty: Fault = {
  id: 'request-id-left-empty',
  lie: 'leaves the name of its answer empty',
  caughtBy: 'header-documented@getUser#/responses/200/headers/x-request-id',
  around: change('getUser', (answer) => (answer.status === 200 ? { ...answer, headers: { ...answer.headers, 'x-request-id': '' } } : answer)),
};
