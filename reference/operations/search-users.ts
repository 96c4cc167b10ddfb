import type { Json } from '../../model/json.ts';
import { invalid, json } from '../answer.ts';
import { tenantOf } from '../data/tenants.ts';
import type { Operation } from '../operation.ts';
import { pageOf } from '../page.ts';
import type { Company, PresentUser } from '../registry.ts';
import type { SearchConditions } from '../validation/search-body.ts';
import { searchBody } from '../validation/search-body.ts';
import { shownUser } from './shown.ts';

/** The users that match all conditions. */
export const searchUsers: Operation = {
  id: 'searchUsers', method: 'post', path: '/users/search', parameters: [], body: true,
  answer({ company, body }) {
    const wrong = searchBody(body);
    if (wrong.length > 0) return invalid(wrong.map(({ at, cause }) => ({ in: 'body', name: at, cause })));
    const conditions = body as unknown as SearchConditions;
    const { created: { from = 0, to = Infinity } = {}, sort: { by, order = 'asc' } = { by: 'created_at' }, limit = 30, cursor } = conditions;
    if (from > to) return invalid([{ in: 'body', name: '/created/from', cause: 'is later than to' }]);
    const filters = Object.entries(conditions).filter(([name]) => name !== 'limit' && name !== 'cursor');
    const page = pageOf(company.users.filter(matching(conditions, company)), { key: (user) => user[by], id: ({ user_id }) => user_id, descending: order === 'desc' }, {
      list: ['searchUsers', company.name, filters as Json], limit, cursor,
    });
    return page.ok ? json(200, { data: page.items.map(shownUser), page: page.page }) : page.refusal;
  },
};

function matching(conditions: SearchConditions, company: Company): (user: PresentUser) => boolean {
  const { query, email, statuses, provider_ids, user_ids, min_accounts = 0, created } = conditions;
  const lower = (text: string): string => text.toLowerCase();
  const part = lower(query);
  const ids = user_ids && new Set(user_ids.map(lower));
  const accounts = new Map<string, number>();
  for (const { user_id } of tenantOf(company.name).accounts) if (company.shows(user_id)) accounts.set(user_id, (accounts.get(user_id) ?? 0) + 1);
  return (user) =>
    (lower(user.email).includes(part) || lower(user.external_id ?? '').includes(part))
    && (email === undefined || lower(user.email) === lower(email))
    && (statuses?.includes(user.status) ?? true)
    && (provider_ids === undefined || user.consents.some(({ provider_id }) => provider_ids.includes(provider_id)))
    && (ids?.has(user.user_id) ?? true)
    && (accounts.get(user.user_id) ?? 0) >= min_accounts
    && user.created_at >= (created?.from ?? 0)
    && user.created_at <= (created?.to ?? Infinity);
}
