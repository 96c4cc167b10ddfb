import { failure } from '../answer.ts';
import type { Fault } from '../fault.ts';
import { change } from '../lies.ts';
import { tokens } from '../tokens.ts';

/** A backend that tells other tenants which users have assets. */
export const tellsOthersWhoHasAssets: Fault = {
  id: 'tells-others-who-has-assets',
  lie: 'tells other tenants which users have assets',
  caughtBy: 'no-id-leak@listUserAssets#/steps/no-id-leak',
  around: change('listUserAssets', (answer, { headers, registry, userId }) => (
    headers.authorization === `Bearer ${tokens.other}` && registry.company('owner').user(userId) ? failure(403, 'forbidden', 'this user is none of yours') : answer
  )),
};
