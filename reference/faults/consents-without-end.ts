import type { JsonObject } from '../../model/json.ts';
import type { Fault } from '../fault.ts';
import { misstate } from '../lies.ts';

/** A backend that forgets when consents were revoked, where a user is asked for by id. */
export const consentsWithoutEnd: Fault = {
  id: 'consents-without-end',
  lie: 'forgets when consents were revoked, where a user is asked for by id',
  caughtBy: 'users-agree@getUser#/steps/listed-is-single',
  around: misstate('getUser', 200, ['data', 'consents', '*'], (consent) => ({ ...(consent as JsonObject), revoked_at: null })),
};
