import { Ajv } from 'ajv';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { described } from '../../generate/cases-from.fixture.ts';
import { randomSchemas, referredTo } from '../../generate/random-schemas.fixture.ts';
import { sampleAt } from '../../generate/values/sample-at.ts';
import type { Json, JsonObject } from '../../model/json.ts';
import { compileSchemas } from '../../spec/schemas.ts';
import { swaggerSchema } from './swagger-schema.ts';

const pointer = '/paths/~1things/get/responses/200/content/application~1json/schema';

async function answering(schema: JsonObject, dialect: '3.0' | '3.1' = '3.1', schemas: JsonObject = referredTo) {
  return described({ '/things': { get: { operationId: 'get', responses: { 200: { description: 'ok', content: { 'application/json': { schema } } } } } } }, { openapi: dialect === '3.0' ? '3.0.4' : '3.1.1', components: { schemas } });
}

/** Swagger 2.0 read as a newer draft, which the judge of this test knows. */
function newer(schema: Json): Json {
  if (Array.isArray(schema)) return (schema as readonly Json[]).map(newer);
  if (schema === null || typeof schema !== 'object') return schema;
  const { 'x-nullable': nullable, exclusiveMinimum, exclusiveMaximum, ...rest } = schema as JsonObject;
  const { minimum, maximum, ...others } = rest as JsonObject;
  const own: JsonObject = {
    ...Object.fromEntries(Object.entries(others).map(([keyword, value]) => [keyword, keyword === 'properties' ? Object.fromEntries(Object.entries(value as JsonObject).map(([name, each]) => [name, newer(each)])) : keyword === 'enum' ? value : newer(value)])),
    ...(minimum !== undefined && { [exclusiveMinimum === true ? 'exclusiveMinimum' : 'minimum']: minimum }), ...(maximum !== undefined && { [exclusiveMaximum === true ? 'exclusiveMaximum' : 'maximum']: maximum }),
  };
  return nullable === true ? { anyOf: [{ type: 'null' }, own] } : own;
}

const accepts = (schema: JsonObject, value: Json): boolean => new Ajv({ strict: false, validateSchema: false, logger: false }).compile(newer(schema) as object)(value) === true;

test.each(['3.0', '3.1'] as const)('whatever a schema of version %s says, what it allows is allowed', { timeout: 60_000 }, async (dialect) => {
  let looked = 0;
  await fc.assert(fc.asyncProperty(randomSchemas(dialect), async (schema) => {
    const description = await answering(schema, dialect);
    const schemas = compileSchemas(description, { direction: 'response' });
    const value = sampleAt({ description, document: description.document, schemas, seed: 1 }, pointer, schema);
    if (value === undefined || !schemas.validates(pointer, value)) return;
    looked++;
    const { schema: written } = swaggerSchema(description, pointer, schema);
    expect([accepts(written, value), JSON.stringify(written), value]).toEqual([true, expect.anything(), value]);
  }), { numRuns: 60, seed: 20_261_129 });
  expect(looked).toBeGreaterThan(30);
});

test.each<[string, JsonObject, Json, readonly string[]]>([
  ['a type', { type: 'string' }, 5, []],
  ['a bound', { type: 'number', exclusiveMaximum: 3 }, 3, []],
  ['a constant', { const: 'a' }, 'b', []],
  ['what a property is', { type: 'object', properties: { a: { type: 'integer' } } }, { a: 'x' }, []],
  ['what is required', { type: 'object', required: ['a'] }, {}, []],
  ['what a reference says', { $ref: '#/components/schemas/Code' }, 7, []],
  ['what null is not', { type: ['string', 'null'], minLength: 2 }, 'a', []],
  ['all of several', { allOf: [{ type: 'object', required: ['a'] }, { type: 'object', required: ['b'] }] }, { a: 1 }, []],
])('%s is still held', async (_, schema, wrong, lost) => {
  const written = swaggerSchema(await answering(schema), pointer, schema);
  expect(accepts(written.schema, wrong)).toBe(false);
  expect([...written.lost]).toEqual(lost);
});

test.each<[JsonObject, readonly string[]]>([
  [{ oneOf: [{ type: 'string' }, { type: 'integer' }] }, ['oneOf']],
  [{ type: ['string', 'integer'] }, ['type']],
  [{ type: 'string', format: 'uuid' }, ['format']],
  [{ type: 'object', additionalProperties: false }, ['additionalProperties']],
  [{ $ref: '#/components/schemas/Tree' }, ['recursion']],
])('of %j it is said what was lost', async (schema, lost) => {
  expect([...swaggerSchema(await answering(schema, '3.1', { Tree: { type: 'object', properties: { more: { $ref: '#/components/schemas/Tree' } } } }), pointer, schema).lost]).toEqual(lost);
});
