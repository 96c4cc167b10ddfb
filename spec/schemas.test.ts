import { describe, expect, test } from 'vitest';
import type { Json, JsonObject } from '../model/json.ts';
import { compileSchemas, SchemaBroken } from './schemas.ts';

type Row = readonly [schema: Json, value: unknown, errors: readonly string[]];

function judged(dialect: '3.0' | '3.1', components: JsonObject, value: unknown, direction: 'request' | 'response' = 'response', formats: 'assert' | 'ignore' = 'assert'): readonly string[] {
  const schemas = compileSchemas({ dialect, document: { components: { schemas: components } } }, { direction, formats });
  return schemas.errors('/components/schemas/S', value).map(({ keyword, instance, place }) => `${keyword} ${instance} ${place.replace('/components/schemas', '')}`).sort();
}

const pet: JsonObject = { type: 'object', required: ['kind'], properties: { kind: { type: 'string' }, name: { type: 'string' } } };
const cat: JsonObject = { type: 'object', required: ['kind', 'lives'], properties: { kind: { const: 'cat' }, lives: { type: 'integer' } } };
const dog: JsonObject = { type: 'object', required: ['kind', 'barks'], properties: { kind: { const: 'dog' }, barks: { type: 'boolean' } } };

describe('JSON Schema 2020-12', () => {
  const rows: readonly Row[] = [
    [{ type: 'string' }, 1, ['type  /S/type']],
    [{ type: 'integer' }, 1.0, []],
    [{ type: 'integer' }, 1.5, ['type  /S/type']],
    [{ type: ['string', 'null'] }, null, []],
    [{ enum: [1, 'a'] }, 'b', ['enum  /S/enum']],
    [{ const: { a: 1 } }, { a: 1 }, []],
    [{ const: 1 }, '1', ['const  /S/const']],
    [{ minimum: 1, maximum: 3 }, 4, ['maximum  /S/maximum']],
    [{ exclusiveMinimum: 1 }, 1, ['exclusiveMinimum  /S/exclusiveMinimum']],
    [{ multipleOf: 0.01 }, 19.99, []],
    [{ multipleOf: 0.01 }, 19.999, ['multipleOf  /S/multipleOf']],
    [{ multipleOf: 1e-7 }, 3e-7, []],
    [{ multipleOf: 3 }, 9007199254740993, []],
    [{ minLength: 2 }, 'é', ['minLength  /S/minLength']],
    [{ maxLength: 1 }, '😀', []],
    [{ pattern: '^a+$' }, 'aab', ['pattern  /S/pattern']],
    [{ pattern: '^\\p{L}+$' }, 'é', []],
    [{ pattern: '^(a+)+$' }, `${'a'.repeat(40)}b`, ['pattern  /S/pattern']],
    [{ pattern: '^(?!x).*$' }, 'xy', ['pattern  /S/pattern']],
    [{ allOf: [{ pattern: '^a' }, { pattern: 'b$' }] }, 'ac', ['pattern  /S/allOf/1/pattern']],
    [{ format: 'uuid' }, 'no', ['format  /S/format']],
    [{ format: 'date-time' }, '2026-01-01T00:00:00Z', []],
    [{ format: 'unheard-of' }, 'x', []],
    [{ items: { type: 'string' } }, ['a', 1, 2], ['type /1 /S/items/type', 'type /2 /S/items/type']],
    [{ prefixItems: [{ type: 'string' }], items: false }, ['a', 1], ['false schema /1 /S/items']],
    [{ minItems: 1 }, [], ['minItems  /S/minItems']],
    [{ maxItems: 1 }, [1, 2], ['maxItems  /S/maxItems']],
    [{ uniqueItems: true }, [{ a: 1 }, { a: 1 }], ['uniqueItems  /S/uniqueItems']],
    [{ contains: { type: 'string' } }, [1], ['contains  /S/contains']],
    [{ required: ['a', 'b'] }, {}, ['required  /S/required', 'required  /S/required']],
    [{ properties: { a: { type: 'string' } } }, { a: 1 }, ['type /a /S/properties/a/type']],
    [{ additionalProperties: false, properties: { a: {} } }, { a: 1, b: 2 }, ['additionalProperties  /S/additionalProperties']],
    [{ patternProperties: { '^x': { type: 'integer' } } }, { xa: 'a' }, ['type /xa /S/patternProperties/^x/type']],
    [{ propertyNames: { maxLength: 1 } }, { ab: 1 }, ['propertyNames  /S/propertyNames']],
    [{ minProperties: 1 }, {}, ['minProperties  /S/minProperties']],
    [{ dependentRequired: { a: ['b'] } }, { a: 1 }, ['dependentRequired  /S/dependentRequired']],
    [{ dependentSchemas: { a: { required: ['b'] } } }, { a: 1 }, ['required  /S/dependentSchemas/a/required']],
    [{ if: { properties: { a: { const: 1 } } }, then: { required: ['b'] } }, { a: 1 }, ['required  /S/then/required']],
    [{ not: { type: 'string' } }, 'a', ['not  /S/not']],
    [{ oneOf: [{ type: 'string' }, { type: 'integer' }] }, true, ['oneOf  /S/oneOf']],
    [{ oneOf: [{ type: 'number' }, { type: 'integer' }] }, 1, ['oneOf  /S/oneOf']],
    [{ oneOf: [{ type: 'string' }, { type: 'object', required: ['a'] }] }, {}, ['required  /S/oneOf/1/required']],
    [{ anyOf: [{ type: 'string' }, { minimum: 2, type: 'integer' }] }, 1, ['minimum  /S/anyOf/1/minimum']],
    [{ anyOf: [{ type: 'string' }, { type: 'integer' }] }, 1, []],
    [{ properties: { a: {} }, unevaluatedProperties: false, allOf: [{ properties: { b: {} } }] }, { a: 1, b: 1, c: 1 }, ['unevaluatedProperties  /S/unevaluatedProperties']],
    [{ oneOf: [{ properties: { b: {} }, required: ['b'] }], unevaluatedProperties: false }, { b: 1 }, []],
    [false, 1, ['false schema  /S']],
    [true, 1, []],
    [{ $ref: '#/components/schemas/Pet', required: ['name'] }, { kind: 'x' }, ['required  /S/required']],
    [{ properties: { self: { $ref: '#/components/schemas/S' }, v: { type: 'string' } } }, { self: { self: { v: 1 } } }, ['type /self/self/v /S/properties/v/type']],
    [{ $id: 'https://example.com/x', $schema: 'https://json-schema.org/draft/2020-12/schema', type: 'string' }, 1, ['type  /S/type']],
    [{ properties: { 'a/b~c%d e$': { type: 'string' } } }, { 'a/b~c%d e$': 1 }, ['type /a~1b~0c%d e$ /S/properties/a~1b~0c%d e$/type']],
    [{ enum: [{ $ref: 'data' }] }, { $ref: 'data' }, []],
    [{ properties: { constructor: { type: 'string' } } }, {}, []],
  ];
  test.each(rows)('%j and %j: %j', (schema, value, errors) => {
    expect(judged('3.1', { S: schema, Pet: pet }, value)).toEqual([...errors].sort());
  });
});

