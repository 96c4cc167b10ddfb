import type { Json } from '../../model/json.ts';
import type { Fault } from '../fault.ts';
import { change } from '../lies.ts';

/** A backend that shows a user on two pages. */
export const userOnTwoPages: Fault = {
  id: 'user-on-two-pages',
  lie: 'shows a user on two pages',
  caughtBy: 'users-agree@listUsers#/steps/each-once',
  alongWith: ['walk-is-complete@listUsers#/steps/walk-is-complete', 'users-agree@countUsers#/steps/count-is-walk', 'balance-agrees@getTotalBalance#/steps/sum-of-positions', 'filter-truthful@listUsers#/steps/filter-status', 'pages-agree@listUsers#/steps/of-users'],
  around: change('listUsers', (answer, { url }) => (
    url.searchParams.has('cursor') && answer.status === 200 && answer.body.kind === 'json' ? { ...answer, body: { ...answer.body, value: withFirstAgain(answer.body.value) } } : answer
  )),
};

function withFirstAgain(value: Json): Json {
  const { data, ...rest } = value as { readonly data: readonly Json[] };
  return { ...rest, data: [...data.slice(0, 1), ...data].slice(0, 100) };
}
