import { tenantOf } from '../data/tenants.ts';
import type { Operation } from '../operation.ts';
import { pageOf } from '../page.ts';
import { answerFrom } from '../partial.ts';
import { byTime, filtersOf, selectTransactions } from './select-transactions.ts';
import { shownTransaction } from './shown.ts';

/** What all users did. */
export const listTransactions: Operation = {
  id: 'listTransactions', method: 'get', path: '/transactions',
  parameters: ['startTime', 'endTime', 'assetSymbols', 'providerIds', 'types', 'userId', 'order', 'limit', 'cursor'], body: false,
  answer({ company, query }) {
    const { limit = 30, cursor, order = 'desc', provider_ids, user_id } = query;
    const page = pageOf(selectTransactions(company, query), byTime(order), { list: ['listTransactions', company.name, ...filtersOf(query)], limit, cursor });
    if (!page.ok) return page.refusal;
    const user = user_id?.toLowerCase();
    const accounts = tenantOf(company.name).accounts.filter((account) => company.shows(account.user_id) && (user === undefined || account.user_id === user));
    return answerFrom(company, provider_ids, accounts, { data: page.items.map(shownTransaction), page: page.page });
  },
};
