import type { Json } from '../../model/json.ts';
import type { Fault } from '../fault.ts';
import { change } from '../lies.ts';

/** A backend that shows the same page in another order each time. */
export const shufflesPages: Fault = {
  id: 'shuffles-pages',
  lie: 'shows the same page in another order each time',
  caughtBy: 'page-stable@listAccounts#/steps/page-stable',
  around: change('listAccounts', (answer) => {
    if (answer.status !== 200 || answer.body.kind !== 'json') return answer;
    const { data, ...rest } = answer.body.value as { readonly data: readonly Json[] };
    const turned = turns++ % 2 === 0 ? data : data.toReversed();
    return { ...answer, body: { ...answer.body, value: { ...rest, data: turned } } };
  }),
};

let turns = 0;
