import { expect, test } from 'vitest';
import { dependencyGraph } from './dependency-graph.ts';

test('the graph leads from what supplies a value to what needs it, and shows what needs nothing', () => {
  const operation = (operationId: string, captures: readonly string[] = []) => ({ operationId, cases: 1, strategies: {}, captures });
  expect(dependencyGraph({
    operations: [operation('listUsers'), operation('getUser', ['user_id']), operation('deleteUser', ['disposable:user_id'])],
    captures: [
      { key: 'user_id', sources: [{ kind: 'discovery', operationId: 'listUsers', pointer: '/data/*/user_id' }, { kind: 'example' }] },
      { key: 'disposable:user_id', sources: [{ kind: 'configuration' }] },
    ] as never,
  })).toBe([
    'flowchart LR', '  n0["listUsers"]', '  n1["getUser"]', '  n2["example"]', '  n3["configuration"]', '  n4["deleteUser"]',
    '  n0 -->|user_id| n1', '  n2 -->|user_id| n1', '  n3 -->|disposable:user_id| n4', '',
  ].join('\n'));
});
