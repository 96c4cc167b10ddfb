import type { Fault } from '../fault.ts';
import { overlook, withQuery } from '../lies.ts';

/** A backend that shows one user more than was asked for on later pages. */
export const longerLaterPages: Fault = {
  id: 'longer-later-pages',
  lie: 'shows one user more than was asked for on later pages',
  caughtBy: 'pages-agree@listUsers#/steps/of-users',
  around: overlook('listUsers', (call) => withQuery(call, (query) => (query.has('cursor') && /^[1-9]\d$/.test(query.get('limit') ?? '') ? { limit: String(Number(query.get('limit')) + 1) } : {}))),
};
