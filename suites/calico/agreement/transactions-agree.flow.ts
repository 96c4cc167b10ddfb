import type { Json, JsonObject } from '../../../model/json.ts';
import { defineFlow } from '../../define-flow.ts';
import { expectThat } from '../../expect-that.ts';
import { isObject } from '../answers.ts';
import { agreementClause } from '../clauses.ts';
import type { Reading } from './reading.ts';
import { expectWhole, few, readPage, readWhole, soon, textsOf, wholeNumber } from './reading.ts';
import { expectTopTraded, tradedIn } from './top-traded.ts';

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
    { id: 'window-holds', operation: 'listTransactions', after: [], statement: 'A time window shows what happened from its start to its end, both included, and nothing else.' },
    { id: 'window-reversed', operation: 'listTransactions', after: ['window-holds'], control: 'window-holds', statement: 'A time window that starts after its end is refused with 400 or 422.' },
    { id: 'order-holds', operation: 'listTransactions', after: [], statement: 'The list stands newest first, or oldest first where that is asked for.' },
    { id: 'symbols-hold', operation: 'listTransactions', after: [], statement: 'Filtered by an asset, the list shows all transactions with that asset, and only those.' },
    { id: 'unknown-symbol', operation: 'listTransactions', after: ['symbols-hold'], control: 'symbols-hold', statement: 'Filtered by an asset that nobody has, the list is empty, and no error.' },
    { id: 'providers-hold', operation: 'listTransactions', after: [], statement: 'Filtered by a provider, the list shows all transactions of that provider, and only those.' },
    { id: 'top-traded', operation: 'listTopTradedAssets', after: [], statement: 'The top traded assets are those of the trades in the list, with their exact volumes, most traded first.' },
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

    await step('window-holds', () => again(soon, async () => {
      const before = await newest();
      const times = before.map((item) => wholeNumber(reading, item, 'occurred_at')).sort((one, other) => other - one);
      const end = times[Math.floor(times.length / 4)] ?? 0;
      const start = times[Math.floor(times.length / 2)] ?? end;
      const inside = (item: JsonObject): boolean => within(wholeNumber(reading, item, 'occurred_at'), start, end);
      const shown = await readWhole(reading, list, undefined, { start_time: start, end_time: end });
      expectFiltered(reading, shown.items, before.filter(inside), inside, `the window from ${start} to ${end}`);
    }));

    await step('window-reversed', async () => {
      for (const name of ['newest', 'window', 'window-reversed']) await play(name);
    });

    await step('order-holds', () => again(soon, async () => {
      for (const [order, words] of [['desc', 'newest first'], ['asc', 'oldest first'], [undefined, 'newest first, as by default']] as const) {
        const { items } = await readPage(reading, list, undefined, { limit: 100, ...(order !== undefined && { order }) });
        const times = items.map((item) => wholeNumber(reading, item, 'occurred_at'));
        const wrong = times.findIndex((time, index) => index > 0 && (order === 'asc' ? time < (times[index - 1] ?? time) : time > (times[index - 1] ?? time)));
        expectThat(wrong === -1, `a transaction of ${times[wrong]} after one of ${times[wrong - 1]}`, words);
      }
    }));

    await step('symbols-hold', () => again(soon, async () => {
      const before = await newest();
      const symbol = before.flatMap((item) => movedIn(item))[0] ?? inapplicable('No transaction shows an asset.');
      const filtered = await readWhole(reading, list, undefined, { asset_symbols: symbol });
      // Whether a fee alone makes a transaction one of that asset is not said, so either is in order.
      const wrong = filtered.items.filter((item) => !mentions(item, symbol));
      expectThat(wrong.length === 0, `${few(idsOf(reading, wrong))} in the list filtered by ${symbol}`, 'only transactions with that asset');
      expectAmong(idsOf(reading, before.filter((item) => movedIn(item).includes(symbol))), idsOf(reading, filtered.items), `the list filtered by ${symbol}`);
    }));

    await step('unknown-symbol', () => play('unknown-symbol'));

    await step('providers-hold', () => again(soon, async () => {
      const before = await newest();
      const [provider = ''] = textsOf(reading, before, 'provider_id');
      const from = (item: JsonObject): boolean => item['provider_id'] === provider;
      const filtered = await readWhole(reading, list, undefined, { provider_ids: provider });
      expectFiltered(reading, filtered.items, before.filter(from), from, `the list filtered by ${provider}`);
    }));

    await step('top-traded', () => again(soon, async () => {
      const top = await readPage(reading, path('listTopTradedAssets'), undefined, { limit: 100 });
      const trades = await readWhole(reading, list, undefined, { types: 'trade' });
      expectWhole(reading, top, trades);
      expectTopTraded(reading, top.items, tradedIn(reading, trades.items));
    }));
  },
});

function expectFiltered(reading: Reading, items: readonly JsonObject[], expected: readonly JsonObject[], holds: (item: JsonObject) => boolean, where: string): void {
  const wrong = items.filter((item) => !holds(item));
  expectThat(wrong.length === 0, `${few(idsOf(reading, wrong))} in ${where}`, 'only what the filter lets through');
  expectAmong(idsOf(reading, expected), idsOf(reading, items), where);
}

function expectAmong(expected: readonly string[], all: readonly string[], where: string): void {
  const shown = new Set(all);
  const missing = expected.filter((id) => !shown.has(id));
  expectThat(missing.length === 0, `${where} without ${few(missing)}`, 'all that the unfiltered list shows of it');
}

function expectSame(own: readonly string[], filtered: readonly string[], one: string, other: string): void {
  const [owned, listed] = [new Set(own), new Set(filtered)];
  const missing = filtered.filter((id) => !owned.has(id));
  const added = own.filter((id) => !listed.has(id));
  expectThat(missing.length === 0, `${one} without ${few(missing)}`, `the same as in ${other}`);
  expectThat(added.length === 0, `${few(added)} among ${one}`, `the same as in ${other}`);
}

function idsOf(reading: Reading, items: readonly JsonObject[]): readonly string[] {
  return textsOf(reading, items, 'transaction_id');
}

function within(time: number, start: number, end: number): boolean {
  return time >= start && time <= end;
}

/** The assets that came in and went out. */
function movedIn(item: JsonObject): readonly string[] {
  return ['input', 'output'].flatMap((side) => {
    const moved = item[side];
    const symbol = isObject(moved) ? moved['asset_symbol'] : undefined;
    return typeof symbol === 'string' ? [symbol] : [];
  });
}

/** Whether an asset stands anywhere in a transaction. */
function mentions(value: Json, symbol: string): boolean {
  if (Array.isArray(value)) return (value as readonly Json[]).some((each) => mentions(each, symbol));
  if (!isObject(value)) return false;
  return value['asset_symbol'] === symbol || Object.values(value).some((each) => mentions(each, symbol));
}
