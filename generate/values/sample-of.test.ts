import { describe, expect, test } from 'vitest';
import type { Json, JsonObject } from '../../model/json.ts';
import { compileSchemas } from '../../spec/schemas.ts';
import { described, posting } from '../cases-from.fixture.ts';
import { sampleAt } from './sample-at.ts';
import type { SampleOptions } from './sample-of.ts';

async function sampled(schema: JsonObject, options: SampleOptions, direction: 'request' | 'response' = 'request'): Promise<Json | undefined> {
  const description = await described(posting({ 'application/json': { schema } }));
  const media = description.operations[0]?.requestBody?.content.get('application/json');
  if (!media?.schema) throw new Error('there is no schema');
  return sampleAt({ description, document: description.document, schemas: compileSchemas(description, { direction }), seed: 1, direction }, media.schema.pointer, media.schema.schema, options);
}

const flag = { type: 'boolean' };
const thing: JsonObject = {
  type: 'object', required: ['id', 'tags', 'parts'],
  properties: {
    id: { ...flag, 'x-server-issued': true }, mark: { ...flag, 'x-server-issued': true }, tags: { type: 'array', items: flag }, parts: { type: 'array', minItems: 2, items: flag },
    notes: { type: 'array', items: { type: 'object', properties: { read: flag } } }, most: { type: 'array', items: flag, maxItems: 0 },
  },
};

describe('a sample', () => {
  test('holds what it must, and nothing that it need not', async () => {
    expect(await sampled(thing, {})).toEqual({ id: true, tags: [], parts: [true, false] });
  });

  test('that is whole holds every property and an item of every list, as far as they are allowed, and nothing that only the server can know', async () => {
    expect(await sampled(thing, { whole: true })).toEqual({ id: true, tags: [true], parts: [true, false], notes: [{ read: true }], most: [] });
  });

  test('that is whole and an answer holds what the server gives, too', async () => {
    expect(await sampled(thing, { whole: true }, 'response')).toEqual({ id: true, mark: true, tags: [true], parts: [true, false], notes: [{ read: true }], most: [] });
  });

  test('leaves out what only the other side sends, even where it is required', async () => {
    const sided: JsonObject = { type: 'object', required: ['read', 'written'], properties: { read: { ...flag, readOnly: true }, written: { ...flag, writeOnly: true } } };
    expect(await sampled(sided, {})).toEqual({ written: true });
    expect(await sampled(sided, {}, 'response')).toEqual({ read: true });
  });

  test('of a list shows what an item is', async () => {
    expect(await sampled({ type: 'array', items: flag }, {})).toEqual([true]);
    expect(await sampled({ type: 'array', items: flag, maxItems: 0 }, {})).toEqual([]);
    expect(await sampled({ type: 'array', prefixItems: [{ type: 'integer' }, { type: 'string', enum: ['a'] }], items: flag, minItems: 3 }, {})).toEqual([1, 'a', true]);
  });

  test('of a schema that contains itself comes to an end', async () => {
    const nested = JSON.stringify(await sampled({ type: 'object', properties: { next: { $ref: '#/paths/~1things/post/requestBody/content/application~1json/schema' } } }, { whole: true }));
    expect(nested).toMatch(/^(\{"next":){2,9}\{\}\}+$/);
  });

  test.each<[JsonObject, number]>([
    [{}, 1], [{ minimum: 5 }, 5], [{ maximum: -5 }, -5], [{ exclusiveMinimum: 5 }, 6], [{ exclusiveMaximum: 1 }, 0], [{ multipleOf: 7 }, 7], [{ minimum: 8, multipleOf: 7 }, 14], [{ maximum: -1, multipleOf: 7 }, -7], [{ minimum: 0, maximum: 5, multipleOf: 7 }, 0],
  ])('of an integer is the plainest one: %j', async (schema, number) => {
    expect(await sampled({ type: 'integer', ...schema }, {})).toBe(number);
  });
});
