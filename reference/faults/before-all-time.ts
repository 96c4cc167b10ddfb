import type { Fault } from '../fault.ts';
import { overlook, withQuery } from '../lies.ts';

/** A backend that takes a time before all time. */
export const beforeAllTime: Fault = {
  id: 'before-all-time',
  lie: 'takes a time before all time',
  caughtBy: 'rejects-invalid@listUserAssets#/parameters/query/start_time/minimum',
  around: overlook('listUserAssets', (call) => withQuery(call, (query) => (/^-\d+$/.test(query.get('start_time') ?? '') ? { start_time: null } : {}))),
};
