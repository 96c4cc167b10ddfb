import type { Fault } from '../fault.ts';
import { change } from '../lies.ts';

/** A backend that answers 200 and says nothing. */
export const nothingSaid: Fault = {
  id: 'nothing-said',
  lie: 'answers 200 and says nothing',
  caughtBy: 'body-parses@countAccountsByProvider#/responses/200/body',
  around: change('countAccountsByProvider', (answer) => (answer.status === 200 ? { ...answer, body: { kind: 'none' } } : answer)),
};
