import type { Json, JsonObject } from '../../model/json.ts';
import type { Fault } from '../fault.ts';
import { change, objectIn } from '../lies.ts';

/** A backend that does not search external ids. */
export const searchesAddressesOnly: Fault = {
  id: 'searches-addresses-only',
  lie: 'does not search external ids',
  caughtBy: 'users-agree@searchUsers#/steps/conditions-hold',
  around: change('searchUsers', (answer, call) => {
    const query = objectIn(call)?.['query'];
    if (answer.status !== 200 || answer.body.kind !== 'json' || typeof query !== 'string') return answer;
    const { data, ...rest } = answer.body.value as { readonly data: readonly JsonObject[] };
    const found: readonly Json[] = data.filter(({ email }) => String(email).toLowerCase().includes(query.toLowerCase()));
    return { ...answer, body: { ...answer.body, value: { ...rest, data: found } } };
  }),
};
