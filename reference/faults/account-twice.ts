import type { Json, JsonObject } from '../../model/json.ts';
import type { Fault } from '../fault.ts';
import { change } from '../lies.ts';

/** A backend that shows an account twice and another not at all. */
export const accountTwice: Fault = {
  id: 'account-twice',
  lie: 'shows an account twice and another not at all',
  caughtBy: 'walk-is-complete@listAccounts#/steps/walk-is-complete',
  alongWith: ['accounts-agree@countAccountsByProvider#/steps/sums-up', 'accounts-agree@listAccounts#/steps/provider-holds', 'accounts-agree@listAccounts#/steps/oldest-first'],
  around: change('listAccounts', (answer, { url }) => (
    !url.searchParams.has('cursor') && answer.status === 200 && answer.body.kind === 'json' ? { ...answer, body: { ...answer.body, value: withFirstForLast(answer.body.value) } } : answer
  )),
};

/** The first item stands at the end of its page in the place of the last. */
function withFirstForLast(value: Json): Json {
  const { data, ...rest } = value as { readonly data: readonly JsonObject[] };
  return { ...rest, data: data.length > 1 ? [...data.slice(0, -1), data[0] ?? null] : data };
}
