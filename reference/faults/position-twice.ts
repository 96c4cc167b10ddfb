import type { Json } from '../../model/json.ts';
import type { Fault } from '../fault.ts';
import { misstate } from '../lies.ts';

/** A backend that shows a position twice. */
export const positionTwice: Fault = {
  id: 'position-twice',
  lie: 'shows a position twice',
  caughtBy: 'balance-agrees@listUserAssets#/steps/positions-once',
  alongWith: ['walk-is-complete@listUserAssets#/steps/walk-is-complete'],
  around: misstate('listUserAssets', 200, ['data', 'assets'], (assets) => (assets as readonly Json[]).map((each, index, all) => (index === 1 ? all[0] ?? each : each))),
};
