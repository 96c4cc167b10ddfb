import type { Fault } from '../fault.ts';
import { misstate } from '../lies.ts';

/** A backend that states its confidence in per cent. */
export const confidenceInPerCent: Fault = {
  id: 'confidence-in-per-cent',
  lie: 'states its confidence in per cent',
  caughtBy: 'body-schema@listTransactions#/responses/200/content/application~1json/schema',
  around: misstate('listTransactions', 200, ['data', '*', 'categorization', 'confidence'], (confidence) => Number(confidence) * 100),
};
