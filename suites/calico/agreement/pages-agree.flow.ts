import { defineFlow } from '../../define-flow.ts';
import { expectThat } from '../../expect-that.ts';
import { agreementClause } from '../clauses.ts';
import type { Reading } from './reading.ts';
import { readPage, soon, textsOf, wholeNumber } from './reading.ts';

/** Of a longer list the beginning is enough. */
const mostPages = 10;
const usualLimit = 30;

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

    await step('of-users', () => again(soon, () => expectPages(reading, path('listUsers'), undefined, 60)));
    await step('of-accounts', () => again(soon, () => expectPages(reading, path('listAccounts'), undefined, 80)));
    await step('of-transactions', () => again(soon, async () => {
      await expectPages(reading, path('listTransactions'), undefined, 90);
      // The list of everybody may be too long to come to its end.
      await expectPages(reading, path('listTransactions'), undefined, 20, { user_id: await someUser() });
    }));
    await step('of-assets', () => again(soon, async () => expectPages(reading, path('listUserAssets', { user_id: await someUser() }), 'assets', 2)));
    await step('of-user-transactions', () => again(soon, async () => expectPages(reading, path('listUserTransactions', { user_id: await someUser() }), 'transactions', 20)));
  },
});

/** Walks in pages of this size, and looks at the page that comes when no size is asked for. */
async function expectPages(reading: Reading, path: string, name: string | undefined, size: number, query: Readonly<Record<string, string>> = {}): Promise<void> {
  expectLimit(reading, await readPage(reading, path, name, query), usualLimit, `${path} without a limit`);
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

/** A server may apply a lower limit than it was asked for, but it says so, and keeps to it. */
function expectLimit(reading: Reading, { items, page }: Awaited<ReturnType<typeof readPage>>, asked: number, where: string): void {
  const limit = wholeNumber(reading, page, 'limit');
  expectThat(limit <= asked, `a limit of ${limit} on ${where}`, `${asked}, or less`);
  expectThat(items.length <= limit, `${items.length} items on ${where}, which states a limit of ${limit}`, `${limit} at most`);
}
