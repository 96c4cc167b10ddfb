import { json } from '../answer.ts';
import type { Fault } from '../fault.ts';

/** A backend that does something for a method that is declared nowhere. */
export const obeysTrace: Fault = {
  id: 'obeys-trace',
  lie: 'does something for methods that it does not have',
  caughtBy: 'method-not-allowed@listTransactions#/methods',
  around: async (call, honest) => (call.method === 'trace' && call.url.pathname.endsWith('/transactions') && !call.url.pathname.includes('/users/') ? json(200, { method: 'TRACE' }) : honest()),
};
