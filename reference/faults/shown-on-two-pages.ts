import type { Json } from '../../model/json.ts';
import type { Fault } from '../fault.ts';
import { change } from '../lies.ts';

let last: Json | undefined;

/** A backend that shows the last transaction of a page on the next one again. */
export const shownOnTwoPages: Fault = {
  id: 'shown-on-two-pages',
  lie: 'shows the last transaction of a page on the next one again',
  caughtBy: 'walk-is-complete@listUserTransactions#/steps/walk-is-complete',
  around: change('listUserTransactions', (answer, call) => {
    if (answer.status !== 200 || answer.body.kind !== 'json') return answer;
    const value = answer.body.value as { readonly data: { readonly transactions: readonly Json[] } };
    const before = call.url.searchParams.has('cursor') ? last : undefined;
    last = value.data.transactions.at(-1);
    return before === undefined ? answer : { ...answer, body: { ...answer.body, value: { ...value, data: { ...value.data, transactions: [before, ...value.data.transactions].slice(0, value.data.transactions.length) } } } };
  }),
};
