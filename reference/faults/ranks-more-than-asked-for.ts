import type { Fault } from '../fault.ts';
import { overlook, withQuery } from '../lies.ts';

/** A backend that ranks more assets than were asked for. */
export const ranksMoreThanAskedFor: Fault = {
  id: 'ranks-more-than-asked-for',
  lie: 'ranks more assets than were asked for',
  caughtBy: 'limit-honoured@listTopTradedAssets#/steps/limit-honoured',
  around: overlook('listTopTradedAssets', (call) => withQuery(call, (query) => (/^\d{1,2}$/.test(query.get('limit') ?? '') && Number(query.get('limit')) > 0 ? { limit: null } : {}))),
};
