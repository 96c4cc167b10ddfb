import type { Fault } from '../fault.ts';
import { broken, stumble } from '../lies.ts';

/** A backend that breaks on a limit of nothing. */
export const breaksOnZero: Fault = {
  id: 'breaks-on-zero',
  lie: 'breaks on a limit of nothing',
  caughtBy: 'rejects-invalid@listUsers#/parameters/query/limit/minimum',
  around: stumble('listUsers', ({ url }) => url.searchParams.get('limit') === '0', broken),
};
