import type { Fault } from '../fault.ts';
import { change } from '../lies.ts';

/** A backend that gives its answers names of 200 characters. */
export const endlessRequestId: Fault = {
  id: 'endless-request-id',
  lie: 'gives its answers names of 200 characters',
  caughtBy: 'header-documented@listCalicoProviders#/responses/200/headers/x-request-id',
  around: change('listCalicoProviders', (answer) => ({ ...answer, headers: { ...answer.headers, 'x-request-id': 'x'.repeat(200) } })),
};
