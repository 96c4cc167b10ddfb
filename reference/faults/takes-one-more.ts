import { operationOf } from '../call.ts';
import type { Fault } from '../fault.ts';

/** A backend that deactivates another user too. */
export const takesOneMore: Fault = {
  id: 'takes-one-more',
  lie: 'deactivates another user too',
  caughtBy: 'deactivate-user@getUser#/steps/other-user-untouched',
  async around(call, honest) {
    const answer = await honest();
    const another = call.registry.company('owner').users.findLast(({ user_id, status }) => status === 'active' && user_id !== call.userId);
    if (operationOf(call) === 'deactivateUser' && answer.status === 200 && another) call.registry.deactivate('owner', another.user_id);
    return answer;
  },
};
