import { describe, expect, test } from 'vitest';
import type { Json, JsonObject } from '../../model/json.ts';
import { casesFrom, posting } from '../cases-from.fixture.ts';

const bodyOf = async (schema: JsonObject): Promise<Json | undefined> => {
  const { cases } = await casesFrom(posting({ 'application/json': { schema } }));
  const baseline = cases.find(({ strategy }) => strategy === 'baseline');
  return baseline?.request.body?.kind === 'value' ? baseline.request.body.value : undefined;
};
const list = (items: JsonObject, minItems = 3): JsonObject => ({ type: 'array', minItems, uniqueItems: true, items });

describe('a list whose items must differ has a valid value', () => {
  test.each<[string, JsonObject]>([
    ['of objects', list({ type: 'object', required: ['name'], properties: { name: { type: 'string' } } })],
    ['of objects with a number', list({ type: 'object', required: ['size'], properties: { size: { type: 'integer', multipleOf: 5 } }, additionalProperties: false })],
    ['of objects with members', list({ type: 'object', required: ['kind'], properties: { kind: { enum: ['a', 'b', 'c'] } } })],
    ['of objects of anything', list({ type: 'object', minProperties: 2 })],
    ['of maps', list({ type: 'object', additionalProperties: { type: 'integer' }, minProperties: 1 })],
    ['of objects below objects', list({ type: 'object', required: ['of'], properties: { of: { type: 'object', required: ['id'], properties: { id: { type: 'string', format: 'uuid' } }, additionalProperties: false } }, additionalProperties: false })],
    ['of lists', list({ type: 'array', minItems: 1, items: { type: 'integer' } })],
    ['of flags', list({ type: 'boolean' }, 2)],
    ['of members with null', list({ enum: [null, 'n'] }, 2)],
    ...['date', 'date-time', 'email', 'hostname', 'uri', 'ipv4', 'uuid', 'password'].map((format): [string, JsonObject] => [`of ${format}`, list({ type: 'string', format })]),
  ])('%s', async (_, schema) => {
    const value = await bodyOf(schema);
    expect(value).toHaveLength(schema['minItems'] as number);
    expect(new Set((value as readonly Json[]).map((item) => JSON.stringify(item))).size).toBe(schema['minItems']);
  });
});

test('a number is found beside the one that is forbidden', async () => {
  expect(await bodyOf({ type: 'integer', not: { enum: [1, 2] } })).toBe(3);
});
