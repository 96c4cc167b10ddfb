import type { Fault } from '../fault.ts';
import { overlook, withQuery } from '../lies.ts';

/** A backend that looks at the first of two providers only. */
export const firstOfSeveralProviders: Fault = {
  id: 'first-of-several-providers',
  lie: 'looks at the first of two providers only',
  caughtBy: 'transactions-agree@listTransactions#/steps/providers-hold',
  around: overlook('listTransactions', (call) => withQuery(call, (query) => ({ provider_ids: query.get('provider_ids')?.replace(/^([a-z_-]+),[a-z_-]+$/, '$1') ?? null }))),
};
