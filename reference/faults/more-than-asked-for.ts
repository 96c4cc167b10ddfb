import type { Fault } from '../fault.ts';
import { overlook, withQuery } from '../lies.ts';

/** A backend that shows one account more than was asked for. */
export const moreThanAskedFor: Fault = {
  id: 'more-than-asked-for',
  lie: 'shows one account more than was asked for',
  caughtBy: 'limit-honoured@listAccounts#/steps/limit-honoured',
  alongWith: ['pages-agree@listAccounts#/steps/of-accounts'],
  around: overlook('listAccounts', (call) => withQuery(call, (query) => {
    const limit = Number(query.get('limit') ?? 'none');
    return Number.isInteger(limit) && limit >= 1 && limit < 100 ? { limit: String(limit + 1) } : {};
  })),
};
