import { expect, test } from 'vitest';
import type { ResponseDescription } from '../model/description.ts';
import { responseFor } from './response-for.ts';

const responses = (...keys: readonly string[]): ReadonlyMap<string, ResponseDescription> =>
  new Map(keys.map((key) => [key, { key, headers: new Map(), content: new Map(), links: [], pointer: '', provenance: 'documented' }]));

test.each([
  [['200', '2XX', 'default'], 200, '200'], [['200', '2XX', 'default'], 201, '2XX'], [['200', '2XX', 'default'], 404, 'default'],
  [['4xx'], 404, '4xx'], [['200'], 404, undefined], [['4XX'], 599, undefined], [[], 200, undefined], [['default'], 100, 'default'],
] as const)('of %j, %i selects %s', (keys, status, selected) => {
  expect(responseFor({ responses: responses(...keys) }, status)?.key).toBe(selected);
});
