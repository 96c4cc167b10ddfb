import type { JsonObject } from '../../model/json.ts';
import type { Fault } from '../fault.ts';
import { change } from '../lies.ts';

/** A backend that adds up the balance in floating point. */
export const addsInFloatingPoint: Fault = {
  id: 'adds-in-floating-point',
  lie: 'adds up the balance in floating point',
  caughtBy: 'balance-agrees@getTotalBalance#/steps/providers-add-up',
  alongWith: ['balance-agrees@getTotalBalance#/steps/sum-of-positions'],
  around: change('getTotalBalance', (answer) => {
    if (answer.status !== 200 || answer.body.kind !== 'json') return answer;
    const { data, ...rest } = answer.body.value as unknown as { readonly data: Balance };
    const amount = BigInt(Math.trunc(data.providers.reduce((total, { balance }) => total + Number(balance.amount), 0))).toString();
    return { ...answer, body: { ...answer.body, value: { ...rest, data: { ...data, balance: { ...data.balance, amount } } } as unknown as JsonObject } };
  }),
};

interface Balance {
  readonly balance: { readonly amount: string };
  readonly providers: readonly { readonly balance: { readonly amount: string } }[];
}
