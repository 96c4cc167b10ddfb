import type { Fault } from '../fault.ts';
import { overlook, withQuery } from '../lies.ts';

/** A backend that takes a limit that is left out for 20. */
export const usualLimitOf20: Fault = {
  id: 'usual-limit-of-20',
  lie: 'takes a limit that is left out for 20',
  caughtBy: 'pages-agree@listUsers#/steps/of-users',
  around: overlook('listUsers', (call) => (call.url.searchParams.has('limit') ? call : withQuery(call, () => ({ limit: '20' })))),
};
