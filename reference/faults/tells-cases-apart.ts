import type { Json, JsonObject } from '../../model/json.ts';
import type { Fault } from '../fault.ts';
import { change, objectIn } from '../lies.ts';

/** A backend that tells capitals from small letters in the e-mail address that is searched. */
export const tellsCasesApart: Fault = {
  id: 'tells-cases-apart',
  lie: 'tells capitals from small letters in the e-mail address that is searched',
  caughtBy: 'users-agree@searchUsers#/steps/conditions-hold',
  around: change('searchUsers', (answer, call) => {
    const email = objectIn(call)?.['email'];
    if (answer.status !== 200 || answer.body.kind !== 'json' || email === undefined) return answer;
    const { data, ...rest } = answer.body.value as { readonly data: readonly JsonObject[] };
    const found: readonly Json[] = data.filter((user) => user['email'] === email);
    return { ...answer, body: { ...answer.body, value: { ...rest, data: found } } };
  }),
};
