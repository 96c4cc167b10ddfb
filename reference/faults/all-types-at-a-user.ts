import type { Fault } from '../fault.ts';
import { overlook, withQuery } from '../lies.ts';

/** A backend that passes over the type of transactions at a user. */
export const allTypesAtAUser: Fault = {
  id: 'all-types-at-a-user',
  lie: 'passes over the type of transactions at a user',
  caughtBy: 'transactions-agree@listUserTransactions#/steps/filters-of-the-user',
  around: overlook('listUserTransactions', (call) => withQuery(call, (query) => (/^(?:trade|transfer|staking_reward|gas_fee|deposit|withdrawal|unknown)$/.test(query.get('types') ?? '') ? { types: null } : {}))),
};
