import type { Fault } from '../fault.ts';
import { broken, stumble } from '../lies.ts';

/** A backend that breaks on a time that is no number. */
export const breaksOnWords: Fault = {
  id: 'breaks-on-words',
  lie: 'breaks on a time that is no number',
  caughtBy: 'rejects-invalid@listTransactions#/parameters/query/start_time/type',
  around: stumble('listTransactions', ({ url }) => /[a-z]/i.test(url.searchParams.get('start_time') ?? ''), broken),
};
