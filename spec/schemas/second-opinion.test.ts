import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Json, JsonObject } from '../../model/json.ts';
import { getAt } from '../json-pointer.ts';
import { compileSchemas } from '../schemas.ts';
import { isValid } from './naive-judge.fixture.ts';

const name = fc.constantFrom('a', 'b', 'a/b', '~', 'x y', '%41');
const number = fc.constantFrom(-1, 0, 0.1, 0.3, 1, 1.5, 2, 3, 19.99);
const text = fc.constantFrom('', 'a', 'ab', 'aab', 'é', '😀', 'b');
const size = fc.constantFrom(0, 1, 2, 3);
const { value } = fc.letrec<{ value: Json }>((tie) => ({
  value: fc.oneof({ depthSize: 'small' }, fc.constantFrom<Json>(null, true, false), number, text, fc.array(tie('value'), { maxLength: 3 }), fc.dictionary(name, tie('value'), { maxKeys: 3, noNullPrototype: true })),
}));
const { schema } = fc.letrec<{ schema: Json }>((tie) => {
  const one = tie('schema');
  const some = fc.array(one, { minLength: 1, maxLength: 3 });
  const map = fc.dictionary(name, one, { maxKeys: 3, noNullPrototype: true });
  const keyword = fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.record({ type: fc.oneof(fc.constantFrom('string', 'number', 'integer', 'boolean', 'null', 'array', 'object'), fc.constant(['string', 'null'])) }),
    fc.record({ enum: fc.array(value, { minLength: 1, maxLength: 3 }) }), fc.record({ const: value }),
    fc.record({ minimum: number }), fc.record({ maximum: number }), fc.record({ exclusiveMinimum: number }), fc.record({ exclusiveMaximum: number }),
    fc.record({ multipleOf: fc.constantFrom(0.01, 0.1, 0.5, 1, 3) }),
    fc.record({ minLength: size }), fc.record({ maxLength: size }), fc.record({ pattern: fc.constantFrom('^a', 'b$', '^(a+)+$', '^(?!a)', '^.$') }),
    fc.record({ minItems: size }), fc.record({ maxItems: size }), fc.record({ uniqueItems: fc.boolean() }),
    fc.record({ minProperties: size }), fc.record({ maxProperties: size }), fc.record({ required: fc.uniqueArray(name, { maxLength: 3 }) }),
    fc.record({ dependentRequired: fc.dictionary(name, fc.uniqueArray(name, { maxLength: 2 }), { maxKeys: 2, noNullPrototype: true }) }),
    fc.record({ $ref: fc.constantFrom('#/components/schemas/A', '#/components/schemas/a~1b', '#/components/schemas/%7E0') }),
    fc.record({ items: one }), fc.record({ prefixItems: some }), fc.record({ contains: one }), fc.record({ properties: map }), fc.record({ additionalProperties: one }),
    fc.record({ patternProperties: fc.record({ '^a': one }) }), fc.record({ propertyNames: one }),
    fc.record({ allOf: some }), fc.record({ anyOf: some }), fc.record({ oneOf: some }), fc.record({ not: one }), fc.record({ if: one, then: one, else: one }),
  );
  return { schema: fc.oneof({ weight: 1, arbitrary: fc.boolean() }, { weight: 12, arbitrary: fc.array(keyword, { minLength: 1, maxLength: 3 }).map((all) => Object.assign({}, ...all) as JsonObject) }) };
});

const others: JsonObject = {
  A: { type: 'object', properties: { a: { $ref: '#/components/schemas/A' }, b: { type: 'integer' } }, required: ['b'] },
  'a/b': { type: ['string', 'null'], maxLength: 2 },
  '~': { oneOf: [{ type: 'string' }, { $ref: '#/components/schemas/A' }, { type: 'array', items: { $ref: '#/components/schemas/~0' } }] },
};

test('what is valid is valid to a reader without any cleverness too', { timeout: 60_000 }, () => {
  let valid = 0;
  let invalid = 0;
  fc.assert(fc.property(schema, value, (S, instance) => {
    const document: JsonObject = { components: { schemas: { ...others, S } } };
    const errors = compileSchemas({ dialect: '3.1', document }, { direction: 'response' }).errors('/components/schemas/S', instance);
    const expected = isValid(document, S, instance);
    if (expected) valid++;
    else invalid++;
    expect(errors.length === 0).toBe(expected);
    for (const error of errors) {
      expect(getAt(document, error.place), error.place).toBeDefined();
      expect(getAt(instance, error.instance), error.instance).toBeDefined();
      expect(error.message).toMatch(/^(must|is) /);
    }
    expect(new Set(errors.map((error) => JSON.stringify(error))).size).toBe(errors.length);
  }), { numRuns: 1_500, seed: 20_261_123 });
  expect(Math.min(valid, invalid)).toBeGreaterThan(200);
});

test('so it is where branches tell each other what they have evaluated', { timeout: 60_000 }, () => {
  fc.assert(fc.property(schema, value, (S, instance) => {
    const document: JsonObject = { components: { schemas: { ...others, S, Strict: { unevaluatedProperties: false } } } };
    const errors = compileSchemas({ dialect: '3.1', document }, { direction: 'response' }).errors('/components/schemas/S', instance);
    expect(errors.length === 0).toBe(isValid(document, S, instance));
  }), { numRuns: 700, seed: 7 });
});

test('and so it is for schemas that stand nowhere', { timeout: 60_000 }, () => {
  const document: JsonObject = { components: { schemas: others } };
  const schemas = compileSchemas({ dialect: '3.1', document }, { direction: 'response' });
  fc.assert(fc.property(schema, value, (S, instance) => {
    expect(schemas.errorsOf(S as JsonObject, instance).length === 0).toBe(isValid(document, S, instance));
  }), { numRuns: 700, seed: 8 });
});
