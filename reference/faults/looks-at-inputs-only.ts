import type { Fault } from '../fault.ts';
import { change } from '../lies.ts';

/** A backend that looks for an asset only in what came in. */
export const looksAtInputsOnly: Fault = {
  id: 'looks-at-inputs-only',
  lie: 'looks for an asset only in what came in',
  caughtBy: 'transactions-agree@listTransactions#/steps/symbols-hold',
  around: change('listTransactions', (answer, { url }) => {
    const symbols = url.searchParams.get('asset_symbols')?.split(',');
    if (!symbols || answer.status !== 200 || answer.body.kind !== 'json') return answer;
    const { data, ...rest } = answer.body.value as { readonly data: readonly { readonly input?: { readonly asset_symbol: string } }[] };
    return { ...answer, body: { ...answer.body, value: { ...rest, data: data.filter(({ input }) => input && symbols.includes(input.asset_symbol)) } } };
  }),
};
