import type { Json } from '../../model/json.ts';
import type { Fault } from '../fault.ts';
import { change } from '../lies.ts';
import { dollars, money, sum } from '../money.ts';

/** A backend that shifts a cent from one provider to another in the balance. */
export const shiftsACent: Fault = {
  id: 'shifts-a-cent',
  lie: 'shifts a cent from one provider to another in the balance',
  caughtBy: 'balance-agrees@getTotalBalance#/steps/sum-of-positions',
  around: change('getTotalBalance', (answer, { url }) => (
    answer.status === 200 && answer.body.kind === 'json' && !url.searchParams.has('asset_symbols') ? { ...answer, body: { ...answer.body, value: shifted(answer.body.value) } } : answer
  )),
};

function shifted(value: Json): Json {
  const { data, ...rest } = value as { readonly data: { readonly providers: readonly { readonly provider_id: string; readonly balance: { readonly amount: string } }[] } };
  const providers = data.providers.map(({ provider_id, balance: { amount } }) => ({ provider_id, balance: dollars(money(amount) + (cents[provider_id] ?? 0n)) }));
  return { ...rest, data: { ...data, providers, balance: dollars(sum(providers.map(({ balance }) => money(balance.amount)))) } };
}

const cents: Readonly<Record<string, bigint>> = { binance: money('0.01'), coinbase: -money('0.01') };
