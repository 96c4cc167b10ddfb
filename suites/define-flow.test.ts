import { expect, test } from 'vitest';
import type { FlowContext } from '../model/flow.ts';
import { defineFlow } from './define-flow.ts';

const shape = {
  id: 'trial', title: 'A trial', suite: 'flows', level: 'MUST', clause: { title: 'None', url: 'https://example.com' }, provenance: 'assumed', permission: 'read',
  needs: { operations: { get: { method: 'get', path: '/{id}' } }, captures: ['id'] },
} as const;

test('a flow stays what it was written as', async () => {
  const ran: string[] = [];
  const flow = defineFlow({
    ...shape,
    steps: [{ id: 'one', operation: 'get', statement: 'It holds.' }],
    run: async ({ path, value }) => { ran.push(path('get', { id: value('id') })); },
  });
  expect(flow.steps.map(({ id }) => id)).toEqual(['one']);
  await flow.run({ path: (_: string, { id }: { id: string }) => `/${id}`, value: () => '7' } as unknown as FlowContext);
  expect(ran).toEqual(['/7']);
});

/** Never called: the compiler checks it. */
function misspelled(): void {
  const one = { id: 'one', operation: 'get', statement: 'It holds.' } as const;
  const run = async (): Promise<void> => undefined;
  // @ts-expect-error There is no operation "got".
  defineFlow({ ...shape, steps: [{ ...one, operation: 'got' }], run });
  // @ts-expect-error There is no step "two".
  defineFlow({ ...shape, steps: [{ ...one, control: 'two' }], run });
  // @ts-expect-error There is no step "two".
  defineFlow({ ...shape, steps: [one], run: async ({ step }) => { await step('two', async () => undefined); } });
  // @ts-expect-error There is no operation "got".
  defineFlow({ ...shape, steps: [one], run: async ({ path }) => { path('got'); } });
  // @ts-expect-error There is no capture "ids".
  defineFlow({ ...shape, steps: [one], run: async ({ value }) => { value('ids'); } });
}
void misspelled;
