import { operationOf } from '../call.ts';
import type { Cheater } from '../cheater.ts';

/** Keeps to the description in every single answer, and remembers nothing. */
export const saysWhatIsWanted: Cheater = {
  id: 'says-what-is-wanted',
  cheats: 'says of whomever it is asked to deactivate that it did, and does nothing',
  create: () => ({
    async around(call, honest) {
      const answer = await honest();
      if (operationOf(call) === 'deactivateUser' && answer.status === 200) call.registry.reactivate('owner', call.userId.toLowerCase());
      return answer;
    },
  }),
};
