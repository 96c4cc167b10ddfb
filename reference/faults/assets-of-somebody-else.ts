import type { Fault } from '../fault.ts';
import { misstate } from '../lies.ts';

/** A backend that shows assets as those of somebody else. */
export const assetsOfSomebodyElse: Fault = {
  id: 'assets-of-somebody-else',
  lie: 'shows assets as those of somebody else',
  caughtBy: 'deactivate-user@listUserAssets#/steps/assets-shown',
  alongWith: ['deactivate-user@getUser#/steps/another-user'],
  around: misstate('listUserAssets', 200, ['data', 'user_id'], () => '00000000-0000-4000-8000-00000000abcd'),
};
