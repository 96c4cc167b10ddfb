import type { Fault } from '../fault.ts';
import { misstate } from '../lies.ts';

/** A backend that says null where a time is due. */
export const nullForATime: Fault = {
  id: 'null-for-a-time',
  lie: 'says null where a time is due',
  caughtBy: 'body-schema@listAccounts#/responses/200/content/application~1json/schema',
  around: misstate('listAccounts', 200, ['data', '*', 'connected_at'], () => null),
};
