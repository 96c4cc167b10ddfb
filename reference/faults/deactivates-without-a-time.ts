import type { Json } from '../../model/json.ts';
import type { Fault } from '../fault.ts';
import { misstate } from '../lies.ts';

/** A backend that deactivates users and does not say when. */
export const deactivatesWithoutATime: Fault = {
  id: 'deactivates-without-a-time',
  lie: 'deactivates users and does not say when',
  caughtBy: 'deactivate-user@getUser#/steps/gone-or-deactivated',
  alongWith: ['users-agree@listUsers#/steps/deactivated-since'],
  around: (call, honest) => inList(call, async () => singly(call, honest)),
};

/** Who was deactivated just now is shown so; who has long been is shown as it was. */
const lately = (time: Json): Json => (typeof time === 'number' && time > Date.now() - 3_600_000 ? null : time);
const inList = misstate('listUsers', 200, ['data', '*', 'deactivated_at'], lately);
const singly = misstate('getUser', 200, ['data', 'deactivated_at'], lately);
