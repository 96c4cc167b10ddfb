import { withoutHeader } from '../answer.ts';
import type { Fault } from '../fault.ts';

/** A backend that refuses a method and does not say which ones it has. */
export const forgetsAllow: Fault = {
  id: 'forgets-allow',
  lie: 'refuses a method and does not say which it has',
  caughtBy: 'method-not-allowed@countUsers#/methods',
  around: async (call, honest) => {
    const answer = await honest();
    return call.method === 'trace' && call.url.pathname.endsWith('/stats/users') ? withoutHeader(answer, 'allow') : answer;
  },
};
