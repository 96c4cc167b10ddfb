import type { Fault } from '../fault.ts';
import { change } from '../lies.ts';
import { bytesOf } from '../write-answer.ts';

/** A backend that sends half of its JSON. */
export const jsonCutOff: Fault = {
  id: 'json-cut-off',
  lie: 'sends half of its JSON',
  caughtBy: 'body-parses@listEnterpriseProviders#/responses/200/body',
  around: change('listEnterpriseProviders', (answer) => (
    answer.status === 200 ? { ...answer, body: { kind: 'bytes', bytes: bytesOf(answer.body).slice(0, 100) } } : answer
  )),
};
