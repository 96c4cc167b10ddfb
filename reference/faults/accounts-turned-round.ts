import type { Json } from '../../model/json.ts';
import type { Fault } from '../fault.ts';
import { misstate } from '../lies.ts';

/** A backend that turns every page of accounts round. */
export const accountsTurnedRound: Fault = {
  id: 'accounts-turned-round',
  lie: 'turns every page of accounts round',
  caughtBy: 'accounts-agree@listAccounts#/steps/oldest-first',
  around: misstate('listAccounts', 200, ['data'], (items) => (items as readonly Json[]).toReversed()),
};