describe('the dialect of OpenAPI 3.0', () => {
  const rows: readonly Row[] = [
    [{ type: 'string', nullable: true }, null, []],
    [{ type: 'string' }, null, ['type  /S/type']],
    [{ type: 'string', nullable: true, enum: ['a'] }, null, []],
    [{ type: 'string', nullable: true, enum: ['a'] }, 'b', ['enum  /S/enum']],
    [{ nullable: true, allOf: [{ $ref: '#/components/schemas/Pet' }] }, null, []],
    [{ nullable: true, allOf: [{ $ref: '#/components/schemas/Pet' }] }, {}, ['required  /Pet/required']],
    [{ type: 'integer', minimum: 1, exclusiveMinimum: true }, 1, ['exclusiveMinimum  /S/exclusiveMinimum']],
    [{ type: 'integer', minimum: 1, exclusiveMinimum: false }, 1, []],
    [{ type: 'integer', maximum: 1, exclusiveMaximum: true }, 0, []],
    [{ $ref: '#/components/schemas/Pet', required: ['name'] }, { kind: 'x' }, []],
    [{ type: 'object', properties: { a: { type: 'string', nullable: true } } }, { a: null }, []],
    [{ type: 'string', example: 1 }, 'a', []],
  ];
  test.each(rows)('%j and %j: %j', (schema, value, errors) => {
    expect(judged('3.0', { S: schema, Pet: pet }, value)).toEqual([...errors].sort());
  });
});

