import { expect, test } from 'vitest';
import type { JsonObject } from '../../model/json.ts';
import { casesFrom, posting } from '../cases-from.fixture.ts';
import { serialise } from '../wire/serialise.ts';

const json = (schema: JsonObject): JsonObject => ({ 'application/json': { schema } });
const thing = { type: 'object', required: ['a'], properties: { a: { type: 'string' } } };

async function defectsOf(content: JsonObject): Promise<ReadonlyMap<string, { readonly text: string; readonly contentType: string | undefined }>> {
  const { operation, cases } = await casesFrom(posting(content));
  return new Map(cases.filter(({ intent }) => intent.kind === 'malformed').map((made) => {
    const wire = serialise(made.request, operation, new Map());
    if (!wire.ok) throw new Error(wire.problems[0].what);
    const { body, headers } = wire.value;
    return [made.id.split('/').at(-1) ?? '', { text: new TextDecoder().decode(body), contentType: headers.find(([name]) => name === 'content-type')?.[1] }] as const;
  }));
}

test.each([
  { what: 'an object', schema: thing }, { what: 'a number', schema: { type: 'integer', examples: [12] } }, { what: 'a digit', schema: { const: 5 } },
  { what: 'a list', schema: { type: 'array', items: { type: 'integer' } } }, { what: 'a text', schema: { type: 'string' } }, { what: 'a flag', schema: { type: 'boolean' } },
])('broken JSON is broken where the body is $what', async ({ schema }) => {
  const defects = await defectsOf(json(schema));
  expect(() => JSON.parse(defects.get('broken-json')?.text ?? '{}')).toThrow(SyntaxError);
  expect(() => JSON.parse((defects.get('large-body')?.text ?? '{}').trimEnd())).toThrow(SyntaxError);
  expect(defects.get('large-body')?.text.length).toBeGreaterThan(10_000_000);
});

test('a body is called what the description does not allow', async () => {
  expect((await defectsOf(json(thing))).get('wrong-content-type')?.contentType).toBe('text/plain');
  expect((await defectsOf({ ...json(thing), 'text/*': { schema: { type: 'string' } } })).get('wrong-content-type')?.contentType).toBe('application/xml');
  expect((await defectsOf({ ...json(thing), '*/*': { schema: { type: 'string' } } })).has('wrong-content-type')).toBe(false);
});

test('nothing is malformed where any media type is allowed', async () => {
  expect((await defectsOf({ '*/*': { schema: thing } })).size).toBe(0);
});

test('deep nesting is sent 10,000 levels deep, and not where the schema allows it', async () => {
  expect((await defectsOf(json(thing))).get('deep-nesting')?.text).toBe('['.repeat(10_000) + ']'.repeat(10_000));
  expect((await defectsOf(json({}))).has('deep-nesting')).toBe(false);
});

test('an empty body is sent as one where a body is required', async () => {
  expect((await defectsOf(json(thing))).get('empty-body')).toEqual({ text: '', contentType: 'application/json' });
  const optional = await casesFrom({ '/things': { post: { operationId: 'post', requestBody: { content: json(thing) }, responses: { 204: { description: 'ok' } } } } });
  expect(optional.cases.map(({ id }) => id)).not.toContain('post/malformed-body/empty-body');
});

test('nothing is proven of a body whose media type may be any', async () => {
  const { cases } = await casesFrom(posting({ '*/*': { schema: { type: 'string', format: 'binary' } } }));
  expect(cases.filter(({ intent }) => intent.kind === 'invalid' && intent.at.startsWith('/requestBody/'))).toEqual([]);
});
