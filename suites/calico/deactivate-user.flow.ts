import type { Response } from 'supertest';
import type { Exchange } from '../../model/exchange.ts';
import { defineFlow } from '../define-flow.ts';
import type { Answered } from './answers.ts';
import { dataOf, expectItems, expectUser, isObject, sameId } from './answers.ts';
import { deactivationClauses } from './clauses.ts';
import { deactivationSteps } from './deactivation-steps.ts';
import { expectThat } from '../expect-that.ts';
import { expectUntouched, meetOtherUser } from './other-user.ts';
import { walkUsers } from './walk-users.ts';

/** Of no user. Version 4, so that nothing but its being unknown can be wrong with it. */
const unknownId = '5d0f9c1e-7b34-4e8a-9c62-f1a8037e4b9d';
const soon = { within: '10s', every: '250ms' } as const;

/** Deactivates a user that was handed over for it, and looks from every side whether that is what happened. */
export const deactivateUser = defineFlow({
  id: 'deactivate-user',
  title: 'A deactivated user is gone or marked, and nobody else is touched',
  suite: 'calico',
  level: 'MUST',
  clause: deactivationClauses.effect,
  provenance: 'assumed',
  permission: 'destructive',
  needs: {
    operations: {
      listUsers: { method: 'get', path: '/enterprise/v2/users' },
      getUser: { method: 'get', path: '/enterprise/v2/users/{user_id}' },
      deactivateUser: { method: 'delete', path: '/enterprise/v2/users/{user_id}' },
      listUserAssets: { method: 'get', path: '/enterprise/v2/users/{user_id}/assets' },
      listUserTransactions: { method: 'get', path: '/enterprise/v2/users/{user_id}/transactions' },
      countUsers: { method: 'get', path: '/enterprise/v2/stats/users' },
    },
    captures: ['disposable:user_id', 'user_id'],
  },
  script: { file: 'suites/calico/deactivate-user.arazzo.yaml', workflow: 'deactivate-user' },
  steps: deactivationSteps,

  async run({ again, api, as, block, disposable, oneOf, path, play, poll, step, took, value }) {
    const id = disposable('user_id');
    const user = path('getUser', { user_id: id });
    const pathsOf = (user_id: string) => ({ account: path('getUser', { user_id }), assets: path('listUserAssets', { user_id }) });
    const users = () => walkUsers(api, path('listUsers'), block);
    // Before: what there is, and what must not change.
    await step('user-is-active', async () => {
      const answer = await api.get(user);
      // Credentials and the user are the tester's to supply: without them nothing is known of the target.
      if ([401, 403, 404, 410].includes(answer.status)) return block(`The user ${id} cannot be looked at with these credentials: GET was answered ${answer.status}.`);
      await play('user-is-active');
    });

    const listed = await step('list-shows-user', async () => {
      const all = await users();
      const mine = all.find(({ user_id }) => sameId(user_id, id));
      expectThat(mine?.status === 'active', mine ? `the user ${id} with the status ${JSON.stringify(mine.status)}` : `a list of ${all.length} without the user ${id}`, 'the user in the list, active');
      return all;
    });

    const counted = await step('count-users', async () => totalIn(await play('count-users')));

    await step('assets-shown', async () => expectItems(await api.get(pathsOf(id).assets).expect([200, 206]), id, 'assets'));
    const transactions = path('listUserTransactions', { user_id: id });
    await step('transactions-shown', async () => expectItems(await api.get(transactions).expect([200, 206]), id, 'transactions'));

    const other = await step('another-user', async () => {
      const active = listed.value.filter(({ user_id, status }) => status === 'active' && !sameId(user_id, id));
      const chosen = active.find(({ user_id }) => sameId(user_id, value('user_id'))) ?? active[0];
      if (!chosen) return block('The list shows no other active user that could be left untouched.');
      return meetOtherUser(api, chosen.user_id, pathsOf(chosen.user_id));
    });

    await step('refuses-without-credentials', async () => {
      await as('none').delete(user).expect(401);
      expectUser(await api.get(user).expect(200), id, 'active');
    });

    const stillActive = async (): Promise<void> => {
      const before = await api.get(user);
      if (before.status !== 200 || !isActive(before)) block('The user was no longer active when its turn came.');
    };

    for (const [refusal, actor] of [['refuses-other-tenant', 'other-tenant'], ['refuses-reader', 'read-only']] as const) {
      await step(refusal, async () => {
        await stillActive();
        const { status } = await as(actor).delete(user);
        if (status === 401) block(`The credentials of the ${actor} actor are not accepted: they were answered 401.`);
        expectUser(await api.get(user).expect(200), id, 'active');
        expectThat(status === 403 || status === 404 || (actor === 'read-only' && status === 405), `status ${status}`, actor === 'read-only' ? '403' : '403 or 404');
      });
    }

    // The deed.
    const done = await step('deactivate', async () => {
      await stillActive();
      return play('deactivate');
    });

    await step('deactivate-answer', () => oneOf({
      '200 with the user, deactivated': () => {
        expectThat(done.value.status === 200, `status ${done.value.status}`, '200');
        expectUser(done.value, id, 'deactivated');
      },
      '204 without a body': () => {
        expectThat(done.value.status === 204, `status ${done.value.status}`, '204');
        const bytes = bytesIn(done.value.exchange);
        expectThat(bytes === 0, `status 204 with a body of ${bytes} bytes`, 'no body');
      },
    }));

    // After: every place where the user could still be seen.
    const fate = await step('gone-or-deactivated', async () => {
      const answer = await play('gone-or-deactivated');
      const branch = answer.status === 404 ? 'gone' : 'deactivated';
      if (branch === 'deactivated') expectUser(answer, id, branch);
      took(branch);
      return branch;
    });

    await poll('list-without-user', soon, async () => {
      const all = await users();
      const mine = all.find(({ user_id, status }) => status === 'active' && sameId(user_id, id));
      expectThat(!mine, `a list in which the user ${id} is still active`, 'no active user after its deactivation');
      const others = listed.value.filter(({ user_id }) => !sameId(user_id, id));
      const stillThere = others.some(({ user_id }) => all.some((each) => sameId(each.user_id, user_id)));
      expectThat(others.length === 0 || stillThere, `a list of ${all.length} without any of the ${others.length} other users`, 'a list from which nobody else disappears');
    });

    const countedAfter = await step('count-after', () => again(soon, async () => {
      const total = totalIn(await play('count-after'));
      expectThat(total >= counted.value - 1, `a total of ${total} after ${counted.value}`, 'a number that falls by one at most');
      return total;
    }));

    const agrees = (itemsPath: string, name: string) => async () => {
      const response = await api.get(itemsPath);
      return oneOf({
        'not found': () => { expectThat(response.status === 404, `status ${response.status}`, '404'); },
        [fate.value === 'gone' ? 'nothing shown' : 'still shown']: () => {
          expectThat(response.status === 200 || response.status === 206, `status ${response.status}`, '200');
          const items = expectItems(response, id, name);
          expectThat(fate.value !== 'gone' || items.length === 0, `${items.length} ${name} of a user that is gone`, 'none');
        },
      });
    };
    await poll('assets-after', soon, agrees(pathsOf(id).assets, 'assets'));
    await poll('transactions-after', soon, agrees(transactions, 'transactions'));

    await step('second-delete', async () => {
      await play('second-delete');
      const answer = await play('still-gone-or-deactivated');
      if (fate.value === 'gone') expectThat(answer.status === 404, `status ${answer.status} for a user that was gone`, '404 as before');
      else expectUser(answer, id, 'deactivated');
      if (!countedAfter.passed) return;
      const total = totalIn(await api.get(path('countUsers')).expect(200));
      expectThat(total >= countedAfter.value, `a total of ${total} after ${countedAfter.value}`, 'that a second DELETE takes nobody away');
    });

    // Around: what must not be taken for a user.
    await step('unknown-id', async () => {
      const nobody = path('getUser', { user_id: unknownId });
      if ((await api.get(nobody)).status === 200) block(`The target says that it has a user ${unknownId}.`);
      await play('unknown-id');
    });

    await step('malformed-id', () => play('malformed-id'));

    await step('other-user-untouched', () => expectUntouched(api, other.value, pathsOf(other.value.id)));

    await step('collection-delete', async () => {
      const before = (await users()).filter(({ status }) => status === 'active').length;
      const refusal = await api.delete(`${path('listUsers')}/`);
      const after = (await users()).filter(({ status }) => status === 'active').length;
      expectThat(after >= before, `${after} active users after ${before}`, 'that DELETE without an id deactivates nobody');
      expectThat(refusal.status === 404 || refusal.status === 405, `status ${refusal.status} to DELETE without an id`, '404 or 405');
    });
  },
});

function isActive(response: Response): boolean {
  const data = dataOf(response);
  return response.status === 200 && isObject(data) && data['status'] === 'active';
}

function totalIn(answer: Answered): number {
  const data = dataOf(answer);
  const total = isObject(data) ? data['total'] : undefined;
  expectThat(typeof total === 'number' && Number.isInteger(total) && total >= 0, `a total of ${JSON.stringify(total) ?? 'nothing'}`, 'a whole number');
  return total;
}

/** Clients read no body after a 204; one that was announced was meant all the same. */
function bytesIn({ response }: Exchange): number {
  if (response.kind === 'failure') return 0;
  const announced = response.headers.find(([name]) => name.toLowerCase() === 'content-length')?.[1];
  return Math.max(Number(announced ?? 0) || 0, response.body?.bytes ?? 0);
}
