import type { Answer } from '../answer.ts';
import type { Behaviour } from '../behaviour.ts';
import type { Fault } from '../fault.ts';
import { misstate } from '../lies.ts';

const forget = (): null => null;
const forgetting: readonly NonNullable<Behaviour['around']>[] = [
  misstate('listUsers', 200, ['data', '*', 'deactivated_at'], forget),
  misstate('searchUsers', 200, ['data', '*', 'deactivated_at'], forget),
  misstate('getUser', 200, ['data', 'deactivated_at'], forget),
];

/** A backend that does not know since when a user is deactivated. */
export const forgetsWhen: Fault = {
  id: 'forgets-when',
  lie: 'does not know since when a user is deactivated',
  caughtBy: 'users-agree@listUsers#/steps/deactivated-since',
  around: (call, honest) => forgetting.reduce<(other?: typeof call) => Promise<Answer>>((inner, around) => async (other = call) => around(other, inner), honest)(),
};
