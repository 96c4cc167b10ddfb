import type { Json } from '../../model/json.ts';
import type { Fault } from '../fault.ts';
import { overlook, withObject } from '../lies.ts';

/** A backend that passes over the time of creation that is searched. */
export const searchesAllTime: Fault = {
  id: 'searches-all-time',
  lie: 'passes over the time of creation that is searched',
  caughtBy: 'users-agree@searchUsers#/steps/conditions-hold',
  around: overlook('searchUsers', (call) => withObject(call, ({ created, ...others }) => (isWindow(created) ? others : { ...others, ...(created !== undefined && { created }) }))),
};

function isWindow(created: Json | undefined): boolean {
  return /^\{"from":\d{13}(?:,"to":\d{13})?\}$/.test(JSON.stringify(created) ?? '');
}
