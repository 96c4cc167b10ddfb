import type { Fault } from '../fault.ts';
import { misstate } from '../lies.ts';

/** A backend that explains refusals in words alone. */
export const errorWithoutCode: Fault = {
  id: 'error-without-code',
  lie: 'explains refusals in words alone',
  caughtBy: 'body-schema@listUsers#/responses/400/content/application~1json/schema',
  around: misstate('listUsers', 400, ['error', 'code'], () => undefined),
};
