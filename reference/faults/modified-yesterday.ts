import type { Fault } from '../fault.ts';
import { change } from '../lies.ts';

/** A backend that says in words when something was modified. */
export const modifiedYesterday: Fault = {
  id: 'modified-yesterday',
  lie: 'says in words when something was modified',
  caughtBy: 'date-valid@listAccounts#',
  around: change('listAccounts', (answer) => ({ ...answer, headers: { ...answer.headers, 'last-modified': 'yesterday' } })),
};
