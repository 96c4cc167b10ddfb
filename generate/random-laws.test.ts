import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Json, JsonObject } from '../model/json.ts';
import { compileSchemas } from '../spec/schemas.ts';
import { described } from './cases-from.fixture.ts';
import { casesOf } from './cases-of.ts';
import { randomCases } from './exploring/random-cases.ts';
import { expectLawful } from './lawful.fixture.ts';
import { randomSchemas, referredTo, scalarSchemas } from './random-schemas.fixture.ts';

const runs = 120;

/** One operation with a body and parameters of these schemas. */
function described30or31(dialect: '3.0' | '3.1', body: JsonObject, ...parameters: readonly JsonObject[]) {
  return described({
    '/things': { post: {
      operationId: 'post',
      parameters: parameters.map((schema, index): Json => ({ name: `p${index}`, in: index === 2 ? 'header' : 'query', required: index === 1, schema })),
      requestBody: { required: true, content: { 'application/json': { schema: body } } }, responses: { 204: { description: 'ok' } },
    } },
  }, { openapi: dialect === '3.0' ? '3.0.4' : '3.1.1', components: { schemas: referredTo } });
}

describe.each(['3.0', '3.1'] as const)('whatever a description of version %s says', (dialect) => {
  const scalars = scalarSchemas(dialect);
  const about = fc.tuple(randomSchemas(dialect), scalars, scalars, scalars);

  test('positives are valid, negatives break their keyword at their pointer, ids are unique, and the same seed gives the same', { timeout: 120_000 }, async () => {
    let [positives, negatives] = [0, 0];
    await fc.assert(fc.asyncProperty(about, fc.nat(1_000), async ([body, ...parameters], seed) => {
      const description = await described30or31(dialect, body, ...parameters);
      const schemas = compileSchemas(description, { direction: 'request' });
      const [operation] = description.operations;
      if (!operation) throw new Error('there is no operation');
      const made = () => casesOf(description, operation, { seed, schemas, actors: [] });
      const { cases } = made();
      expect(new Set(cases.map(({ id }) => id)).size).toBe(cases.length);
      for (const each of cases) expectLawful(schemas, operation, each);
      for (const { control, id } of cases) if (control !== undefined) expect(cases.some((each) => each.id === control && each.intent.kind === 'valid'), id).toBe(true);
      expect(JSON.stringify(made())).toBe(JSON.stringify(made()));
      positives += cases.filter(({ intent }) => intent.kind === 'valid').length;
      negatives += cases.filter(({ intent }) => intent.kind === 'invalid').length;
    }), { numRuns: runs, seed: 20_261_124 });
    expect(Math.min(positives, negatives)).toBeGreaterThan(runs * 3);
  });

  test('so it is for random cases', { timeout: 120_000 }, async () => {
    let [positives, negatives] = [0, 0];
    await fc.assert(fc.asyncProperty(about, fc.nat(1_000), async ([body, ...parameters], seed) => {
      const description = await described30or31(dialect, body, ...parameters);
      const schemas = compileSchemas(description, { direction: 'request' });
      const [operation] = description.operations;
      if (!operation) throw new Error('there is no operation');
      const made = (many: number) => [...randomCases({ description, document: description.document, schemas, seed }, [operation], { seed, many })];
      const draws = made(24);
      const cases = draws.flatMap(({ valid, invalid }) => [valid, ...(invalid ? [invalid.case] : [])]);
      expect(new Set(cases.map(({ id }) => id)).size).toBe(cases.length);
      expect(cases.length).toBeLessThanOrEqual(24);
      for (const each of cases) expectLawful(schemas, operation, each);
      expect(JSON.stringify(made(24).map(({ valid, invalid }) => [valid, invalid?.case]))).toBe(JSON.stringify(draws.map(({ valid, invalid }) => [valid, invalid?.case])));
      positives += draws.length;
      negatives += cases.length - draws.length;
    }), { numRuns: runs, seed: 20_261_124 });
    expect(Math.min(positives, negatives)).toBeGreaterThan(runs);
  });
});
