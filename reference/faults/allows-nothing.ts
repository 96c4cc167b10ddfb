import type { Fault } from '../fault.ts';

/** A backend that says that the accounts cannot be read. */
export const allowsNothing: Fault = {
  id: 'allows-nothing',
  lie: 'says in Allow that nothing can be read',
  caughtBy: 'allow-truthful@listAccounts#/allow',
  around: async (call, honest) => {
    const answer = await honest();
    return call.method === 'options' && call.url.pathname.endsWith('/accounts') ? { ...answer, headers: { ...answer.headers, allow: 'POST' } } : answer;
  },
};
