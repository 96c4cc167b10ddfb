import { unknownUser } from '../answer.ts';
import { tenantOf } from '../data/tenants.ts';
import type { Operation } from '../operation.ts';
import { pageOf } from '../page.ts';
import { answerFrom } from '../partial.ts';
import { byTime, filtersOf, selectTransactions } from './select-transactions.ts';
import { shownTransaction } from './shown.ts';

/** What one user did. */
export const listUserTransactions: Operation = {
  id: 'listUserTransactions', method: 'get', path: '/users/:user_id/transactions',
  parameters: ['startTime', 'endTime', 'assetSymbols', 'providerIds', 'types', 'order', 'limit', 'cursor'], body: false,
  answer({ company, userId, query }) {
    const user = company.user(userId);
    if (!user) return unknownUser();
    const { user_id } = user;
    const { limit = 30, cursor, order = 'desc', provider_ids } = query;
    const page = pageOf(selectTransactions(company, { ...query, user_id }), byTime(order), {
      list: ['listUserTransactions', company.name, user_id, ...filtersOf(query)], limit, cursor,
    });
    if (!page.ok) return page.refusal;
    const accounts = tenantOf(company.name).accounts.filter((account) => account.user_id === user_id && company.shows(user_id));
    return answerFrom(company, provider_ids, accounts, { data: { user_id, transactions: page.items.map(shownTransaction) }, page: page.page });
  },
};
