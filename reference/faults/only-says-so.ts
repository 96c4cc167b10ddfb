import { operationOf } from '../call.ts';
import type { Fault } from '../fault.ts';

/** A backend that says that it deactivated a user and did not. */
export const onlySaysSo: Fault = {
  id: 'only-says-so',
  lie: 'says that it deactivated a user and did not',
  caughtBy: 'deactivate-user@getUser#/steps/gone-or-deactivated',
  async around(call, honest) {
    const answer = await honest();
    if (operationOf(call) === 'deactivateUser') call.registry.reactivate('owner', call.userId);
    return answer;
  },
};
