import type { Json } from '../../model/json.ts';
import type { Fault } from '../fault.ts';
import { change } from '../lies.ts';

/** A backend that leaves out one of those who are active. */
export const allButOne: Fault = {
  id: 'all-but-one',
  lie: 'leaves out one of those who are active',
  caughtBy: 'filter-truthful@listUsers#/steps/filter-status',
  around: change('listUsers', (answer, { url }) => (
    url.searchParams.get('status') === 'active' && answer.status === 200 && answer.body.kind === 'json' ? { ...answer, body: { ...answer.body, value: withoutFirst(answer.body.value) } } : answer
  )),
};

function withoutFirst(value: Json): Json {
  const { data, ...rest } = value as { readonly data: readonly Json[] };
  return { ...rest, data: data.slice(1) };
}
