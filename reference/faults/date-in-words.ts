import type { Fault } from '../fault.ts';
import { misstate } from '../lies.ts';

/** A backend that writes the time of a consent in words. */
export const dateInWords: Fault = {
  id: 'date-in-words',
  lie: 'writes the time of a consent in words',
  caughtBy: 'body-schema@getUser#/responses/200/content/application~1json/schema',
  around: misstate('getUser', 200, ['data', 'consents', '*', 'granted_at'], (time) => new Date(Number(time)).toISOString()),
};
