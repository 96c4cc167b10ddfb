import type { Json } from '../../model/json.ts';
import type { Fault } from '../fault.ts';
import { misstate } from '../lies.ts';

/** A backend that writes down in seconds when a user was deactivated. */
export const deactivatesInSeconds: Fault = {
  id: 'deactivates-in-seconds',
  lie: 'writes down in seconds when a user was deactivated',
  caughtBy: 'deactivate-user@getUser#/steps/gone-or-deactivated',
  alongWith: ['users-agree@listUsers#/steps/deactivated-since'],
  around: (call, honest) => inList(call, async () => singly(call, honest)),
};

/** Who was deactivated just now is shown so; who has long been is shown as it was. */
const lately = (time: Json): Json => (typeof time === 'number' && time > Date.now() - 3_600_000 ? Math.floor(time / 1000) : time);
const inList = misstate('listUsers', 200, ['data', '*', 'deactivated_at'], lately);
const singly = misstate('getUser', 200, ['data', 'deactivated_at'], lately);
