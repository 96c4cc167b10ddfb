import type { Fault } from '../fault.ts';
import { misstate } from '../lies.ts';

/** A backend that refuses numbers of accounts with a code that is not documented. */
export const codeOfItsOwn: Fault = {
  id: 'code-of-its-own',
  lie: 'refuses numbers of accounts with a code that is not documented',
  caughtBy: 'body-schema@countAccountsByProvider#/responses/400/content/application~1json/schema',
  around: misstate('countAccountsByProvider', 400, ['error', 'code'], () => 'bad_filter'),
};
