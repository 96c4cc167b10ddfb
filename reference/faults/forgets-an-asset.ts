import type { Fault } from '../fault.ts';
import { change } from '../lies.ts';

/** A backend that leaves the least traded asset out. */
export const forgetsAnAsset: Fault = {
  id: 'forgets-an-asset',
  lie: 'leaves the least traded asset out',
  caughtBy: 'transactions-agree@listTopTradedAssets#/steps/top-traded',
  around: change('listTopTradedAssets', (answer, { url }) => {
    if (answer.status !== 200 || answer.body.kind !== 'json' || Number(url.searchParams.get('limit') ?? 30) < 100) return answer;
    const { data, ...rest } = answer.body.value as { readonly data: readonly [] };
    return { ...answer, body: { ...answer.body, value: { ...rest, data: data.slice(0, -1) } } };
  }),
};
