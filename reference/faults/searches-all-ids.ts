import type { Json } from '../../model/json.ts';
import type { Fault } from '../fault.ts';
import { overlook, withObject } from '../lies.ts';

/** A backend that passes over the ids that are searched. */
export const searchesAllIds: Fault = {
  id: 'searches-all-ids',
  lie: 'passes over the ids that are searched',
  caughtBy: 'users-agree@searchUsers#/steps/conditions-hold',
  around: overlook('searchUsers', (call) => withObject(call, ({ user_ids, ...others }) => (areIds(user_ids) ? others : { ...others, ...(user_ids !== undefined && { user_ids }) }))),
};

function areIds(ids: Json | undefined): boolean {
  return Array.isArray(ids) && ids.length > 0 && ids.length <= 100 && new Set(ids).size === ids.length
    && ids.every((id) => typeof id === 'string' && /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id));
}
