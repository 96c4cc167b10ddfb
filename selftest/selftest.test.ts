import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { scoreOf } from '../reporters/kill-matrix/score.ts';
import { provenBy } from './proving.fixture.ts';

const file = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** Paged lists, filters, orders, forms, keys, headers and cookies, in several dialects. */
const descriptions = ['fixtures/library.openapi.yaml', '../test/honest/store.openapi.yaml', '../spec/arazzo-conformance/things.openapi.yaml'];

describe.each(descriptions)('%s', (path) => {
  test('the server that is made from it is honest', async () => {
    const { honest } = await provenBy(file(path), { sample: 1 });
    expect(honest.falseAlarms).toEqual([]);
    expect(honest.passed).toBeGreaterThan(30);
  });
});

test('lies against every rule are found out by the requirement that it violates', { timeout: 120_000 }, async () => {
  const matrix = await provenBy(file('fixtures/shop.openapi.yaml'), { sample: 110 });
  expect(matrix.honest.falseAlarms).toEqual([]);
  expect(matrix.tried.filter(({ fate }) => fate.kind !== 'killed').map(({ requirement, label }) => `${requirement} ${label}`)).toEqual([]);
  expect(new Set(matrix.tried.map(({ rule }) => rule)).size).toBeGreaterThan(25);
  expect(scoreOf(matrix)).toMatchObject({ survived: 0, perCent: 100 });
});

test('a part of the plan decides as the whole plan does', { timeout: 120_000 }, async () => {
  const fates = async (wholePlan: boolean): Promise<readonly string[]> => (await provenBy(file('fixtures/shop.openapi.yaml'), { sample: 5, wholePlan })).tried.map(({ requirement, label, fate }) => `${requirement} ${label} ${fate.kind}`).sort();
  expect(await fates(false)).toEqual(await fates(true));
});

test('a judge that has gone blind lets lies survive', { timeout: 120_000 }, async () => {
  const { tried } = await provenBy(file('fixtures/shop.openapi.yaml'), { blindTo: 'rejects-invalid', only: 'createOrder' });
  const overlooked = tried.filter(({ rule }) => rule === 'rejects-invalid');
  expect(overlooked.length).toBeGreaterThan(3);
  expect(overlooked.filter(({ fate }) => fate.kind === 'killed')).toEqual([]);
  expect(overlooked.some(({ fate }) => fate.kind === 'survived')).toBe(true);
  // No lie of the reference backend is about a required parameter; this one stands for its rule.
  expect(tried.filter(({ rule }) => rule === 'requires-parameter').map(({ fate }) => fate.kind)).toEqual(['killed']);
});
