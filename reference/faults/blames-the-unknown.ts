import type { Fault } from '../fault.ts';
import { misstate } from '../lies.ts';

/** A backend that blames a provider that nobody knows for what is missing. */
export const blamesTheUnknown: Fault = {
  id: 'blames-the-unknown',
  lie: 'blames a provider that nobody knows for what is missing',
  caughtBy: 'accounts-agree@listAccounts#/steps/errors-name-providers',
  policy: { down: ['kraken'] },
  around: misstate('listAccounts', 206, ['errors', '*', 'provider_id'], () => 'nowhere'),
};
