import { defineFlow } from '../../define-flow.ts';
import { expectThat } from '../../expect-that.ts';
import { shown } from '../../shown.ts';
import { agreementClause } from '../clauses.ts';
import type { Reading } from './reading.ts';
import { readPage, soon, textsOf, wholeNumber } from './reading.ts';

/** Of a longer list the beginning is enough. */
const mostPages = 10;
const usualLimit = 30;
const largestPage = 100;

/** What a page says of itself is what it is. */
export const pagesAgree = defineFlow({
  id: 'pages-agree', title: 'A page is what it says it is', suite: 'calico', level: 'MUST', clause: agreementClause, provenance: 'assumed', permission: 'read',
  needs: {
    operations: {
      listUsers: { method: 'get', path: '/enterprise/v2/users' },
      listAccounts: { method: 'get', path: '/enterprise/v2/accounts' },
      listTransactions: { method: 'get', path: '/enterprise/v2/transactions' },
      listUserAssets: { method: 'get', path: '/enterprise/v2/users/{user_id}/assets' },
      listUserTransactions: { method: 'get', path: '/enterprise/v2/users/{user_id}/transactions' },
    },
    captures: [],
  },
  steps: [
    { id: 'of-users', operation: 'listUsers', after: [], statement: 'Each page of users states the limit that was applied, keeps to it, and says that there is more exactly when there is.' },
    { id: 'of-accounts', operation: 'listAccounts', after: [], statement: 'Each page of accounts states the limit that was applied, keeps to it, and says that there is more exactly when there is.' },
    { id: 'of-transactions', operation: 'listTransactions', after: [], statement: 'Each page of transactions states the limit that was applied, keeps to it, and says that there is more exactly when there is.' },
    { id: 'of-assets', operation: 'listUserAssets', after: [], statement: 'Each page of the assets of a user states the limit that was applied, keeps to it, and says that there is more exactly when there is.' },
    { id: 'of-user-transactions', operation: 'listUserTransactions', after: [], statement: 'Each page of the transactions of a user states the limit that was applied, keeps to it, and says that there is more exactly when there is.' },
  ],

  async run(context) {
    const { again, inapplicable, path, step } = context;
    const reading: Reading = context;
    const someUser = async (): Promise<string> => textsOf(reading, (await readPage(reading, path('listTransactions'), undefined, { limit: 1 })).items, 'user_id')[0] ?? inapplicable('The list shows no transaction.');

    await step('of-users', () => again(soon, async () => {
      await expectPages(reading, path('listUsers'), undefined, 60);
      for (const status of ['active', 'deactivated']) await expectNoMore(reading, path('listUsers'), undefined, { status });
    }));
    await step('of-accounts', () => again(soon, async () => {
      await expectPages(reading, path('listAccounts'), undefined, 80);
      const [owner] = textsOf(reading, (await readPage(reading, path('listAccounts'), undefined, { limit: 1 })).items, 'user_id');
      if (owner !== undefined) await expectNoMore(reading, path('listAccounts'), undefined, { user_id: owner });
    }));
    await step('of-transactions', () => again(soon, async () => {
      await expectPages(reading, path('listTransactions'), undefined, 90);
      // The list of everybody may be too long to come to its end.
      await expectPages(reading, path('listTransactions'), undefined, 20, { user_id: await someUser() });
      await expectNoMore(reading, path('listTransactions'), undefined, { user_id: await someUser() });
    }));
    await step('of-assets', () => again(soon, async () => {
      const own = path('listUserAssets', { user_id: await someUser() });
      await expectPages(reading, own, 'assets', 2);
      await expectNoMore(reading, own, 'assets');
    }));
    await step('of-user-transactions', () => again(soon, async () => {
      const own = path('listUserTransactions', { user_id: await someUser() });
      await expectPages(reading, own, 'transactions', 20);
      await expectNoMore(reading, own, 'transactions');
    }));
  },
});

/** Walks in pages of this size, and looks at the page that comes when no size is asked for. */
async function expectPages(reading: Reading, path: string, name: string | undefined, size: number, query: Readonly<Record<string, string>> = {}): Promise<void> {
  const usual = await readPage(reading, path, name, query);
  expectLimit(reading, usual, usualLimit, `${path} without a limit`);
  expectThat(wholeNumber(reading, usual.page, 'limit') === usualLimit, `a limit of ${shown(usual.page?.['limit'] ?? null)} on ${path} without a limit`, `${usualLimit}, the default`);
  let cursor: string | undefined;
  for (let number = 1; number <= mostPages; number++) {
    const page = await readPage(reading, path, name, { ...query, limit: size, ...(cursor !== undefined && { cursor }) });
    const where = `page ${number} of ${path} with limit=${size}`;
    expectLimit(reading, page, size, where);
    expectThat(number === 1 || page.items.length > 0, `nothing on ${where}, after a page that says that there is more`, 'a next page exactly when there is more');
    cursor = page.next;
    if (cursor === undefined) return;
  }
}

/** A page that ends just where the list does says so: a list that has room on one page is asked for with a limit of its own length. */
async function expectNoMore(reading: Reading, path: string, name: string | undefined, query: Readonly<Record<string, string>> = {}): Promise<void> {
  const whole = await readPage(reading, path, name, { ...query, limit: largestPage });
  const length = whole.items.length;
  if (whole.next !== undefined || length === 0) return;
  const just = await readPage(reading, path, name, { ...query, limit: length });
  if (just.next === undefined || just.items.length < length) return;
  const beyond = await readPage(reading, path, name, { ...query, limit: length, cursor: just.next });
  expectThat(beyond.items.length > 0, `nothing after the page of ${path} with limit=${length}, which says that there is more`, 'a next page exactly when there is more');
}

/** A server may apply a lower limit than it was asked for, but it says so, and keeps to it. */
function expectLimit(reading: Reading, { items, page }: Awaited<ReturnType<typeof readPage>>, asked: number, where: string): void {
  const limit = wholeNumber(reading, page, 'limit');
  expectThat(limit <= asked, `a limit of ${limit} on ${where}`, `${asked}, or less`);
  expectThat(items.length <= limit, `${items.length} items on ${where}, which states a limit of ${limit}`, `${limit} at most`);
}