describe('discriminators', () => {
  const union = (discriminator: JsonObject): JsonObject => ({ oneOf: [{ $ref: '#/components/schemas/Cat' }, { $ref: '#/components/schemas/Dog' }], discriminator });
  const mapped = union({ propertyName: 'kind', mapping: { cat: '#/components/schemas/Cat', dog: '#/components/schemas/Dog' } });
  const rows: readonly Row[] = [
    [mapped, { kind: 'cat', lives: 9 }, []],
    [mapped, { kind: 'cat', barks: true }, ['required  /Cat/required']],
    [mapped, { kind: 'cow' }, ['discriminator /kind /S/oneOf']],
    [mapped, {}, ['discriminator  /S/oneOf']],
    [union({ propertyName: 'kind' }), { kind: 'dog', barks: 1 }, ['type /barks /Dog/properties/barks/type']],
    [{ oneOf: [{ $ref: '#/components/schemas/Pet' }, { type: 'null' }], discriminator: { propertyName: 'kind' } }, null, []],
    [{ oneOf: [{ $ref: '#/components/schemas/Pet' }], discriminator: { propertyName: 'kind' } }, { kind: 'Pet' }, []],
    [{ properties: { pets: { type: 'array', items: mapped } } }, { pets: [{ kind: 'dog', barks: true }, { kind: 'dog' }] }, ['required /pets/1 /Dog/required']],
  ];
  test.each(rows)('%j and %j: %j', (schema, value, errors) => {
    expect(judged('3.1', { S: schema, Cat: cat, Dog: dog, Pet: pet }, value)).toEqual([...errors].sort());
  });
});

describe('direction', () => {
  const user: JsonObject = {
    type: 'object', required: ['id', 'password'],
    properties: { id: { type: 'string', readOnly: true }, password: { type: 'string', writeOnly: true } },
  };
  const both: JsonObject = { allOf: [{ $ref: '#/components/schemas/User' }], required: ['password'] };
  test.each([
    ['response', user, { id: 'a' }, []],
    ['response', user, { id: 'a', password: 'x' }, ['writeOnly /password /S/properties/password/writeOnly']],
    ['response', user, {}, ['required  /S/required']],
    ['request', user, { password: 'x' }, []],
    ['request', user, {}, ['required  /S/required']],
    ['response', both, { id: 'a' }, []],
  ] as const)('%s: %j and %j: %j', (direction, schema, value, errors) => {
    expect(judged('3.1', { S: schema, User: user }, value, direction)).toEqual(errors);
  });
});

test('formats can be left to others', () => {
  expect(judged('3.1', { S: { type: 'string', format: 'uuid' } }, 'no', 'response', 'ignore')).toEqual([]);
});

test('a schema that is none is a fault of the description, with its place', () => {
  const thrown = (): unknown => {
    try {
      return judged('3.1', { S: { pattern: '(' } }, 'a');
    } catch (error) {
      return error;
    }
  };
  const error = thrown();
  expect(error).toBeInstanceOf(SchemaBroken);
  expect((error as SchemaBroken).problem).toMatchObject({ code: 'DESCRIPTION_SCHEMA', where: { pointer: '/components/schemas/S' } });
});

test('a schema made from one of the description refers into the description', () => {
  const schemas = compileSchemas({ dialect: '3.1', document: { components: { schemas: { Pet: pet } } } }, { direction: 'request' });
  expect(schemas.errorsOf({ type: 'array', items: { $ref: '#/components/schemas/Pet' } }, [{}]).map(({ keyword, instance }) => [keyword, instance])).toEqual([['required', '/0']]);
});

test('patterns do not share what they know', () => {
  const schema = { properties: { a: { pattern: '^(a+)+$' }, b: { pattern: '^(b+)+$' } } };
  expect(judged('3.1', { S: schema }, { a: 'aa', b: 'bb' })).toEqual([]);
});
