import type { Json, JsonObject } from '../../../model/json.ts';
import { defineFlow } from '../../define-flow.ts';
import { expectThat } from '../../expect-that.ts';
import { shown } from '../../shown.ts';
import { dataOf, isObject, sameId } from '../answers.ts';
import { agreementClause } from '../clauses.ts';
import type { Reading } from './reading.ts';
import { read, readWhole, soon, textsOf, wholeNumber } from './reading.ts';

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
    },
    captures: [],
  },
  steps: [
    { id: 'each-once', operation: 'listUsers', after: [], statement: 'The users list, walked to its end, shows each user once.' },
    { id: 'listed-is-single', operation: 'getUser', after: [], statement: 'A user in the list is the user by id, field by field.' },
    { id: 'count-is-walk', operation: 'countUsers', after: [], statement: 'The number of users is the length of the complete walk, as a whole and by status.' },
    { id: 'found-is-listed', operation: 'searchUsers', after: [], statement: 'Searching the e-mail address of a listed user finds that user, and only users of the list.' },
  ],

  async run(context) {
    const { again, api, block, inapplicable, path, step } = context;
    const reading: Reading = context;
    const users = async (): Promise<readonly JsonObject[]> => (await readWhole(reading, path('listUsers'))).items;

    await step('each-once', () => again(soon, async () => {
      const ids = textsOf(reading, await users(), 'user_id').map((id) => id.toLowerCase());
      const twice = ids.find((id, index) => ids.indexOf(id) !== index);
      expectThat(twice === undefined, `the user ${twice} twice in a walk of ${ids.length}`, 'each user once');
    }));

    await step('listed-is-single', () => again(soon, async () => {
      const listed = await users();
      const few = [...new Set([listed[0], listed[Math.floor(listed.length / 2)], listed.at(-1)])].filter((each) => each !== undefined);
      if (few.length === 0) return inapplicable('The list shows no user.');
      for (const user of few) {
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
      const chosen = listed.find(({ email }) => typeof email === 'string' && email.length >= 2 && email.length <= 100);
      if (!chosen) return inapplicable('The list shows no user with an e-mail address to search.');
      const answer = await api.post(path('searchUsers')).send({ query: chosen['email'], limit: 100 });
      const found = dataOf(answer);
      if (answer.status !== 200 || !Array.isArray(found) || !(found as readonly Json[]).every(isObject)) return block(`The search was answered ${answer.status}${answer.status === 200 ? ' without a list' : ''}.`);
      const ids = textsOf(reading, found as readonly JsonObject[], 'user_id');
      const all = textsOf(reading, listed, 'user_id');
      const [own = ''] = textsOf(reading, [chosen], 'user_id');
      const stranger = ids.find((id) => !all.some((other) => sameId(id, other)));
      expectThat(stranger === undefined, `the user ${stranger} in a search`, 'only users that the list shows');
      expectThat(ids.some((id) => sameId(id, own)), `${ids.length === 0 ? 'nobody' : ids.join(', ')} for the e-mail address of the user ${own}`, 'that user among those found');
      return undefined;
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
