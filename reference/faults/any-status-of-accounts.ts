import type { Fault } from '../fault.ts';
import { overlook, withQuery } from '../lies.ts';

/** A backend that takes any status of accounts. */
export const anyStatusOfAccounts: Fault = {
  id: 'any-status-of-accounts',
  lie: 'takes any status of accounts',
  caughtBy: 'rejects-invalid@listAccounts#/parameters/query/status/enum',
  around: overlook('listAccounts', (call) => withQuery(call, (query) => (!['connected', 'disconnected', 'failing'].includes(query.get('status') ?? 'connected') ? { status: null } : {}))),
};
