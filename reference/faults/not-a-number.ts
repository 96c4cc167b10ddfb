import type { Fault } from '../fault.ts';
import { change } from '../lies.ts';
import { bytesOf } from '../write-answer.ts';

/** A backend that writes NaN into JSON. */
export const notANumber: Fault = {
  id: 'not-a-number',
  lie: 'writes NaN into JSON',
  caughtBy: 'body-parses@listTopTradedAssets#/responses/200/body',
  around: change('listTopTradedAssets', (answer) => {
    if (answer.status !== 200) return answer;
    const text = Buffer.from(bytesOf(answer.body)).toString().replace(/"trades":\d+/, '"trades":NaN');
    return { ...answer, body: { kind: 'bytes', bytes: Buffer.from(text) } };
  }),
};
