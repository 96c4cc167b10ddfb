import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../model/json.ts';
import { casesFrom, posting } from '../cases-from.fixture.ts';

/** What is sent as the baseline's body where a schema asks for more than can be foreseen. */
async function bodyFor(schema: JsonObject): Promise<unknown> {
  const { cases } = await casesFrom(posting({ 'application/json': { schema } }));
  const baseline = cases.find(({ strategy }) => strategy === 'baseline');
  return baseline?.request.body?.kind === 'value' ? baseline.request.body.value : undefined;
}

const text = { type: 'string' };

describe('a body is found where the schema asks for', () => {
  test.each<{ what: string; schema: JsonObject; holds: object | readonly unknown[] }>([
    { what: 'a property by if and then', schema: { type: 'object', required: ['kind'], properties: { kind: { enum: ['a', 'b'] }, size: { type: 'number' } }, if: { properties: { kind: { const: 'a' } } }, then: { required: ['size'] } }, holds: { kind: 'a', size: expect.any(Number) } },
    { what: 'a property by else', schema: { type: 'object', required: ['kind'], properties: { kind: { const: 'b' } }, if: { properties: { kind: { const: 'a' } } }, else: { required: ['note'], properties: { note: { type: 'string', minLength: 3 } } } }, holds: { note: expect.stringMatching(/.{3}/) } },
    { what: 'a dependent property', schema: { type: 'object', required: ['card'], properties: { card: text, cvv: { type: 'string', pattern: '^[0-9]{3}$' } }, dependentRequired: { card: ['cvv'] } }, holds: { card: expect.any(String), cvv: expect.stringMatching(/^\d{3}$/) } },
    { what: 'a dependent schema', schema: { type: 'object', required: ['card'], properties: { card: text }, dependentSchemas: { card: { required: ['name'], properties: { name: text } } } }, holds: { name: expect.any(String) } },
    { what: 'an item that it contains', schema: { type: 'array', items: { type: 'integer', minimum: 0 }, contains: { minimum: 5 } }, holds: [expect.any(Number), 5] },
    { what: 'two items that it contains', schema: { type: 'array', items: { type: 'integer' }, contains: { const: 7 }, minContains: 2 }, holds: [expect.any(Number), 7, 7] },
    { what: 'an alternative that it contains', schema: { type: 'array', items: { anyOf: [{ type: 'array', items: text }, { type: 'integer' }] }, contains: { type: 'integer' } }, holds: [[], 1] },
    { what: 'a tuple and no more', schema: { type: 'array', prefixItems: [{ type: 'integer' }, { type: 'string' }], items: false, minItems: 2 }, holds: [expect.any(Number), expect.any(String)] },
    { what: 'a narrower value by if', schema: { type: 'object', required: ['kind', 'value'], properties: { kind: { const: 'small' }, value: { type: 'integer' } }, allOf: [{ if: { properties: { kind: { const: 'small' } } }, then: { properties: { value: { minimum: 10, maximum: 12 } } } }] }, holds: { value: 10 } },
    { what: 'names of a form', schema: { type: 'object', minProperties: 2, propertyNames: { pattern: '^x-' }, additionalProperties: text }, holds: { 'x-': 'example' } },
    { what: 'names by their patterns', schema: { type: 'object', minProperties: 2, additionalProperties: false, patternProperties: { '^[a-z]$': { type: 'integer' } } }, holds: { a: expect.any(Number), b: expect.any(Number) } },
  ])('$what', async ({ schema, holds }) => {
    const body = await bodyFor(schema);
    expect(body).toBeDefined();
    if (Array.isArray(holds)) expect(body).toEqual(holds);
    else expect(body).toEqual(expect.objectContaining(holds));
  });
});

test('a schema that nothing satisfies has no body, in bounded time', async () => {
  expect(await bodyFor({ type: 'object', required: ['a'], properties: { a: false } })).toBeUndefined();
  expect(await bodyFor({ allOf: [{ type: 'string' }, { type: 'integer' }] })).toBeUndefined();
  expect(await bodyFor({ type: 'object', required: ['a'], properties: { a: text }, if: { required: ['a'] }, then: { maxProperties: 0 } })).toBeUndefined();
});
