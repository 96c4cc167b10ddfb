import type { Fault } from '../fault.ts';
import { change } from '../lies.ts';
import { bytesOf } from '../write-answer.ts';

/** A backend that writes names in Latin-1. */
export const notUtf8: Fault = {
  id: 'not-utf-8',
  lie: 'writes names in Latin-1',
  caughtBy: 'body-parses@listCalicoProviders#/responses/200/body',
  around: change('listCalicoProviders', (answer) => {
    if (answer.status !== 200) return answer;
    const text = Buffer.from(bytesOf(answer.body)).toString().replace('Kraken', 'Kräken');
    return { ...answer, body: { kind: 'bytes', bytes: Buffer.from(text, 'latin1') } };
  }),
};
