import type { Operation } from '../operation.ts';
import { pageOf } from '../page.ts';
import { answerFrom, reads } from '../partial.ts';
import { accountsOf } from './accounts-of.ts';
import { shownAccount } from './shown.ts';

/** Every account, oldest first. */
export const listAccounts: Operation = {
  id: 'listAccounts', method: 'get', path: '/accounts', parameters: ['userId', 'providerIds', 'accountStatus', 'limit', 'cursor'], body: false,
  answer({ company, query: { limit = 30, cursor, user_id, provider_ids, status } }) {
    const user = user_id?.toLowerCase();
    const accounts = accountsOf(company).filter((account) => (user === undefined || account.user_id === user) && (status === undefined || account.status === status));
    const page = pageOf(accounts.filter(reads(company, provider_ids)), { key: ({ connected_at }) => connected_at, id: ({ account_id }) => account_id, descending: false }, {
      list: ['listAccounts', company.name, user ?? null, provider_ids ?? null, status ?? null], limit, cursor,
    });
    return page.ok ? answerFrom(company, provider_ids, accounts, { data: page.items.map(shownAccount), page: page.page }) : page.refusal;
  },
};
