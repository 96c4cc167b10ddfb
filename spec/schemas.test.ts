import { describe, expect, test } from 'vitest';
import type { Json, JsonObject } from '../model/json.ts';
import { compileSchemas, SchemaBroken } from './schemas.ts';

type Row = readonly [schema: Json, value: unknown, errors: readonly string[]];

function judged(dialect: '3.0' | '3.1', components: JsonObject, value: unknown, direction: 'request' | 'response' = 'response', formats: 'assert' | 'ignore' = 'assert'): readonly string[] {
  const schemas = compileSchemas({ dialect, document: { components: { schemas: components } } }, { direction });
  const errors = formats === 'assert' ? schemas.errors : schemas.errorsWithoutFormats;
  return errors('/components/schemas/S', value).map(({ keyword, instance, place }) => `${keyword} ${instance} ${place.replace('/components/schemas', '')}`).sort();
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
    [{ properties: { a: false } }, { a: 1 }, ['false schema /a /S/properties/a']],
    [{ allOf: [true, false] }, 1, ['false schema  /S/allOf/1']],
    [{ properties: { a: { $ref: '#/components/schemas/Never' } } }, { a: 1 }, ['false schema /a /Never']],
    [{ uniqueItems: true }, [1, '1', true, null, [], {}, [1], { a: 1, b: 2 }], []],
    [{ uniqueItems: true }, [{ a: 1, b: [2] }, { b: [2], a: 1 }], ['uniqueItems  /S/uniqueItems']],
    [{ uniqueItems: false }, [1, 1], []],
    [{ type: 'integer' }, 9007199254740993, []],
    [{ type: 'integer' }, 1e21, []],
    [{ type: 'integer', format: 'int64', maximum: 9223372036854775807 }, 9223372036854775807, []],
    [{ type: 'number', multipleOf: 0.1 }, 1e17, []],
    [{ type: ['string', 'integer'] }, true, ['type  /S/type']],
    [{ minProperties: 1, maxProperties: 1 }, { a: 1, b: 1 }, ['maxProperties  /S/maxProperties']],
    [{ contains: { type: 'integer' }, minContains: 2, maxContains: 2 }, [1], ['contains  /S/contains']],
    [{ else: { type: 'string' }, if: { type: 'integer' }, then: { minimum: 1 } }, 0, ['minimum  /S/then/minimum']],
    [{ prefixItems: [{ type: 'string' }], unevaluatedItems: false }, ['a', 1], ['unevaluatedItems  /S/unevaluatedItems']],
    [{ $dynamicRef: '#/components/schemas/Pet' }, {}, ['required  /Pet/required']],
    [{ $defs: { 'x/y': { type: 'string' } }, properties: { a: { $ref: '#/components/schemas/S/$defs/x~1y' } } }, { a: 1 }, ['type /a /S/$defs/x~1y/type']],
    [{ properties: { a: { $anchor: 'here', type: 'string' }, b: { $ref: '#here' } } }, { b: 1 }, ['type /b /S/properties/a/type']],
    [{ properties: { '': { type: 'string' } } }, { '': 1 }, ['type / /S/properties//type']],
    [{ properties: { $ref: { type: 'string' } } }, { $ref: 1 }, ['type /$ref /S/properties/$ref/type']],
    [{ properties: { nullable: { type: 'string' }, properties: { type: 'string' } } }, { properties: 1 }, ['type /properties /S/properties/properties/type']],
    [{ deprecated: true, title: 't', description: 'd', $comment: 'c', 'x-y': 1, externalDocs: {}, xml: {} }, 1, []],
    [{ type: 'string', contentMediaType: 'application/json', contentEncoding: 'base64' }, '!', []],
    [{ enum: [] }, 1, ['false schema  /S']],
    [{ $dynamicAnchor: 'node', properties: { v: { type: 'string' }, children: { type: 'array', items: { $dynamicRef: '#node' } } } }, { children: [{ v: 1 }] }, ['type /children/0/v /S/properties/v/type']],
    [{ $defs: { a: { $dynamicAnchor: 'T', not: {} }, b: { $dynamicAnchor: 'T', type: 'string' } }, items: { $dynamicRef: '#T' } }, [1], []],
    [{ format: 'date' }, '2026-02-30', ['format  /S/format']],
    [{ format: 'email' }, 'a@b.c', []],
    [{ format: 'int32', type: 'integer' }, 2147483648, ['format  /S/format']],
    [{ format: 'uri' }, 1, []],
    [{ anyOf: [{ $ref: '#/components/schemas/S' }, { type: 'string' }] }, 'a', []],
    [{ anyOf: [{ $ref: '#/components/schemas/S' }, { type: 'object' }] }, {}, []],
  ];
  test.each(rows)('%j and %j: %j', (schema, value, errors) => {
    expect(judged('3.1', { S: schema, Pet: pet, Never: false }, value)).toEqual([...errors].sort());
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
    [{ nullable: true }, null, []],
    [{ nullable: true, enum: ['a'] }, null, []],
    [{ nullable: true, oneOf: [{ type: 'string' }] }, null, []],
    [{ nullable: false, type: 'string' }, null, ['type  /S/type']],
    [{ type: 'number', maximum: 10, exclusiveMaximum: true }, 10, ['exclusiveMaximum  /S/exclusiveMaximum']],
    [{ exclusiveMinimum: true }, 1, []],
    [{ properties: { nullable: { type: 'string' } } }, { nullable: 1 }, ['type /nullable /S/properties/nullable/type']],
    [{ type: 'array', items: { type: 'string', nullable: true } }, ['a', null, 1], ['type /2 /S/items/type']],
    [{ additionalProperties: { $ref: '#/components/schemas/Pet', nullable: true } }, { a: null }, []],
    [{ type: 'string', format: 'byte' }, 'AAAA', []],
    [{ type: 'string', format: 'binary' }, 'anything', []],
    [{ enum: [{ nullable: true }] }, { nullable: true }, []],
    [{ oneOf: [{ $ref: '#/components/schemas/Pet' }, { type: 'integer' }], discriminator: { propertyName: 'kind', mapping: { a: 'Pet' } } }, 1, []],
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

describe('where branches share what they have evaluated, the closest is reported too', () => {
  const strict: JsonObject = { unevaluatedProperties: false };
  const rows: readonly Row[] = [
    [{ oneOf: [{ type: 'string' }, { type: 'object', required: ['a'] }] }, {}, ['required  /S/oneOf/1/required']],
    [{ oneOf: [{ type: 'string' }, { type: 'integer' }] }, true, ['oneOf  /S/oneOf']],
    [{ anyOf: [{ $ref: '#/components/schemas/Cat' }, { $ref: '#/components/schemas/Dog' }] }, { kind: 'cat' }, ['required  /Cat/required']],
    [{ oneOf: [{ $ref: '#/components/schemas/Cat' }, { type: 'integer' }], unevaluatedProperties: false }, { kind: 'cat', lives: 1, x: 1 }, ['unevaluatedProperties  /S/unevaluatedProperties']],
    [{ $ref: '#/components/schemas/Pet', patternProperties: { '^x': { type: 'string' } }, unevaluatedProperties: false }, { kind: 'a', x: 1, y: 2 }, ['type /x /S/patternProperties/^x/type', 'unevaluatedProperties  /S/unevaluatedProperties']],
  ];
  test.each(rows)('%j and %j: %j', (schema, value, errors) => {
    expect(judged('3.1', { S: schema, Cat: cat, Dog: dog, Pet: pet, Strict: strict }, value)).toEqual([...errors].sort());
  });
});

test('a schema that comes back to itself through alternatives comes to an end', () => {
  const components: JsonObject = {
    S: { type: 'object', required: ['kind'], oneOf: [{ $ref: '#/components/schemas/Cat' }, { $ref: '#/components/schemas/Dog' }], discriminator: { propertyName: 'kind' } },
    Cat: { allOf: [{ $ref: '#/components/schemas/S' }, { properties: { lives: { type: 'integer' } } }] },
    Dog: { allOf: [{ $ref: '#/components/schemas/S' }, { properties: { barks: { type: 'boolean' } } }] },
  };
  expect(judged('3.0', components, { kind: 'Cat', lives: 9 })).toEqual([]);
  expect(judged('3.0', components, { kind: 'Dog', barks: 1 })).toEqual(['type /barks /Dog/allOf/1/properties/barks/type']);
});

test('a value that is nested without end is no end of us', () => {
  let value: unknown = 1;
  for (let i = 0; i < 100_000; i++) value = { child: value };
  expect(judged('3.1', { S: { type: 'object', properties: { child: { $ref: '#/components/schemas/S' } } } }, value)).toEqual(['depth  /S']);
});

test('a long list of equal-looking things is judged in no time', { timeout: 30_000 }, () => {
  const items = Array.from({ length: 100_000 }, (_, id) => ({ id, name: 'x' }));
  expect(judged('3.1', { S: { type: 'array', uniqueItems: true, items: { type: 'object', required: ['id'] } } }, items)).toEqual([]);
  expect(judged('3.1', { S: { type: 'array', uniqueItems: true } }, [...items, { name: 'x', id: 7 }])).toEqual(['uniqueItems  /S/uniqueItems']);
});

test('what errors say', () => {
  const schema: JsonObject = {
    type: 'object', required: ['a'], additionalProperties: false, propertyNames: { maxLength: 3 },
    properties: { b: { enum: ['x', 'y'] }, c: { type: ['string', 'null'] }, d: { maxLength: 1 }, e: { multipleOf: 0.5 }, f: { const: 1 }, g: false, h: { not: {} }, i: { uniqueItems: true } },
  };
  const { errors } = compileSchemas({ dialect: '3.1', document: { components: { schemas: { S: schema } } } }, { direction: 'response' });
  expect(errors('/components/schemas/S', { b: 'z', c: 1, d: 'ab', e: 0.3, f: 2, g: 1, h: 1, i: [1, 1], long: 1 }).map(({ instance, message }) => `${instance} ${message}`).sort()).toEqual([
    ' must have the property "a"', ' must not have a property named "long": a name must NOT have more than 3 characters', ' must not have the property "long"',
    '/b must be one of "x", "y"', '/c must be string or null', '/d must not have more than 1 characters', '/e must be a multiple of 0.5', '/f must be 1',
    '/g must not be there at all', '/h must not match the schema under "not"', '/i must not have two equal items',
  ]);
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

test('a schema made from one of an older description is read as that', () => {
  const schemas = compileSchemas({ dialect: '3.0', document: { components: { schemas: { Pet: pet } } } }, { direction: 'response' });
  expect(schemas.errorsOf({ type: 'string', nullable: true }, null)).toEqual([]);
  expect(schemas.errorsOf({ type: 'integer', minimum: 1, exclusiveMinimum: true }, 1)).toMatchObject([{ keyword: 'exclusiveMinimum', instance: '' }]);
  expect(schemas.errorsOf({ oneOf: [{ $ref: '#/components/schemas/Pet' }, { type: 'integer' }] }, {})).toMatchObject([{ keyword: 'required', place: '/components/schemas/Pet/required' }]);
});

test('readOnly in a request counts when asked for', () => {
  const document: JsonObject = { components: { schemas: { S: { required: ['id'], properties: { id: { type: 'string', readOnly: true } } } } } };
  const errors = (refuseReadOnly: boolean): readonly string[] =>
    compileSchemas({ dialect: '3.1', document }, { direction: 'request', refuseReadOnly }).errors('/components/schemas/S', { id: 'a' }).map(({ keyword, instance }) => `${keyword} ${instance}`);
  expect(errors(false)).toEqual([]);
  expect(errors(true)).toEqual(['readOnly /id']);
});

test('patterns do not share what they know', () => {
  const schema = { properties: { a: { pattern: '^(a+)+$' }, b: { pattern: '^(b+)+$' } } };
  expect(judged('3.1', { S: schema }, { a: 'aa', b: 'bb' })).toEqual([]);
});
