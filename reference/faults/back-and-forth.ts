import { operationOf } from '../call.ts';
import type { Fault } from '../fault.ts';

/** A backend that takes a second DELETE back. */
export const backAndForth: Fault = {
  id: 'back-and-forth',
  lie: 'takes a second DELETE back',
  caughtBy: 'deactivate-user@deactivateUser#/steps/second-delete',
  async around(call, honest) {
    const before = call.registry.company('owner').user(call.userId)?.status;
    const answer = await honest();
    if (operationOf(call) === 'deactivateUser' && answer.status === 200 && before === 'deactivated') call.registry.reactivate('owner', call.userId);
    return answer;
  },
};
