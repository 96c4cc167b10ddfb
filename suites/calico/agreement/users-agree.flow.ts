import type { Json, JsonObject } from '../../../model/json.ts';
import { defineFlow } from '../../define-flow.ts';
import { expectThat } from '../../expect-that.ts';
import { shown } from '../../shown.ts';
import { dataOf, isObject, sameId } from '../answers.ts';
import { agreementClause } from '../clauses.ts';
import type { Reading } from './reading.ts';
import { expectInOrder, expectTiesById, expectWhole, orders, read, readFirst, readPage, readWhole, somePages, soon, textsOf, wholeNumber } from './reading.ts';
import { commonText, conditionsFor, expectSameUsers, hasText, searchable, searchWhole, usersFound } from './searching.ts';

/** What a list and a single answer both say of a user. */
const fields = ['user_id', 'status', 'email', 'external_id', 'created_at', 'deactivated_at'] as const;

/** The users are the same from every side. */
export const usersAgree = defineFlow({
  id: 'users-agree', title: 'The users are the same from every side', suite: 'calico', level: 'MUST', clause: agreementClause, provenance: 'assumed', permission: 'read',
  needs: {
    operations: {
      listUsers: { method: 'get', path: '/enterprise/v2/users' },
      getUser: { method: 'get', path: '/enterprise/v2/users/{user_id}' },
      countUsers: { method: 'get', path: '/enterprise/v2/stats/users' },
      searchUsers: { method: 'post', path: '/enterprise/v2/users/search' },
      listAccounts: { method: 'get', path: '/enterprise/v2/accounts' },
    },
    captures: [],
  },
  steps: [
    { id: 'each-once', operation: 'listUsers', after: [], statement: 'The users list, walked to its end, shows each user once.' },
    { id: 'listed-is-single', operation: 'getUser', after: [], statement: 'A user in the list is the user by id, field by field.' },
    { id: 'count-is-walk', operation: 'countUsers', after: [], statement: 'The number of users is the length of the complete walk, as a whole and by status.' },
    { id: 'found-is-listed', operation: 'searchUsers', after: [], statement: 'Searching the e-mail address of a listed user finds that user, and only users of the list.' },
    { id: 'deactivated-since', operation: 'listUsers', after: [], statement: 'A user has a time of deactivation when deactivated, and none when active.' },
    { id: 'order-holds', operation: 'listUsers', after: [], statement: 'The list stands by the time of creation, newest first, or oldest first where that is asked for, on every page and through its filter.' },
    { id: 'equals-by-id', operation: 'listUsers', after: ['order-holds'], level: 'SHOULD', statement: 'Users of one time stand by their ids.' },
    { id: 'conditions-hold', operation: 'searchUsers', after: ['each-once', 'found-is-listed'], statement: 'A search finds the users of the list that match all its conditions, and only those.' },
    { id: 'accounts-counted', operation: 'searchUsers', after: ['each-once', 'found-is-listed'], statement: 'Searched by a number of accounts, those are found who have as many in the accounts list.' },
    { id: 'search-walks', operation: 'searchUsers', after: ['each-once', 'found-is-listed'], statement: 'A search in small pages finds the same users as in large ones, each once, and no page is longer than asked for.' },
    { id: 'search-sorted', operation: 'searchUsers', after: ['found-is-listed'], statement: 'A search that is sorted by the time of creation stands in that order.' },
  ],

  async run(context) {
    const { again, block, inapplicable, path, step } = context;
    const reading: Reading = context;
    const users = async (): Promise<readonly JsonObject[]> => (await readWhole(reading, path('listUsers'))).items;

    await step('each-once', () => again(soon, async () => {
      const ids = textsOf(reading, await users(), 'user_id').map((id) => id.toLowerCase());
      const twice = ids.find((id, index) => ids.indexOf(id) !== index);
      expectThat(twice === undefined, `the user ${twice} twice in a walk of ${ids.length}`, 'each user once');
    }));

    await step('listed-is-single', () => again(soon, async () => {
      const listed = await users();
      const chosen = [...new Set([listed[0], listed[Math.floor(listed.length / 2)], listed.at(-1)])].filter((each) => each !== undefined);
      if (chosen.length === 0) return inapplicable('The list shows no user.');
      for (const user of chosen) {
        const [id = ''] = textsOf(reading, [user], 'user_id');
        const single = dataOf(await read(reading, path('getUser', { user_id: id })));
        if (single === undefined || !isObject(single)) return block(`GET of the user ${id} shows no user.`);
        const wrong = fields.filter((field) => !sameField(field, user[field], single[field]));
        expectThat(wrong.length === 0, wrong.map((field) => `${field} ${said(single[field])} for the user ${id}`).join(', '), wrong.map((field) => `${said(user[field])} as in the list`).join(', '));
      }
      return undefined;
    }));

    await step('count-is-walk', () => again(soon, async () => {
      const counted = dataOf(await read(reading, path('countUsers')));
      const listed = await users();
      const total = wholeNumber(reading, counted, 'total');
      const [active, deactivated] = (['active', 'deactivated'] as const).map((status) => [wholeNumber(reading, counted, status), listed.filter((user) => user['status'] === status).length] as const);
      expectThat(total === listed.length, `a total of ${total}`, `${listed.length}, as many as the list shows`);
      expectThat(active?.[0] === active?.[1], `${active?.[0]} active users`, `${active?.[1]}, as many as the list shows`);
      expectThat(deactivated?.[0] === deactivated?.[1], `${deactivated?.[0]} deactivated users`, `${deactivated?.[1]}, as many as the list shows`);
    }));

    await step('found-is-listed', () => again(soon, async () => {
      const listed = await users();
      const chosen = searchable(listed) ?? inapplicable('The list shows no user with an e-mail address to search.');
      const ids = textsOf(reading, await usersFound(reading, path('searchUsers'), { query: String(chosen['email']) }), 'user_id');
      const all = textsOf(reading, listed, 'user_id');
      const [own = ''] = textsOf(reading, [chosen], 'user_id');
      const stranger = ids.find((id) => !all.some((other) => sameId(id, other)));
      expectThat(stranger === undefined, `the user ${stranger} in a search`, 'only users that the list shows');
      expectThat(ids.some((id) => sameId(id, own)), `${ids.length === 0 ? 'nobody' : ids.join(', ')} for the e-mail address of the user ${own}`, 'that user among those found');
    }));

    await step('deactivated-since', () => again(soon, async () => {
      const listed = await users();
      if (listed.length === 0) inapplicable('The list shows no user.');
      const wrong = listed.find(({ status, deactivated_at }) => (status === 'active') !== (deactivated_at === null));
      expectThat(wrong === undefined, `deactivated_at ${said(wrong?.['deactivated_at'])} for the user ${String(wrong?.['user_id'])} with the status ${said(wrong?.['status'])}`, 'a time for who is deactivated, null for who is active');
    }));

    await step('order-holds', () => again(soon, async () => {
      for (const [order, query, words] of orders) {
        const { items } = await readFirst(reading, somePages, path('listUsers'), undefined, query);
        expectInOrder(reading, items, 'created_at', order, `the list ${words}`);
      }
      const { items } = await readPage(reading, path('listUsers'), undefined, { status: 'active', limit: 100 });
      expectInOrder(reading, items, 'created_at', 'desc', 'the list of active users');
    }));

    await step('equals-by-id', () => again(soon, async () => {
      expectTiesById(reading, (await readFirst(reading, somePages, path('listUsers'))).items, 'created_at', 'user_id', 'the list');
    }));

    /** Everybody who has some text in common, that text, and all users. */
    const common = async (): Promise<{ readonly query: string; readonly matching: readonly JsonObject[] }> => {
      const listed = await users();
      const query = commonText(String((searchable(listed) ?? inapplicable('The list shows no user with an e-mail address to search.'))['email']));
      return { query, matching: listed.filter((user) => hasText(user, query)) };
    };
    const expectFound = async (conditions: JsonObject, expected: readonly JsonObject[]): Promise<void> => {
      expectSameUsers(reading, await usersFound(reading, path('searchUsers'), conditions), expected, `a search for ${JSON.stringify(conditions)}`);
    };

    await step('conditions-hold', () => again(soon, async () => {
      const { query, matching } = await common();
      for (const [condition, holds] of conditionsFor(reading, matching)) await expectFound({ query, ...condition }, matching.filter(holds));
    }));

    await step('accounts-counted', () => again(soon, async () => {
      const { query, matching } = await common();
      const accounts = await readWhole(reading, path('listAccounts'));
      expectWhole(reading, accounts);
      const owners = textsOf(reading, accounts.items, 'user_id').map((id) => id.toLowerCase());
      const numberOf = ({ user_id }: JsonObject): number => owners.filter((id) => id === String(user_id).toLowerCase()).length;
      for (const least of [1, 2]) await expectFound({ query, min_accounts: least }, matching.filter((user) => numberOf(user) >= least));
    }));

    await step('search-walks', () => again(soon, async () => {
      const { query, matching } = await common();
      const size = Math.min(100, Math.max(1, Math.ceil(matching.length / 10)));
      const { users: found, longest, circle } = await searchWhole(reading, path('searchUsers'), { query, limit: size });
      expectThat(circle === undefined, `the same next page twice (${circle})`, 'a search that comes to its end');
      expectThat(longest <= size, `${longest} users on a page with a limit of ${size}`, `${size} at most`);
      expectSameUsers(reading, found, matching, `a search in pages of ${size}`);
    }));

    await step('search-sorted', () => again(soon, async () => {
      const { query } = await common();
      for (const order of ['asc', 'desc'] as const) {
        const found = await usersFound(reading, path('searchUsers'), { query, sort: { by: 'created_at', order } });
        expectInOrder(reading, found, 'created_at', order, `a search sorted by created_at, ${order}`);
      }
    }));
  },
});

function sameField(field: string, one: Json | undefined, other: Json | undefined): boolean {
  if (field === 'user_id' && typeof one === 'string' && typeof other === 'string') return sameId(one, other);
  return JSON.stringify(one) === JSON.stringify(other);
}

function said(value: Json | undefined): string {
  return value === undefined ? 'missing' : shown(value);
}
