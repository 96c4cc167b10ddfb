import type { Fault } from '../fault.ts';
import { broken, change } from '../lies.ts';

/** A backend that breaks on a body that is too large. */
export const choked: Fault = {
  id: 'choked',
  lie: 'breaks on a body that is too large',
  caughtBy: 'rejects-malformed-body@searchUsers#/requestBody/application~1json/large-body',
  around: change('searchUsers', (answer) => (answer.status === 413 ? broken() : answer)),
};
