import type { Fault } from '../fault.ts';
import { misstate } from '../lies.ts';

/** A backend that shows in an error where it went wrong. */
export const showsItsStack: Fault = {
  id: 'shows-its-stack',
  lie: 'shows where it went wrong',
  caughtBy: 'no-leak@getUser#',
  around: misstate('getUser', 400, ['error', 'cause'], () => 'user_id is no UUID\n    at parse (/srv/api/users.js:12:9)\n    at handle (/srv/api/router.js:40:3)'),
};
