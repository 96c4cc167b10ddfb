import type { Json, JsonObject } from '../../../model/json.ts';
import { defineFlow } from '../../define-flow.ts';
import { expectThat } from '../../expect-that.ts';
import { dataOf, isObject } from '../answers.ts';
import { agreementClause } from '../clauses.ts';
import type { Decimal } from './decimal.ts';
import { equal, sum, written } from './decimal.ts';
import type { Reading, WholeList } from './reading.ts';
import { amountOf, expectWhole, few, fewAtATime, isPartial, read, readWhole, soon, textsOf, wholeNumber } from './reading.ts';

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
    { id: 'filters-hold', operation: 'listUserAssets', after: ['positions-once'], statement: 'Filtered by a provider, or by a time window, the assets of a user are its positions there, or updated then, and only those.' },
    { id: 'sum-of-positions', operation: 'getTotalBalance', after: ['positions-once'], statement: 'The balance is the exact sum of the values of all positions of all users, as a whole, by provider, and of one asset alone.' },
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

    await step('filters-hold', () => again(soon, async () => {
      const lists: (readonly [string, WholeList])[] = [];
      for (const id of (await users()).slice(0, 10)) lists.push([id, await assetsOf(id)]);
      // Who holds most has most that a filter could leave out.
      const [id, all] = lists.toSorted(([, one], [, other]) => other.items.length - one.items.length)[0] ?? inapplicable('The list shows no user.');
      const [provider] = textsOf(reading, all.items, 'provider_id');
      if (provider === undefined) return inapplicable('No user has a position.');
      const updated = (item: JsonObject): number => wholeNumber(reading, item, 'updated_at');
      const times = all.items.map(updated).sort((one, other) => one - other);
      const [start = 0, end = start] = [times[Math.floor(times.length / 3)], times[Math.floor((times.length * 2) / 3)]];
      const filters: readonly (readonly [Readonly<Record<string, string | number>>, (item: JsonObject) => boolean])[] = [
        [{ provider_ids: provider }, (item) => item['provider_id'] === provider],
        [{ start_time: start, end_time: end }, (item) => updated(item) >= start && updated(item) <= end],
      ];
      for (const [filter, holds] of filters) {
        const filtered = await readWhole(reading, path('listUserAssets', { user_id: id }), 'assets', filter);
        expectWhole(reading, all, filtered);
        const [expected, shown] = [all.items.filter(holds), filtered.items].map((items) => items.map((item) => `${String(item['asset_symbol'])} in ${String(item['account_id'])}`).toSorted());
        expectThat(expected?.join() === shown?.join(), `${shown?.join(', ') ?? ''} of the user ${id} with ${Object.entries(filter).map(([name, value]) => `${name}=${value}`).join('&')}`, expected?.join(', ') ?? '');
      }
      return undefined;
    }));

    await step('sum-of-positions', () => again(soon, async () => {
      const ids = await users();
      if (ids.length > mostUsers) return inapplicable(`There are ${ids.length} users, too many to sum up what they hold (${mostUsers} at most).`);
      const before = await balance();
      const held = await together(ids, fewAtATime, assetsOf);
      expectWhole(reading, before, ...held);
      const positions = held.flatMap(({ items }) => items);
      const after = await balance();
      if (!equal(before.total, after.total)) return inapplicable(moved);
      const valueOf = (some: readonly JsonObject[]): Decimal => sum(some.map((item) => amountOf(reading, item['value'])));
      const added = valueOf(positions);
      expectThat(equal(before.total, added), `a balance of ${written(before.total)}`, `${written(added)}, the sum of ${positions.length} positions of ${ids.length} users`);
      for (const [provider, share] of before.shares) {
        const there = valueOf(positions.filter((item) => item['provider_id'] === provider));
        expectThat(equal(share, there), `a balance of ${written(share)} at ${provider}`, `${written(there)}, the sum of the positions there`);
      }
      const [symbol] = textsOf(reading, positions, 'asset_symbol');
      if (symbol === undefined) return undefined;
      const alone = await balance({ asset_symbols: symbol });
      if (!equal(before.total, (await balance()).total)) return inapplicable(moved);
      expectWhole(reading, alone);
      const ofIt = valueOf(positions.filter((item) => item['asset_symbol'] === symbol));
      expectThat(equal(alone.total, ofIt), `a balance of ${written(alone.total)} in ${symbol}`, `${written(ofIt)}, the sum of the positions of that asset`);
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
