import { json } from '../answer.ts';
import type { Fault } from '../fault.ts';
import { tokens } from '../tokens.ts';

/** A backend that takes DELETE without an id for all users. */
export const takesNobodyForEverybody: Fault = {
  id: 'takes-nobody-for-everybody',
  lie: 'takes DELETE without an id for all users',
  caughtBy: 'deactivate-user@deactivateUser#/steps/collection-delete',
  async around(call, honest) {
    if (call.method !== 'delete' || !call.url.pathname.endsWith('/users/') || call.headers.authorization !== `Bearer ${tokens.owner}`) return honest();
    for (const { user_id } of call.registry.company('owner').users) call.registry.deactivate('owner', user_id);
    return json(200, { data: { deactivated: true } });
  },
};
