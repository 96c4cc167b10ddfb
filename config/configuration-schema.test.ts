import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import { configurationFile } from './configuration-file.ts';
import { configurationSchema } from './configuration-schema.ts';

test('the published schema is fresh', async () => {
  await expect(configurationSchema()).toMatchFileSnapshot('./calico-conformance.schema.json');
});

test('every setting is described', () => {
  const { properties } = JSON.parse(configurationSchema()) as { properties: Record<string, { description?: string }> };
  expect(Object.keys(properties)).toEqual(Object.keys(configurationFile.shape));
  expect(Object.entries(properties).filter(([, { description }]) => !description)).toEqual([]);
});

describe('the published schema agrees with the reader', () => {
  const valid = new Ajv2020({ strict: true, allowUnionTypes: true }).compile(JSON.parse(configurationSchema()) as object);
  test.each([
    {}, { seed: 1 }, { seed: '7' }, { seed: -1 }, { seed: 1.5 }, { concurrency: 300 }, { timeout: '10s' }, { timeout: 10 }, { timeout: '10' },
    { allow: 'read' }, { allow: ['read', 'write'] }, { allow: 'all' }, { rate: 2 }, { rate: '600/m' }, { rate: 0 }, { maxBodyBytes: '1MB' },
    { tokenEnv: 'A_B' }, { tokenEnv: 'a b' }, { auth: { a: { bearer: { tokenEnv: 'T' } } } }, { auth: { a: { beerer: {} } } },
    { fixtures: { user_id: ['a', 1], disposable: { user_id: 'x' } } }, { fixtures: { user_id: { a: 1 } } }, { unknown: 1 }, [],
    { include: ['a'] }, { include: 'a' }, { headers: { a: 'b' } }, { headers: { a: 1 } }, { formats: 'advise' }, { formats: 'x' },
  ])('%j', (value) => {
    expect(valid(value)).toBe(configurationFile.safeParse(value).success);
  });

  test('a variable may stand for any setting', () => {
    expect(valid({ seed: '${SEED}', timeout: '${TIMEOUT:-10s}', formats: '${FORMATS}', rate: '${RATE}' })).toBe(true);
  });
});
