import { describe, expect, test } from 'vitest';
import type { Operation } from '../../model/description.ts';
import type { Flow } from '../../model/flow.ts';
import { flowRequirements } from './flow-requirements.ts';

const operation = (id: string, method: Operation['method'], path: string, tags: readonly string[] = []): Operation => ({
  id, method, path, pointer: `/paths/${path.replaceAll('/', '~1')}/${method}`, summary: '', tags, deprecated: false, parameters: [],
  responses: new Map(), security: [], safe: method === 'get', provenance: 'documented',
});

const clause = { title: 'Flow', url: 'https://example.com/flow' };
const flow: Flow = {
  id: 'deactivate', title: 'Deactivate', suite: 'calico', level: 'MUST', clause, provenance: 'assumed', permission: 'destructive',
  needs: { operations: { read: { method: 'get', path: '/users/{user_id}' }, remove: { method: 'delete', path: '/users/{user_id}' } }, captures: [] },
  steps: [
    { id: 'there', operation: 'read', statement: 'It is there.' },
    { id: 'gone', operation: 'remove', statement: 'It goes.', level: 'SHOULD', provenance: 'documented', clause: { title: 'Step', url: 'https://example.com/step' } },
  ],
  run: async () => undefined,
};

describe('the requirements of a flow', () => {
  test('are one per step, whatever the description calls operations and parameters', () => {
    const found = flowRequirements(flow, { operations: [operation('fetchUser', 'get', '/users/{id}', ['Users']), operation('dropUser', 'delete', '/users/{id}')] });
    expect(found.map(({ requirement }) => requirement)).toEqual([
      {
        id: 'deactivate@fetchUser#/steps/there', rule: 'deactivate', suite: 'calico', level: 'MUST', statement: 'It is there.', clause, provenance: 'assumed',
        operationId: 'fetchUser', tag: 'Users', at: '/steps/there', place: '/paths/~1users~1{id}/get', cases: [], conditional: false,
      },
      {
        id: 'deactivate@dropUser#/steps/gone', rule: 'deactivate', suite: 'calico', level: 'SHOULD', statement: 'It goes.', clause: { title: 'Step', url: 'https://example.com/step' },
        provenance: 'documented', operationId: 'dropUser', at: '/steps/gone', place: '/paths/~1users~1{id}/delete', cases: [], conditional: false,
      },
    ]);
  });

  test.each([
    { lacks: 'an operation', operations: [operation('fetchUser', 'get', '/users/{id}')] },
    { lacks: 'the method', operations: [operation('fetchUser', 'get', '/users/{id}'), operation('dropUser', 'post', '/users/{id}')] },
    { lacks: 'the path', operations: [operation('fetchUser', 'get', '/users/{id}'), operation('dropUser', 'delete', '/users')] },
    { lacks: 'everything', operations: [] },
  ])('are none where a description lacks $lacks', ({ operations }) => {
    expect(flowRequirements(flow, { operations })).toEqual([]);
  });
});
