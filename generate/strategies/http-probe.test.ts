import { expect, test } from 'vitest';
import type { Json, JsonObject } from '../../model/json.ts';
import { casesFrom } from '../cases-from.fixture.ts';

/** The methods that are asked of a path, of the first of its operations, where these are declared. */
async function asked(...methods: readonly string[]): Promise<readonly string[]> {
  const path = Object.fromEntries(methods.map((method): [string, Json] => [method, { operationId: method, responses: { 200: { description: 'ok' } } }])) as JsonObject;
  const { cases } = await casesFrom({ '/things': path });
  return cases.flatMap(({ strategy, request, intent }) => (strategy === 'http-probe' && intent.kind === 'probe' && intent.probe !== 'unknown-accept' ? [`${intent.probe} ${request.method}`] : []));
}

test('of a path those methods are asked that it does not declare, and no others', async () => {
  expect(await asked('get')).toEqual(['head head', 'undeclared-method trace', 'options options']);
  expect(await asked('get', 'head')).toEqual(['undeclared-method trace', 'options options']);
  expect(await asked('get', 'options')).toEqual(['head head', 'undeclared-method trace']);
  expect(await asked('get', 'head', 'options', 'trace')).toEqual([]);
  expect(await asked('post')).toEqual(['undeclared-method get', 'options options']);
});
