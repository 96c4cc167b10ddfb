import { json } from '../answer.ts';
import type { Operation } from '../operation.ts';
import { pageOf } from '../page.ts';
import { shownUser } from './shown.ts';

/** Every user of the company, by the time of creation. */
export const listUsers: Operation = {
  id: 'listUsers', method: 'get', path: '/users', parameters: ['limit', 'cursor', 'userStatus', 'order'], body: false,
  answer({ company, query: { limit = 30, cursor, status, order = 'desc' } }) {
    const users = company.users.filter((user) => status === undefined || user.status === status);
    const page = pageOf(users, { key: ({ created_at }) => created_at, id: ({ user_id }) => user_id, descending: order === 'desc' }, {
      list: ['listUsers', company.name, status ?? null, order], limit, cursor,
    });
    return page.ok ? json(200, { data: page.items.map(shownUser), page: page.page }) : page.refusal;
  },
};
