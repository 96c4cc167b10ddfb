import { json } from '../answer.ts';
import type { Operation } from '../operation.ts';

/** How many users there are. */
export const countUsers: Operation = {
  id: 'countUsers', method: 'get', path: '/stats/users', parameters: [], body: false,
  answer({ company: { users } }) {
    const active = users.filter(({ status }) => status === 'active').length;
    return json(200, { data: { total: users.length, active, deactivated: users.length - active } });
  },
};
