import type { Json } from '../../model/json.ts';
import type { Fault } from '../fault.ts';
import { overlook, withObject } from '../lies.ts';

/** A backend that shows the first page of a search on every page. */
export const firstPageOfASearch: Fault = {
  id: 'first-page-of-a-search',
  lie: 'shows the first page of a search on every page',
  caughtBy: 'users-agree@searchUsers#/steps/search-walks',
  around: overlook('searchUsers', (call) => withObject(call, ({ cursor, ...others }) => (isIssued(cursor) ? others : { ...others, ...(cursor !== undefined && { cursor }) }))),
};

function isIssued(cursor: Json | undefined): boolean {
  return typeof cursor === 'string' && Buffer.from(cursor, 'base64url').toString().includes('[');
}
