import type { Fault } from '../fault.ts';
import { overlook, withQuery } from '../lies.ts';

/** A backend that takes a cursor that it does not know for the beginning. */
export const anyCursor: Fault = {
  id: 'any-cursor',
  lie: 'takes a cursor that it does not know for the beginning',
  caughtBy: 'cursor-opaque@listAccounts#/steps/cursor-opaque',
  around: overlook('listAccounts', (call) => withQuery(call, (query) => (Buffer.from(query.get('cursor') ?? '[', 'base64url').toString().includes('[') ? {} : { cursor: null }))),
};
