import type { Fault } from '../fault.ts';
import { broken, stumble } from '../lies.ts';

/** A backend that breaks on the assets of a deactivated user. */
export const stumblesOverItsDead: Fault = {
  id: 'stumbles-over-its-dead',
  lie: 'breaks on the assets of a deactivated user',
  caughtBy: 'deactivate-user@listUserAssets#/steps/assets-after',
  alongWith: ['no-server-error@listUserAssets#'],
  around: stumble('listUserAssets', ({ registry, userId }) => registry.company('owner').user(userId)?.status === 'deactivated', broken),
};
