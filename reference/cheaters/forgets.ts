import { operationOf } from '../call.ts';
import type { Cheater } from '../cheater.ts';

/** Does what it is told, and undoes it when nobody looks any more. */
export function forgetsAfter(milliseconds: number): Cheater {
  return {
    id: `forgets-after-${milliseconds}-ms`,
    cheats: `forgets a deactivation after ${milliseconds} ms`,
    create() {
      return {
        async around(call, honest) {
          const answer = await honest();
          if (operationOf(call) === 'deactivateUser' && answer.status === 200) {
            setTimeout(() => { call.registry.reactivate('owner', call.userId.toLowerCase()); }, milliseconds).unref();
          }
          return answer;
        },
      };
    },
  };
}
