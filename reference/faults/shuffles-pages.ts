import type { Json } from '../../model/json.ts';
import type { Fault } from '../fault.ts';
import { misstate } from '../lies.ts';

/** A backend that shows the same page in another order each time. */
export const shufflesPages: Fault = {
  id: 'shuffles-pages',
  lie: 'shows the same page in another order each time',
  caughtBy: 'page-stable@listAccounts#/steps/page-stable',
  alongWith: ['accounts-agree@listAccounts#/steps/oldest-first'],
  around: misstate('listAccounts', 200, ['data'], (accounts) => begunElsewhere(accounts as readonly Json[])),
};

let turns = 0;

/** The same list begun at another place each time, and never at its first one. */
function begunElsewhere(list: readonly Json[]): readonly Json[] {
  if (list.length < 2) return list;
  const at = 1 + (turns++ % (list.length - 1));
  return [...list.slice(at), ...list.slice(0, at)];
}
