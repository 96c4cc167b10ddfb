import type { Fault } from '../fault.ts';
import { change } from '../lies.ts';

/** A backend that says in words when to come back. */
export const comesBackSoon: Fault = {
  id: 'comes-back-soon',
  lie: 'says in words when to come back',
  caughtBy: 'retry-after-valid@listAccounts#',
  around: change('listAccounts', (answer) => (answer.status === 400 ? { ...answer, headers: { ...answer.headers, 'retry-after': 'soon' } } : answer)),
};
