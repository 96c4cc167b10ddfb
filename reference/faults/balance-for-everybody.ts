import type { Fault } from '../fault.ts';
import { change } from '../lies.ts';

/** A backend that lets shared caches keep the balance. */
export const balanceForEverybody: Fault = {
  id: 'balance-for-everybody',
  lie: 'lets shared caches keep the balance',
  caughtBy: 'cache-control-private@getTotalBalance#',
  around: change('getTotalBalance', (answer) => ({ ...answer, headers: { ...answer.headers, 'cache-control': 'public, max-age=60' } })),
};
