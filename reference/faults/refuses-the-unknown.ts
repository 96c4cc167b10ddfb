import { failure } from '../answer.ts';
import type { Fault } from '../fault.ts';
import { change } from '../lies.ts';

/** A backend that answers 404 for an asset that nobody has. */
export const refusesTheUnknown: Fault = {
  id: 'refuses-the-unknown',
  lie: 'answers 404 for an asset that nobody has',
  caughtBy: 'transactions-agree@listTransactions#/steps/unknown-symbol',
  around: change('listTransactions', (answer, { url }) => (
    url.searchParams.has('asset_symbols') && answer.status === 200 && answer.body.kind === 'json' && (answer.body.value as { readonly data: readonly unknown[] }).data.length === 0
      ? failure(400, 'invalid_request', 'no such asset') : answer
  )),
};
