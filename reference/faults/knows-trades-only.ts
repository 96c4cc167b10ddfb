import type { Fault } from '../fault.ts';
import { overlook, withQuery } from '../lies.ts';

/** A backend that passes over every type of transaction but trades. */
export const knowsTradesOnly: Fault = {
  id: 'knows-trades-only',
  lie: 'passes over every type of transaction but trades',
  caughtBy: 'transactions-agree@listTransactions#/steps/types-hold',
  around: overlook('listTransactions', (call) => withQuery(call, (query) => (/^(?:transfer|staking_reward|gas_fee|deposit|withdrawal|unknown)$/.test(query.get('types') ?? '') ? { types: null } : {}))),
};
