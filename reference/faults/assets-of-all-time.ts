import type { Fault } from '../fault.ts';
import { overlook, withQuery } from '../lies.ts';

/** A backend that shows the assets of a user of all time when asked for a window. */
export const assetsOfAllTime: Fault = {
  id: 'assets-of-all-time',
  lie: 'shows the assets of a user of all time when asked for a window',
  caughtBy: 'balance-agrees@listUserAssets#/steps/filters-hold',
  around: overlook('listUserAssets', (call) => withQuery(call, (query) => (/^\d{13}$/.test(query.get('start_time') ?? '') && Number(query.get('start_time')) <= Number(query.get('end_time') ?? Infinity) ? { start_time: null } : {}))),
};
