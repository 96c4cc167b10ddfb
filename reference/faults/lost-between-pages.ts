import type { Json } from '../../model/json.ts';
import type { Fault } from '../fault.ts';
import { change } from '../lies.ts';

/** A backend that loses a transaction between two pages. */
export const lostBetweenPages: Fault = {
  id: 'lost-between-pages',
  lie: 'loses a transaction between two pages',
  caughtBy: 'walk-is-complete@listTransactions#/steps/walk-is-complete',
  alongWith: ['transactions-agree@listTopTradedAssets#/steps/top-traded'],
  around: change('listTransactions', (answer, call) => (
    call.url.searchParams.has('cursor') && answer.status === 200 && answer.body.kind === 'json' ? { ...answer, body: { ...answer.body, value: withoutFirst(answer.body.value) } } : answer
  )),
};

function withoutFirst(value: Json): Json {
  const { data, ...rest } = value as { readonly data: readonly Json[] };
  return { ...rest, data: data.slice(1) };
}
