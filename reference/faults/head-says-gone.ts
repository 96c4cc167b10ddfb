import { failure } from '../answer.ts';
import type { Fault } from '../fault.ts';

/** A backend that HEAD is told that nothing is there where GET is shown the accounts. */
export const headSaysGone: Fault = {
  id: 'head-says-gone',
  lie: 'says of HEAD that nothing is there',
  caughtBy: 'head-mirrors-get@listAccounts#/head',
  around: async (call, honest) => (call.method === 'head' && call.url.pathname.endsWith('/accounts') ? failure(404, 'not_found', 'there is nothing here') : honest()),
};
