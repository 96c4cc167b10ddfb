import type { Fault } from '../fault.ts';
import { misstate } from '../lies.ts';

/** A backend that shows what its database said. */
export const namesItsDatabase: Fault = {
  id: 'names-its-database',
  lie: 'shows what its database said',
  caughtBy: 'no-leak@listTransactions#',
  around: misstate('listTransactions', 400, ['error', 'cause'], () => 'SQLSTATE[42P01]: Undefined table: 7 ERROR: relation "transactions" does not exist'),
};
