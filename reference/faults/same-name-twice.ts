import type { Fault } from '../fault.ts';
import { change } from '../lies.ts';
import { bytesOf } from '../write-answer.ts';

/** A backend that says the same name twice. */
export const sameNameTwice: Fault = {
  id: 'same-name-twice',
  lie: 'says the same name twice',
  caughtBy: 'json-keys-unique@countUsers#/responses',
  around: change('countUsers', (answer) => {
    if (answer.status !== 200) return answer;
    const text = Buffer.from(bytesOf(answer.body)).toString().replace('"total":', '"total":0,"total":');
    return { ...answer, body: { kind: 'bytes', bytes: Buffer.from(text) } };
  }),
};
