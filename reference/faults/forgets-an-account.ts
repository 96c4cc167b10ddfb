import type { Fault } from '../fault.ts';
import { misstate } from '../lies.ts';

/** A backend that counts an account at one provider too few. */
export const forgetsAnAccount: Fault = {
  id: 'forgets-an-account',
  lie: 'counts an account at one provider too few',
  caughtBy: 'accounts-agree@countAccountsByProvider#/steps/sums-up',
  around: misstate('countAccountsByProvider', 200, ['data', 'providers', 0, 'accounts'], (accounts) => Number(accounts) - 1),
};
