import { expect, test } from 'vitest';
import type { Json, JsonObject } from '../../model/json.ts';
import { casesFrom, posting } from '../cases-from.fixture.ts';

const text: JsonObject = { type: 'string' };
const orNull: JsonObject = { type: ['string', 'null'] };
const nullable: JsonObject = { type: 'string', nullable: true };

/** What stands in the property `p` of bodies that show a type of it. */
async function shownTypes(openapi: string, p: JsonObject, mediaType = 'application/json'): Promise<Readonly<Record<string, Json | undefined>>> {
  const { cases } = await casesFrom(posting({ [mediaType]: { schema: { type: 'object', properties: { p } } } }), { openapi, components: { schemas: { Text: text, Nullable: nullable } } });
  return Object.fromEntries(cases.flatMap(({ intent, request: { body } }) => {
    const [keyword, type] = intent.kind === 'valid' ? intent.varies.what.split('/') : [];
    return keyword === 'type' && type !== undefined && body?.kind === 'value' ? [[type, (body.value as Readonly<Record<string, Json>>)['p']] as const] : [];
  }));
}

test.each<[string, string, JsonObject, Readonly<Record<string, Json>>]>([
  ['3.0.3', 'null beside a type', nullable, { null: null }],
  ['3.0.3', 'null where a reference leads to it', { $ref: '#/components/schemas/Nullable' }, { null: null }],
  ['3.0.3', 'no null without a type', { nullable: true }, {}],
  ['3.0.3', 'no null beside a reference', { $ref: '#/components/schemas/Text', nullable: true }, {}],
  ['3.0.3', 'no null beside what it does not fulfil', { nullable: true, allOf: [{ $ref: '#/components/schemas/Text' }] }, {}],
  ['3.0.3', 'no null of one part alone', { allOf: [text, nullable] }, {}],
  ['3.0.3', 'no null beside members without it', { ...nullable, enum: ['a'] }, {}],
  ['3.1.1', 'null among the types', orNull, { null: null }],
  ['3.1.1', 'null among the types of all parts', { allOf: [orNull, { type: ['null', 'string'] }] }, { null: null }],
  ['3.1.1', 'no null of one part alone', { allOf: [orNull, text] }, {}],
  ['3.1.1', 'no null where nullable has no meaning', nullable, {}],
  ['3.1.1', 'each of several types', { type: ['string', 'integer'], minimum: 4, minLength: 2 }, { string: 'example', integer: 4 }],
  ['3.1.1', 'booleans both ways', { type: ['boolean', 'null'] }, { null: null, true: true, false: false }],
  ['3.1.1', 'one type alone shows nothing', text, {}],
])('%s: %s', async (openapi, _, schema, expected) => {
  expect(await shownTypes(openapi, schema)).toEqual(expected);
});

/** What stands in the property `p` of bodies that show one of its branches. */
async function shownBranches(p: JsonObject): Promise<readonly (Json | undefined)[]> {
  const { cases } = await casesFrom(posting({ 'application/json': { schema: { type: 'object', properties: { p } } } }), { openapi: '3.1.1' });
  return cases.flatMap(({ intent, request: { body } }) => (
    intent.kind === 'valid' && intent.varies.what === 'present' && /\/anyOf\/\d+$/.test(intent.at) && body?.kind === 'value' ? [(body.value as Readonly<Record<string, Json>>)['p']] : []
  ));
}

test.each<[string, readonly JsonObject[], readonly Json[]]>([
  ['null alone is a branch of its own', [text, { type: 'null' }], ['example', null]],
  ['any text beside a number is the text of one', [{ type: 'number', exclusiveMinimum: 2 }, text], [3, '3']],
  ['a text that has a form keeps it', [{ type: 'integer' }, { ...text, format: 'date' }], [1, '2026-01-15']],
])('%s', async (_, anyOf, expected) => {
  expect(await shownBranches({ anyOf })).toEqual(expected);
});

test('a form cannot say null', async () => {
  expect(await shownTypes('3.1.1', orNull, 'application/x-www-form-urlencoded')).toEqual({});
});
