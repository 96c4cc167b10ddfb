import { expectThat } from 'calico-conformance/flows';
// Written by: npx calico-conformance flows types --to calico-operations.ts
import { defineFlow } from './calico-operations.ts';

export default defineFlow({
  id: 'partner-deactivates',
  title: 'A deactivated user is gone or marked, and its assets go with it',
  permission: 'destructive',
  disposable: ['user_id'],
  steps: [
    { id: 'active', operation: 'getUser', statement: 'The user is there and active.' },
    { id: 'refused', operation: 'deactivateUser', control: 'deactivated', statement: 'Nobody can deactivate it without credentials.' },
    { id: 'deactivated', operation: 'deactivateUser', statement: 'It can be deactivated.' },
    { id: 'gone-or-marked', operation: 'getUser', statement: 'Within 10 seconds it is gone, or shown as deactivated.' },
    { id: 'assets', operation: 'listUserAssets', level: 'SHOULD', statement: 'The assets of a user that is gone are gone too.' },
  ],
  async run({ actor, block, call, disposable, inapplicable, oneOf, poll, step }) {
    const path = { user_id: disposable('user_id') };

    await step('active', async () => {
      const answer = await call('getUser', { path }).expect([200, 404]);
      if (answer.status === 404) return block('The user that was handed out is not there.');
      const { status } = answer.body.data;
      expectThat(status === 'active', `the status ${status}`, 'active');
    });

    await step('refused', () => actor('none').delete(`/enterprise/v2/users/${path.user_id}`).expect(401));

    await step('deactivated', () => call('deactivateUser', { path }).expect([200, 204]));

    const fate = await poll('gone-or-marked', { within: '10s', every: '250ms' }, async () => {
      const answer = await call('getUser', { path }).expect([200, 404]);
      return oneOf({
        gone: () => expectThat(answer.status === 404, `status ${answer.status}`, '404'),
        marked: () => expectThat(answer.status === 200 && answer.body.data.status === 'deactivated', `status ${answer.status}`, '200 and a user with the status deactivated'),
      });
    });

    await step('assets', async () => {
      if (fate.value === 'marked') inapplicable('The user is still shown.');
      await call('listUserAssets', { path }).expect(404);
    });
  },
});
