import { expect, test } from 'vitest';
import type { Json, JsonObject } from '../model/json.ts';
import { casesFrom } from './cases-from.fixture.ts';

/** What the baseline sends for the one parameter of an operation. */
async function sent(parameter: JsonObject & { readonly name: string; readonly in: string }): Promise<Json | { readonly capture: string } | undefined> {
  const path = parameter.in === 'path' ? `/things/{${parameter.name}}` : '/things';
  const { cases } = await casesFrom({ [path]: { get: { operationId: 'get', parameters: [{ required: true, ...parameter }], responses: { 200: { description: 'ok' } } } } });
  const [value] = cases.find(({ id }) => id === 'get/baseline')?.request.parameters ?? [];
  return value && ('literal' in value.value ? value.value.literal : { capture: value.value.capture });
}

const text: JsonObject = { type: 'string' };

test.each<[string, string, JsonObject, Json]>([
  ['header', 'If-Match', { schema: text }, '*'],
  ['header', 'if-none-match', { schema: text }, '"none-of-yours"'],
  ['header', 'If-Modified-Since', { schema: text }, 'Thu, 01 Jan 1970 00:00:00 GMT'],
  ['header', 'If-Match', { schema: text, example: '"a"' }, '"a"'],
  ['header', 'If-Match', { schema: { ...text, pattern: '^"[0-9]+"$', minLength: 3, maxLength: 3 } }, '"0"'],
  ['header', 'X-Match', { schema: text }, 'example'],
  ['query', 'If-Match', { schema: text }, 'example'],
  ['path', 'id', { schema: text }, { capture: 'id' }],
  ['path', 'kind', { schema: { enum: ['a', 'b'] } }, 'a'],
  ['path', 'point', { style: 'matrix', explode: true, schema: { type: 'object', required: ['x'], properties: { x: { type: 'integer', minimum: 4 } } } }, { x: 4 }],
])('%s %s, %j: %j', async (where, name, rest, expected) => {
  expect(await sent({ name, in: where, ...rest })).toEqual(expected);
});
