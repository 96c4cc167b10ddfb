import { json, unknownUser } from '../answer.ts';
import type { Operation } from '../operation.ts';

/** Deactivates a user. Who is deactivated already stays so. */
export const deactivateUser: Operation = {
  id: 'deactivateUser', method: 'delete', path: '/users/:user_id', parameters: [], body: false,
  answer({ company, registry, userId }) {
    const user = company.user(userId);
    if (!user) return unknownUser();
    registry.deactivate(company.name, user.user_id);
    return json(200, { data: { user_id: user.user_id, status: 'deactivated' } });
  },
};
