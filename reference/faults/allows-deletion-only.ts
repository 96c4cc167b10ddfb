import type { Fault } from '../fault.ts';

/** A backend that allows nothing but DELETE where a user can be read. */
export const allowsDeletionOnly: Fault = {
  id: 'allows-deletion-only',
  lie: 'allows nothing but DELETE where a user can be read',
  caughtBy: 'allow-truthful@getUser#/allow',
  around: async (call, honest) => {
    const answer = await honest();
    return call.method === 'options' && call.userId !== '' && call.url.pathname.endsWith(`/users/${call.userId}`) ? { ...answer, headers: { ...answer.headers, allow: 'DELETE' } } : answer;
  },
};
