import type { JsonObject } from '../../../model/json.ts';
import { defineFlow } from '../../define-flow.ts';
import { expectThat } from '../../expect-that.ts';
import { isObject } from '../answers.ts';
import { agreementClause } from '../clauses.ts';
import { expectFees } from './fees.ts';
import type { Reading } from './reading.ts';
import { expectInOrder, expectTiesById, expectWhole, few, orders, readFirst, readPage, readWhole, somePages, soon, textsOf } from './reading.ts';
import { expectTopTraded, tradedIn } from './top-traded.ts';
import type { TransactionFilter } from './transaction-filters.ts';
import { asQuery, expectFiltered, filtersFor, idsOf, matches, middleOf, mostFrequent, movedIn } from './transaction-filters.ts';

/** The transactions are the same from every side, and the filters tell the truth. */
export const transactionsAgree = defineFlow({
  id: 'transactions-agree', title: 'The transactions are the same from every side', suite: 'calico', level: 'MUST', clause: agreementClause, provenance: 'assumed', permission: 'read',
  needs: {
    operations: {
      listTransactions: { method: 'get', path: '/enterprise/v2/transactions' },
      listUserTransactions: { method: 'get', path: '/enterprise/v2/users/{user_id}/transactions' },
      listTopTradedAssets: { method: 'get', path: '/enterprise/v2/stats/top-traded-assets' },
    },
    captures: [],
  },
  script: { file: 'suites/calico/transactions.arazzo.yaml', workflow: 'transactions-agree' },
  steps: [
    { id: 'of-the-user', operation: 'listUserTransactions', after: [], statement: 'The transactions of a user are the transactions list, filtered by that user.' },
    { id: 'order-holds', operation: 'listTransactions', after: [], statement: 'The list stands newest first, or oldest first where that is asked for, on every page and through every filter.' },
    { id: 'equals-by-id', operation: 'listTransactions', after: ['order-holds'], level: 'SHOULD', statement: 'Transactions of one time stand by their ids.' },
    { id: 'window-holds', operation: 'listTransactions', after: ['order-holds'], statement: 'A time window, also one with a start or an end alone, shows what happened in it, its start and its end included, and nothing else.' },
    { id: 'window-reversed', operation: 'listTransactions', after: ['window-holds'], control: 'window-holds', statement: 'A time window that starts after its end is refused with 400 or 422.' },
    { id: 'order-of-the-user', operation: 'listUserTransactions', after: [], statement: 'The transactions of a user stand newest first, or oldest first where that is asked for, on every page.' },
    { id: 'symbols-hold', operation: 'listTransactions', after: ['order-holds'], statement: 'Filtered by an asset, or by several, the list shows all transactions with these assets, and only those.' },
    { id: 'unknown-symbol', operation: 'listTransactions', after: ['symbols-hold'], control: 'symbols-hold', statement: 'Filtered by an asset that nobody has, the list is empty, and no error.' },
    { id: 'providers-hold', operation: 'listTransactions', after: ['order-holds'], statement: 'Filtered by a provider, or by several, the list shows all transactions of these providers, and only those.' },
    { id: 'types-hold', operation: 'listTransactions', after: ['order-holds'], statement: 'Filtered by a type, or by several, the list shows all transactions of these types, and only those.' },
    { id: 'filters-of-the-user', operation: 'listUserTransactions', after: [], statement: 'Filtered by a time window, an asset, a provider or a type, the transactions of a user are those of the unfiltered list that match.' },
    { id: 'fees-sum-up', operation: 'listTransactions', after: [], statement: 'The total of the fees of a transaction is the exact sum of their values.' },
    { id: 'top-traded', operation: 'listTopTradedAssets', after: [], statement: 'The top traded assets are those of the trades in the list, with their exact volumes, most traded first, by number or by volume.' },
    { id: 'top-traded-filtered', operation: 'listTopTradedAssets', after: ['top-traded'], statement: 'In a time window, or at a provider, the top traded assets are those of the trades in the list that happened then, or there.' },
  ],

  async run(context) {
    const { again, inapplicable, path, play, step } = context;
    const reading: Reading = context;
    const list = path('listTransactions');
    const newest = async (): Promise<readonly JsonObject[]> => {
      const { items } = await readPage(reading, list, undefined, { limit: 100, order: 'desc' });
      return items.length === 0 ? inapplicable('The list shows no transaction.') : items;
    };

    await step('of-the-user', () => again(soon, async () => {
      const [user = ''] = textsOf(reading, await newest(), 'user_id');
      const own = await readWhole(reading, path('listUserTransactions', { user_id: user }), 'transactions');
      const filtered = await readWhole(reading, list, undefined, { user_id: user });
      expectWhole(reading, own, filtered);
      const strangers = filtered.items.filter((item) => String(item['user_id']).toLowerCase() !== user.toLowerCase());
      expectThat(strangers.length === 0, `transactions of ${few(textsOf(reading, strangers, 'user_id'))} in the list filtered by ${user}`, 'only those of that user');
      expectSame(idsOf(reading, own.items), idsOf(reading, filtered.items), `the transactions of the user ${user}`, 'the list filtered by that user');
    }));

    await step('order-holds', () => again(soon, async () => {
      for (const [order, query, words] of orders) {
        const { items } = await readFirst(reading, somePages, list, undefined, query);
        expectInOrder(reading, items, 'occurred_at', order, `the list ${words}`);
      }
      for (const filter of filtersFor(reading, await newest())) {
        const { items } = await readPage(reading, list, undefined, { ...filter, limit: 100 });
        expectInOrder(reading, items, 'occurred_at', 'desc', `the list with ${asQuery(filter)}`);
      }
    }));

    await step('equals-by-id', () => again(soon, async () => {
      expectTiesById(reading, (await readFirst(reading, somePages, list)).items, 'occurred_at', 'transaction_id', 'the list');
    }));

    // The newest that a filter lets through are on its first page, so what the unfiltered first page shows of them has to be there.
    const expectShown = async (before: readonly JsonObject[], filter: TransactionFilter): Promise<void> => {
      const { items } = await readFirst(reading, somePages, list, undefined, { ...filter });
      expectFiltered(reading, items, before, filter, `the list with ${asQuery(filter)}`);
    };

    await step('window-holds', () => again(soon, async () => {
      const before = await newest();
      const { start_time, end_time } = middleOf(reading, before);
      for (const window of [{ start_time, end_time }, { start_time }, { end_time }]) await expectShown(before, window);
    }));

    await step('window-reversed', async () => {
      for (const name of ['newest', 'window', 'window-reversed']) await play(name);
    });

    await step('order-of-the-user', () => again(soon, async () => {
      const own = path('listUserTransactions', { user_id: mostFrequent(textsOf(reading, await newest(), 'user_id')) });
      for (const [order, query, words] of orders) {
        const { items } = await readFirst(reading, somePages, own, 'transactions', { ...query, limit: 10 });
        expectInOrder(reading, items, 'occurred_at', order, `the transactions of the user ${words}`);
      }
    }));

    await step('symbols-hold', () => again(soon, async () => {
      const before = await newest();
      const symbols = [...new Set(before.flatMap(movedIn))];
      if (symbols.length === 0) inapplicable('No transaction shows an asset.');
      for (const some of oneAndTwo(symbols)) await expectShown(before, { asset_symbols: some });
    }));

    await step('unknown-symbol', () => play('unknown-symbol'));

    await step('providers-hold', () => again(soon, async () => {
      const before = await newest();
      for (const some of oneAndTwo([...new Set(textsOf(reading, before, 'provider_id'))])) await expectShown(before, { provider_ids: some });
    }));

    await step('types-hold', () => again(soon, async () => {
      const before = await newest();
      const types = [...new Set(textsOf(reading, before, 'type'))];
      for (const some of [...types, ...oneAndTwo(types).slice(1)]) await expectShown(before, { types: some });
    }));

    await step('filters-of-the-user', () => again(soon, async () => {
      const user = mostFrequent(textsOf(reading, await newest(), 'user_id'));
      const own = path('listUserTransactions', { user_id: user });
      const all = await readWhole(reading, own, 'transactions');
      for (const filter of filtersFor(reading, all.items)) {
        const filtered = await readWhole(reading, own, 'transactions', { ...filter });
        expectWhole(reading, all, filtered);
        expectFiltered(reading, filtered.items, all.items, filter, `the transactions of the user ${user} with ${asQuery(filter)}`);
      }
    }));

    await step('fees-sum-up', () => again(soon, async () => {
      const charged = (await newest()).filter((item) => isObject(item['fees']));
      if (charged.length === 0) inapplicable('No transaction shows fees.');
      for (const item of charged) expectFees(reading, item);
    }));

    await step('top-traded', () => again(soon, async () => {
      const trades = await readWhole(reading, list, undefined, { types: 'trade' });
      for (const by of ['trades', 'volume'] as const) {
        const top = await readPage(reading, path('listTopTradedAssets'), undefined, { limit: 100, ...(by === 'volume' && { sort_by: by }) });
        expectWhole(reading, top, trades);
        expectTopTraded(reading, top.items, tradedIn(reading, trades.items), by);
      }
    }));

    await step('top-traded-filtered', () => again(soon, async () => {
      const trades = await readWhole(reading, list, undefined, { types: 'trade' });
      if (trades.items.length === 0) inapplicable('The list shows no trade.');
      for (const filter of [middleOf(reading, trades.items), { provider_ids: mostFrequent(textsOf(reading, trades.items, 'provider_id')) }]) {
        const top = await readPage(reading, path('listTopTradedAssets'), undefined, { ...filter, limit: 100 });
        expectWhole(reading, top, trades);
        expectTopTraded(reading, top.items, tradedIn(reading, trades.items.filter((item) => matches(reading, item, filter))), 'trades');
      }
    }));
  },
});

function expectSame(own: readonly string[], filtered: readonly string[], one: string, other: string): void {
  const [owned, listed] = [new Set(own), new Set(filtered)];
  const missing = filtered.filter((id) => !owned.has(id));
  const added = own.filter((id) => !listed.has(id));
  expectThat(missing.length === 0, `${one} without ${few(missing)}`, `the same as in ${other}`);
  expectThat(added.length === 0, `${few(added)} among ${one}`, `the same as in ${other}`);
}

/** The first of these, and the first two, as a filter lists them. */
function oneAndTwo([first = '', second]: readonly string[]): readonly string[] {
  return second === undefined ? [first] : [first, `${first},${second}`];
}
