import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Case } from '../../model/case.ts';
import type { Description } from '../../model/description.ts';
import type { Json } from '../../model/json.ts';
import { builtInContract } from '../../spec/calico-enterprise.ts';
import { readDescription } from '../../spec/read-description.ts';
import type { Schemas } from '../../spec/schemas.ts';
import { compileSchemas } from '../../spec/schemas.ts';
import { described, getting } from '../cases-from.fixture.ts';
import { capturesIn } from '../captures-in.ts';
import { expectLawful } from '../lawful.fixture.ts';
import { serialise } from '../wire/serialise.ts';
import { randomCases } from './random-cases.ts';

const fixture = (name: string): string => fileURLToPath(new URL(`../fixtures/${name}.openapi.yaml`, import.meta.url));
const descriptions: Readonly<Record<string, string>> = { contract: builtInContract(), keywords: fixture('keywords'), older: fixture('older') };

function casesFor(description: Description, schemas: Schemas, seed: number, many: number): readonly Case[] {
  const draws = [...randomCases({ description, document: description.document, schemas, seed }, description.operations, { seed, many })];
  return draws.flatMap(({ valid, invalid }) => [valid, ...(invalid ? [invalid.case] : [])]);
}

describe.each(Object.entries(descriptions))('random cases of %s', (_, file) => {
  let description: Description;
  let schemas: Schemas;

  beforeAll(async () => {
    const read = await readDescription(file);
    if (!read.ok) throw new Error(JSON.stringify(read.problems));
    description = read.value;
    schemas = compileSchemas(description, { direction: 'request' });
  });

  test.each([1, 2, 3])('keep the laws of all cases, with seed %i', (seed) => {
    const all = casesFor(description, schemas, seed, 300);
    expect(all.length).toBeLessThanOrEqual(300);
    expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
    for (const made of all) {
      const operation = description.operations.find(({ id }) => id === made.operationId);
      if (!operation) throw new Error(made.operationId);
      expectLawful(schemas, operation, made);
      const wire = serialise(made.request, operation, new Map<string, Json>(capturesIn(made.request).map((key) => [key, '7'])));
      expect(wire.ok ? '' : wire.problems[0].what, made.id).toBe('');
      if (made.intent.kind !== 'invalid') continue;
      const control = all.find(({ id }) => id === made.control);
      expect(control, made.id).toMatchObject({ intent: { kind: 'valid' }, operationId: made.operationId });
    }
  });

  test('are the same for the same seed, begin alike however many there are, and are others for another seed', () => {
    const texts = (seed: number, many: number): readonly string[] => casesFor(description, schemas, seed, many).map((made) => JSON.stringify(made));
    expect(texts(5, 60)).toEqual(texts(5, 60));
    expect(texts(5, 60).slice(0, 25)).toEqual(texts(5, 25));
    expect(texts(6, 60)).not.toEqual(texts(5, 60));
  });

  test('are spread over all operations that can be sent', () => {
    const counts = new Map<string, number>();
    for (const { operationId } of casesFor(description, schemas, 1, 200)) counts.set(operationId, (counts.get(operationId) ?? 0) + 1);
    expect(counts.size).toBeGreaterThan(description.operations.length * 0.8);
  });
});

test('are the same on every machine and with every version of Node', async () => {
  const read = await readDescription(fixture('keywords'));
  if (!read.ok) throw new Error('unreadable');
  const all = casesFor(read.value, compileSchemas(read.value, { direction: 'request' }), 42, 200);
  expect(createHash('sha256').update(JSON.stringify(all)).digest('hex')).toMatchInlineSnapshot(`"0828a5957daf573c7e95b7efd1ba6e1eafac4c077d842ba5d6864f3de20d1c68"`);
});

test('end when no more of them differ', async () => {
  const description = await described(getting());
  expect(casesFor(description, compileSchemas(description, { direction: 'request' }), 1, 500)).toHaveLength(1);
});
