import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../model/json.ts';
import { casesFrom, posting } from '../cases-from.fixture.ts';

/** The bodies that are sent to break each keyword of a schema, by what is broken. */
async function broken(schema: JsonObject): Promise<Readonly<Record<string, unknown>>> {
  const { cases } = await casesFrom(posting({ 'application/json': { schema } }));
  return Object.fromEntries(cases.flatMap(({ intent, request }) => (intent.kind === 'invalid' && request.body?.kind === 'value'
    ? [[`${intent.at.replace('/requestBody/application~1json', '')}/${intent.keyword}`, request.body.value]] : [])));
}

const text = { type: 'string' };
const number = { type: 'number' };

describe('each keyword is broken where it stands', () => {
  test.each<{ what: string; schema: JsonObject; breaks: string; with: unknown }>([
    { what: 'then', schema: { type: 'object', required: ['kind'], properties: { kind: { enum: ['a', 'b'] }, size: number }, if: { properties: { kind: { const: 'a' } } }, then: { required: ['size'] } }, breaks: '/then/required/size', with: { kind: 'a' } },
    { what: 'a bound in then', schema: { type: 'object', required: ['kind', 'n'], properties: { kind: { const: 'a' }, n: { type: 'integer' } }, if: { properties: { kind: { const: 'a' } } }, then: { properties: { n: { minimum: 10 } } } }, breaks: '/then/properties/n/minimum', with: { kind: 'a', n: 9 } },
    { what: 'else', schema: { type: 'object', required: ['kind'], properties: { kind: { const: 'b' }, note: text }, if: { properties: { kind: { const: 'a' } } }, else: { required: ['note'] } }, breaks: '/else/required/note', with: { kind: 'b' } },
    { what: 'dependentRequired', schema: { type: 'object', properties: { card: text, cvv: text }, dependentRequired: { card: ['cvv'] } }, breaks: '/dependentRequired/card', with: { card: 'example' } },
    { what: 'dependentSchemas', schema: { type: 'object', properties: { card: text }, dependentSchemas: { card: { required: ['name'], properties: { name: text } } } }, breaks: '/dependentSchemas/card/required/name', with: { card: 'example' } },
    { what: 'an item of a tuple', schema: { type: 'array', prefixItems: [number, text], minItems: 2 }, breaks: '/prefixItems/1/type', with: [1, { unexpected: true }] },
    { what: 'minItems', schema: { type: 'array', items: number, minItems: 2 }, breaks: '/minItems', with: [1] },
    // All different: who reads a list as a set would not see what came twice.
    { what: 'maxItems', schema: { type: 'array', items: { type: 'integer' }, maxItems: 2 }, breaks: '/maxItems', with: [1, 2, 3] },
    { what: 'uniqueItems', schema: { type: 'array', items: number, uniqueItems: true }, breaks: '/uniqueItems', with: [1, 1] },
    { what: 'items: false', schema: { type: 'array', prefixItems: [number], items: false, minItems: 1 }, breaks: '/items', with: [1, 'unexpected'] },
    { what: 'unevaluatedItems', schema: { type: 'array', prefixItems: [number], unevaluatedItems: false, minItems: 1 }, breaks: '/unevaluatedItems', with: [1, 'unexpected'] },
    { what: 'contains', schema: { type: 'array', items: { type: 'integer' }, contains: { const: 7 } }, breaks: '/contains', with: expect.not.arrayContaining([7]) },
    { what: 'maxContains', schema: { type: 'array', items: { type: 'integer' }, contains: { const: 7 }, maxContains: 2 }, breaks: '/contains/maxContains', with: [7, 7, 7] },
    { what: 'properties: false', schema: { type: 'object', properties: { gone: false, here: text } }, breaks: '/properties/gone', with: { gone: 'unexpected' } },
    { what: 'unevaluatedProperties', schema: { allOf: [{ type: 'object', required: ['a'], properties: { a: text } }], unevaluatedProperties: false }, breaks: '/unevaluatedProperties', with: { a: 'example', unexpected_property: 'unexpected' } },
    { what: 'propertyNames', schema: { type: 'object', propertyNames: { maxLength: 5 }, additionalProperties: number }, breaks: '/propertyNames', with: { aaaaaa: 1 } },
    { what: 'patternProperties', schema: { type: 'object', patternProperties: { '^x': { type: 'integer' } } }, breaks: '/patternProperties/^x/type', with: { x: 'not-a-number' } },
    { what: 'additionalProperties with a schema', schema: { type: 'object', additionalProperties: { type: 'integer', maximum: 3 } }, breaks: '/additionalProperties/maximum', with: { property1: 4 } },
    { what: 'not', schema: { type: 'string', not: { const: '007' } }, breaks: '/not', with: '007' },
    { what: 'none of anyOf', schema: { anyOf: [{ type: 'string' }, { type: 'integer' }] }, breaks: '/anyOf', with: expect.anything() },
    { what: 'none of oneOf', schema: { oneOf: [{ type: 'object', required: ['a'], properties: { a: text } }, { type: 'object', required: ['b'], properties: { b: text } }] }, breaks: '/oneOf', with: {} },
    { what: 'two of oneOf', schema: { oneOf: [{ type: 'object', required: ['a'], properties: { a: text } }, { type: 'object', required: ['b'], properties: { b: text } }] }, breaks: '/oneOf/several', with: { a: 'example', b: 'example' } },
    { what: 'what one alternative asks', schema: { oneOf: [{ title: 'A', type: 'object', required: ['a'], properties: { a: { type: 'integer', minimum: 3 } }, additionalProperties: false }, { title: 'B', type: 'object', required: ['b'], properties: { b: text }, additionalProperties: false }] }, breaks: '/oneOf/A/properties/a/minimum', with: { a: 2 } },
    { what: 'what an alternative asks that is named by a reference', schema: { $defs: { Cat: { type: 'object', required: ['cat'], properties: { cat: { type: 'integer', minimum: 3 } }, additionalProperties: false }, Dog: { type: 'object', required: ['dog'], properties: { dog: text }, additionalProperties: false } }, oneOf: ['Cat', 'Dog'].map((name) => ({ $ref: `#/paths/~1things/post/requestBody/content/application~1json/schema/$defs/${name}` })) }, breaks: '/oneOf/Cat/properties/cat/minimum', with: { cat: 2 } },
  ])('$what', async ({ schema, breaks, with: value }) => {
    expect(await broken(schema)).toEqual(expect.objectContaining({ [breaks]: value }));
  });
});
