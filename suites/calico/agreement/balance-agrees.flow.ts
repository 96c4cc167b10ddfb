import type { Json, JsonObject } from '../../../model/json.ts';
import { defineFlow } from '../../define-flow.ts';
import { expectThat } from '../../expect-that.ts';
import { dataOf, isObject } from '../answers.ts';
import { agreementClause } from '../clauses.ts';
import type { Decimal } from './decimal.ts';
import { equal, sum, written } from './decimal.ts';
import type { Reading, WholeList } from './reading.ts';
import { amountOf, expectWhole, few, fewAtATime, isPartial, read, readWhole, soon, textsOf } from './reading.ts';

/** Where prices move from one second to the next, a sum belongs to no single moment. */
const moved = 'The balance changed while it was compared.';
/** Whose positions are all read; of more users the sum would take too many requests. */
const mostUsers = 500;

/** The balance of all accounts is what all users hold. */
export const balanceAgrees = defineFlow({
  id: 'balance-agrees', title: 'The balance of all accounts is what all users hold', suite: 'calico', level: 'MUST', clause: agreementClause, provenance: 'assumed', permission: 'read',
  needs: {
    operations: {
      getTotalBalance: { method: 'get', path: '/enterprise/v2/stats/balance' },
      listUsers: { method: 'get', path: '/enterprise/v2/users' },
      listUserAssets: { method: 'get', path: '/enterprise/v2/users/{user_id}/assets' },
    },
    captures: [],
  },
  steps: [
    { id: 'providers-add-up', operation: 'getTotalBalance', after: [], statement: 'The balance is the exact sum over its providers.' },
    { id: 'share-of-provider', operation: 'getTotalBalance', after: ['providers-add-up'], statement: 'Filtered by a provider, the balance is the share of that provider.' },
    { id: 'positions-once', operation: 'listUserAssets', after: [], statement: 'The assets of a user show each asset of an account once.' },
    { id: 'symbol-holds', operation: 'listUserAssets', after: ['positions-once'], statement: 'Filtered by an asset, the assets of a user are all its positions of that asset, and only those.' },
    { id: 'sum-of-positions', operation: 'getTotalBalance', after: ['positions-once'], statement: 'The balance is the exact sum of the values of all positions of all users.' },
  ],

  async run(context) {
    const { again, block, inapplicable, path, step, together } = context;
    const reading: Reading = context;
    const balance = async (query: Readonly<Record<string, string>> = {}): Promise<Balance> => {
      const answer = await read(reading, path('getTotalBalance'), query);
      const data = dataOf(answer);
      const providers = isObject(data) ? data['providers'] : undefined;
      if (!isObject(data) || !Array.isArray(providers) || !(providers as readonly Json[]).every(isObject)) return block('The balance has no list of providers.');
      const shares = new Map((providers as readonly JsonObject[]).map((each) => [String(each['provider_id']), amountOf(reading, each['balance'])]));
      return { total: amountOf(reading, data['balance']), shares, partial: isPartial(answer) };
    };
    const assetsOf = (id: string): Promise<WholeList> => readWhole(reading, path('listUserAssets', { user_id: id }), 'assets');

    await step('providers-add-up', () => again(soon, async () => {
      const { total, shares } = await balance();
      const added = sum(shares.values());
      expectThat(equal(total, added), `a balance of ${written(total)}`, `${written(added)}, the sum over its ${shares.size} providers`);
    }));

    await step('share-of-provider', () => again(soon, async () => {
      const before = await balance();
      const [provider, share] = [...before.shares][0] ?? inapplicable('No provider has a share in the balance.');
      const own = await balance({ provider_ids: provider });
      const after = await balance();
      if (!equal(before.total, after.total)) return inapplicable(moved);
      expectThat(equal(own.total, share), `a balance of ${written(own.total)} at ${provider}`, `${written(share)}, its share in the whole`);
      return undefined;
    }));

    const users = async (): Promise<readonly string[]> => textsOf(reading, (await readWhole(reading, path('listUsers'))).items, 'user_id');

    await step('positions-once', () => again(soon, async () => {
      for (const id of (await users()).slice(0, 10)) {
        const { items } = await assetsOf(id);
        const marks = items.map((item) => `${String(item['account_id'])} ${String(item['asset_symbol'])}`.toLowerCase());
        const twice = items[marks.findIndex((mark, index) => marks.indexOf(mark) !== index)];
        expectThat(twice === undefined, `two positions of ${String(twice?.['asset_symbol'])} in the account ${String(twice?.['account_id'])}`, 'one position for each asset in each account');
      }
    }));

    await step('symbol-holds', () => again(soon, async () => {
      for (const id of (await users()).slice(0, 10)) {
        const all = await assetsOf(id);
        const [symbol] = textsOf(reading, all.items, 'asset_symbol');
        if (symbol === undefined) continue;
        const filtered = await readWhole(reading, path('listUserAssets', { user_id: id }), 'assets', { asset_symbols: symbol });
        expectWhole(reading, all, filtered);
        const own = (items: readonly JsonObject[]): readonly string[] => textsOf(reading, items.filter((item) => item['asset_symbol'] === symbol), 'account_id').toSorted();
        const others = textsOf(reading, filtered.items, 'asset_symbol').filter((each) => each !== symbol);
        expectThat(others.length === 0, `positions of ${few(others)} of the user ${id} when filtered by ${symbol}`, 'only positions of that asset');
        const [expected, shown] = [own(all.items), own(filtered.items)];
        expectThat(expected.join() === shown.join(), `${shown.length} positions of ${symbol} of the user ${id}`, `${expected.length}, those of the unfiltered list`);
        return;
      }
      inapplicable('No user has a position.');
    }));

    await step('sum-of-positions', () => again(soon, async () => {
      const ids = await users();
      if (ids.length > mostUsers) return inapplicable(`There are ${ids.length} users, too many to sum up what they hold (${mostUsers} at most).`);
      const before = await balance();
      const held = await together(ids, fewAtATime, assetsOf);
      expectWhole(reading, before, ...held);
      const values = held.flatMap(({ items }) => items.map((item) => amountOf(reading, item['value'])));
      const after = await balance();
      if (!equal(before.total, after.total)) return inapplicable(moved);
      const added = sum(values);
      expectThat(equal(before.total, added), `a balance of ${written(before.total)}`, `${written(added)}, the sum of ${values.length} positions of ${ids.length} users`);
      return undefined;
    }));
  },
});

/** The balance of all accounts, and of it each provider's. */
interface Balance {
  readonly total: Decimal;
  readonly shares: ReadonlyMap<string, Decimal>;
  readonly partial: boolean;
}
