import type { Fault } from '../fault.ts';
import { misstate } from '../lies.ts';

/** A backend that refuses strangers in its own words. */
export const inItsOwnWords: Fault = {
  id: 'in-its-own-words',
  lie: 'refuses strangers in its own words',
  caughtBy: 'body-schema@countUsers#/responses/401/content/application~1json/schema',
  around: misstate('countUsers', 401, ['error'], () => ({ message: 'who are you?' })),
};
