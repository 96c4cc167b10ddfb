import type { Fault } from '../fault.ts';
import { change } from '../lies.ts';

/** A backend that calls its JSON HTML. */
export const calledHtml: Fault = {
  id: 'called-html',
  lie: 'calls its JSON HTML',
  caughtBy: 'content-type-documented@listEnterpriseProviders#/responses/200/content',
  around: change('listEnterpriseProviders', (answer) => (
    answer.status === 200 ? { ...answer, headers: { ...answer.headers, 'content-type': 'text/html; charset=utf-8' } } : answer
  )),
};
