import { expect, test } from 'vitest';
import type { Json, JsonObject } from '../../model/json.ts';
import { casesFrom, posting } from '../cases-from.fixture.ts';

/** The values that break each keyword of the property `p`, as they stand in the bodies sent. */
async function broken(schema: JsonObject): Promise<Readonly<Record<string, Json | undefined>>> {
  const { cases } = await casesFrom(posting({ 'application/json': { schema: { type: 'object', required: ['p'], properties: { p: schema } } } }));
  const at = '/requestBody/application~1json/properties/p';
  return Object.fromEntries(cases.flatMap(({ intent, request: { body } }) =>
    intent.kind === 'invalid' && intent.at === at && body?.kind === 'value' ? [[intent.keyword, (body.value as Readonly<Record<string, Json>>)['p']] as const] : []));
}

test.each([
  { keyword: 'minimum', schema: { type: 'integer', minimum: 3 }, value: 2 },
  { keyword: 'maximum', schema: { type: 'integer', maximum: 3 }, value: 4 },
  { keyword: 'maximum', schema: { type: 'number', maximum: 0.3, multipleOf: 0.1 }, value: 0.4 },
  { keyword: 'minimum', schema: { type: 'number', minimum: 0.3, multipleOf: 0.1 }, value: 0.2 },
  { keyword: 'exclusiveMinimum', schema: { type: 'integer', exclusiveMinimum: 3 }, value: 3 },
  { keyword: 'exclusiveMaximum', schema: { type: 'integer', exclusiveMaximum: 3 }, value: 3 },
  { keyword: 'multipleOf', schema: { type: 'integer', multipleOf: 5 }, value: 6 },
  { keyword: 'minLength', schema: { type: 'string', minLength: 3 }, value: 'ex' },
  { keyword: 'maxLength', schema: { type: 'string', maxLength: 7 }, value: 'examplee' },
  { keyword: 'minItems', schema: { type: 'array', minItems: 2, items: { type: 'integer' } }, value: [1] },
  { keyword: 'maxItems', schema: { type: 'array', maxItems: 1, items: { type: 'integer' } }, value: [1, 2] },
  { keyword: 'maxItems', schema: { type: 'array', maxItems: 1, items: { type: 'object', required: ['x'], properties: { x: { type: 'integer' } } } }, value: [{ x: 1 }, { x: 2 }] },
  { keyword: 'maxItems', schema: { type: 'array', maxItems: 2, items: { enum: ['red', 'blue'] } }, value: ['red', 'blue', 'red'] },
  { keyword: 'uniqueItems', schema: { type: 'array', uniqueItems: true, minItems: 1, items: { type: 'integer' } }, value: [1, 1] },
  { keyword: 'enum', schema: { enum: ['a', 'b'] }, value: 'not-a-member' },
  { keyword: 'enum', schema: { type: 'integer', enum: [1, 2] }, value: 7921 },
  { keyword: 'const', schema: { const: true }, value: 'not-the-constant' },
  { keyword: 'additionalProperties', schema: { type: 'object', additionalProperties: false }, value: { unexpected_property: 'unexpected' } },
  { keyword: 'minProperties', schema: { type: 'object', minProperties: 1 }, value: {} },
  { keyword: 'type', schema: { type: 'boolean' }, value: 'not-a-boolean' },
  { keyword: 'type/fraction', schema: { type: 'integer' }, value: 0.5 },
  { keyword: 'required/x', schema: { type: 'object', required: ['x'], properties: { x: { type: 'integer' } } }, value: {} },
])('$keyword of $schema is broken by $value', async ({ keyword, schema, value }) => {
  expect((await broken(schema))[keyword]).toEqual(value);
});

test('what no value can break alone is said to be unprovable, not left out', async () => {
  const schema = { type: 'array', maxItems: 2, uniqueItems: true, items: { enum: ['red', 'blue'] } };
  const { unprovable } = await casesFrom(posting({ 'application/json': { schema } }));
  expect(unprovable.map(({ intent }) => ('keyword' in intent ? intent.keyword : intent.kind))).toContain('maxItems');
});
