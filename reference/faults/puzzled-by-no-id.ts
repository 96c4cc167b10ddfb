import type { Fault } from '../fault.ts';

/** A backend that calls DELETE without an id a conflict. */
export const puzzledByNoId: Fault = {
  id: 'puzzled-by-no-id',
  lie: 'calls DELETE without an id a conflict',
  caughtBy: 'deactivate-user@deactivateUser#/steps/collection-delete',
  around: async (call, honest) => (call.method === 'delete' && call.url.pathname.endsWith('/users/') ? { ...await honest(), status: 409 } : honest()),
};
