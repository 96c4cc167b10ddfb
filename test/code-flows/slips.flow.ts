import { defineFlow } from '../../examples/calico-operations.ts';

// The compiler has to object to each of these; without its objection the directive above it is an error of its own.
export default defineFlow({
  id: 'slips',
  title: 'What the compiler does not let pass',
  values: ['user_id'],
  steps: [
    { id: 'list', operation: 'listUsers', statement: 'It holds.' },
    // @ts-expect-error -- no such operation
    { id: 'nowhere', operation: 'listUsrs', statement: 'It holds.' },
    // @ts-expect-error -- no such step
    { id: 'later', operation: 'getUser', statement: 'It holds.', after: ['lst'] },
  ],
  async run({ call, disposable, oneOf, step, value }) {
    // @ts-expect-error -- not declared
    await step('read', () => call('listUsers').expect(200));
    await step('list', async () => {
      // @ts-expect-error -- not asked for
      disposable('user_id');
      // @ts-expect-error -- not asked for
      value('account_id');
      // @ts-expect-error -- the path needs a value
      await call('getUser');
      // @ts-expect-error -- no such parameter
      await call('listUsers', { query: { limt: 1 } });
      // @ts-expect-error -- not of this type
      await call('listUsers', { query: { limit: 'many' } });
      // @ts-expect-error -- the body is required
      await call('searchUsers', {});
      // @ts-expect-error -- no such actor
      await call('listUsers', { as: 'anybody' });
      const answer = await call('getUser', { path: { user_id: value('user_id') } }).expect([200, 404]);
      // @ts-expect-error -- the answer may be a problem
      void answer.body.data;
      if (answer.status === 404) return answer.body.error.cause;
      // @ts-expect-error -- no such status
      if (answer.body.data.status === 'gone') return '';
      // @ts-expect-error -- no such branch
      return (await oneOf({ one: () => undefined, other: () => undefined })) === 'neither' ? '' : answer.body.data.email;
    });
  },
});
