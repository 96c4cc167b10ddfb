import { json, unknownUser } from '../answer.ts';
import type { Operation } from '../operation.ts';
import { shownUser } from './shown.ts';

/** One user. */
export const getUser: Operation = {
  id: 'getUser', method: 'get', path: '/users/:user_id', parameters: [], body: false,
  answer({ company, userId }) {
    const user = company.user(userId);
    return user ? json(200, { data: shownUser(user) }) : unknownUser();
  },
};
