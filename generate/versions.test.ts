import { expect, test } from 'vitest';
import type { Case, Unprovable } from '../model/case.ts';
import type { Description } from '../model/description.ts';
import type { JsonObject } from '../model/json.ts';
import { descriptionOf } from '../spec/reading/folder.fixture.ts';
import { compileSchemas } from '../spec/schemas.ts';
import { petshop, swaggerPetshop } from '../spec/versions.fixture.ts';
import { casesOf } from './cases-of.ts';

async function casesFrom(document: JsonObject): Promise<readonly (Case | Unprovable)[]> {
  const description: Description = await descriptionOf({ 'api.json': JSON.stringify(document) });
  const schemas = compileSchemas(description, { direction: 'request' });
  return description.operations.flatMap((operation) => {
    const { cases, unprovable } = casesOf(description, operation, { seed: 1, schemas, actors: [] });
    return [...cases, ...unprovable];
  });
}

test.each<[string, JsonObject]>([
  ['2.0', swaggerPetshop], ...['3.0.0', '3.0.1', '3.0.2', '3.0.4'].map((version): [string, JsonObject] => [version, petshop(version)]),
])('%s gives the cases of 3.0.3', async (_, document) => {
  const expected = await casesFrom(petshop('3.0.3'));
  expect(expected.length).toBeGreaterThan(80);
  expect(await casesFrom(document)).toEqual(expected);
});

test.each(['3.1.0', '3.1.2', '3.2.0'])('%s gives the cases of 3.1.1', async (version) => {
  expect(await casesFrom(petshop(version))).toEqual(await casesFrom(petshop('3.1.1')));
});

test('3.0 and 3.1 give the same cases but for how they say null and an open border', async () => {
  const named = async (version: string): Promise<readonly string[]> => {
    const all = await casesFrom(petshop(version));
    return all.flatMap((each) => ('id' in each ? [each.id] : [])).filter((id) => !/\/(tag|above)\b/.test(id));
  };
  expect(await named('3.0.3')).toEqual(await named('3.1.1'));
});
