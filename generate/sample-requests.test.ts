import { describe, expect, test } from 'vitest';
import type { Json } from '../model/json.ts';
import { compileSchemas } from '../spec/schemas.ts';
import { described, posting } from './cases-from.fixture.ts';
import { sampleRequests } from './sample-requests.ts';

const thing = { type: 'object', required: ['name'], additionalProperties: false, properties: { name: { type: 'string', minLength: 2, maxLength: 40 }, size: { type: 'integer', minimum: 1 } } };

async function sampled(schema: Json) {
  const description = await described(posting({ 'application/json': { schema } }));
  const [operation] = description.operations;
  if (!operation) throw new Error('there is no operation');
  const schemas = compileSchemas(description, { direction: 'request' });
  const pointer = operation.requestBody?.content.get('application/json')?.schema?.pointer ?? '';
  return { operation, samples: sampleRequests(description, schemas, 1), keywordsOf: (value: Json) => schemas.errors(pointer, value).map(({ keyword }) => keyword) };
}

describe('sample requests', () => {
  test('are valid, and each variant is another', async () => {
    const { operation, samples, keywordsOf } = await sampled(thing);
    const bodies = [0, 1, 2, 3].map((variant) => samples.valid(operation, variant)?.body);
    expect(bodies.flatMap((body) => keywordsOf(body?.value ?? null))).toEqual([]);
    expect(new Set(bodies.map((body) => body?.text)).size).toBe(4);
  });

  test('that are broken have a property of a wrong type, which nobody takes for right', async () => {
    const { operation, samples, keywordsOf } = await sampled(thing);
    expect(keywordsOf(samples.invalid(operation)?.body?.value ?? null)).toEqual(['type']);
  });

  test('that change something change one property, and the rest stays allowed', async () => {
    const { operation, samples, keywordsOf } = await sampled(thing);
    const from = { name: 'as it was', size: 3 };
    const changed = samples.changing(operation, from);
    expect(keywordsOf(changed?.body?.value ?? null)).toEqual([]);
    expect(changed?.value).not.toEqual(from[changed?.name as keyof typeof from]);
    expect(changed?.body?.text).toContain(`${JSON.stringify(changed?.name)}:${JSON.stringify(changed?.value)}`);
  });

  test('for a thing that is not there have an identifier of its schema', async () => {
    const named = { name: 'id', in: 'path', required: true };
    for (const schema of [{ type: 'string', format: 'uuid' }, { type: 'integer', minimum: 1 }, { type: 'integer', maximum: 999_999 }, { type: 'string', maxLength: 8 }, { type: 'string', pattern: '^[0-9]{1,6}$' }]) {
      const description = await described({ '/things/{id}': { get: { operationId: 'read', parameters: [{ ...named, schema }], responses: { 200: { description: 'ok' } } } } });
      const [operation] = description.operations;
      const schemas = compileSchemas(description, { direction: 'request' });
      const unknown = operation && sampleRequests(description, schemas, 1).unknown(operation, 'id');
      expect(schemas.errors(operation?.parameters[0]?.schema?.pointer ?? '', schema.type === 'integer' ? Number(unknown) : (unknown ?? null)), JSON.stringify(schema)).toEqual([]);
    }
  });
});
