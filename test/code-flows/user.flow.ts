import { defineFlow, expectThat } from 'calico-conformance/flows';
import { idsIn } from './parts/ids.js';

// @ts-expect-error -- this repository writes nothing beyond types; others do, and are understood.
enum Size { Few = 2 }

export default defineFlow({
  id: 'users-in-code',
  title: 'A user of the list can be read, by those who may',
  values: ['user_id'],
  steps: [
    { id: 'list', operation: 'listUsers', statement: 'Users are listed.' },
    { id: 'read', operation: 'getUser', statement: 'A user of the list can be read.' },
    { id: 'nobody', operation: 'getUser', after: [], control: 'read', statement: 'Without credentials nobody can be read.' },
    { id: 'settled', operation: 'getUser', level: 'SHOULD', statement: 'The user is active, or is not.' },
  ],
  async run({ actor, api, call, oneOf, poll, step, value }) {
    const listed = await step('list', async () => {
      const { body } = await call('listUsers', { query: { limit: Size.Few } }).expect(200);
      return idsIn(body.data);
    });
    await step('read', async () => {
      const [first = ''] = listed.value;
      const { body } = await call('getUser', { path: { user_id: first } }).expect([200]);
      expectThat(body.data.user_id === first, `the user ${body.data.user_id}`, `the user ${first}`);
    });
    await step('nobody', () => actor('none').get(`/users/${value('user_id')}`).expect(401));
    await poll('settled', { within: '1s', every: '100ms' }, async () => {
      const { body } = await api.get(`/users/${value('user_id')}`).expect(200).expect('content-type', /json/);
      return oneOf({
        active: () => expectThat(body.data.status === 'active', `status ${body.data.status}`, 'active'),
        otherwise: () => expectThat(body.data.status !== 'active', `status ${body.data.status}`, 'anything else'),
      });
    });
  },
});
