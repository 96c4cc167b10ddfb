import { unknownUser } from '../answer.ts';
import { tenantOf } from '../data/tenants.ts';
import type { Operation } from '../operation.ts';
import { pageOf } from '../page.ts';
import { answerFrom, reads } from '../partial.ts';
import { shownPosition } from './shown.ts';

/** What one user holds, by symbol. */
export const listUserAssets: Operation = {
  id: 'listUserAssets', method: 'get', path: '/users/:user_id/assets',
  parameters: ['startTime', 'endTime', 'assetSymbols', 'providerIds', 'limit', 'cursor'], body: false,
  answer({ company, userId, query: { limit = 30, cursor, start_time = 0, end_time = Infinity, asset_symbols, provider_ids } }) {
    const user = company.user(userId);
    if (!user) return unknownUser();
    const accounts = company.shows(user.user_id) ? tenantOf(company.name).accounts.filter(({ user_id }) => user_id === user.user_id) : [];
    const positions = accounts.filter(reads(company, provider_ids)).flatMap((account) => account.positions
      .filter(({ asset, updated_at }) => (asset_symbols?.includes(asset.symbol) ?? true) && updated_at >= start_time && updated_at <= end_time)
      .map((position) => ({ account, position })));
    const page = pageOf(positions, { key: ({ position }) => position.asset.symbol, id: ({ account }) => account.account_id, descending: false }, {
      list: ['listUserAssets', company.name, user.user_id, start_time, end_time, asset_symbols ?? null, provider_ids ?? null], limit, cursor,
    });
    if (!page.ok) return page.refusal;
    const assets = page.items.map(({ account, position }) => shownPosition(account, position));
    return answerFrom(company, provider_ids, accounts, { data: { user_id: user.user_id, assets }, page: page.page });
  },
};
