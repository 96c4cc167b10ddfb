import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { JsonObject } from '../model/json.ts';
import type { Plan } from '../model/plan.ts';
import { profiles } from '../config/profiles.ts';
import { readDescription } from '../spec/read-description.ts';
import { compileSchemas } from '../spec/schemas.ts';
import { rules } from '../suites/rules.ts';
import type { PlanInput } from './make-plan.ts';
import { capturesIn } from '../generate/captures-in.ts';
import { makePlan } from './make-plan.ts';
import { binds } from './permission-of.ts';

let folder = '';
beforeAll(async () => { folder = await mkdtemp(join(tmpdir(), 'plan-')); });
afterAll(() => rm(folder, { recursive: true, force: true }));

const api: JsonObject = {
  openapi: '3.1.1', info: { title: 'Things', version: '1' },
  paths: {
    '/things': {
      get: { operationId: 'listThings', parameters: [{ name: 'limit', in: 'query', schema: { type: 'integer', minimum: 1, maximum: 9 } }], responses: { 200: { description: 'ok', content: { 'application/json': { schema: { type: 'array', items: { type: 'object', properties: { id: { type: 'string' } } } } } } } } },
      post: { operationId: 'addThing', requestBody: { required: true, content: { 'application/json': { schema: { type: 'object', required: ['name'], properties: { name: { type: 'string' } } } } } }, responses: { 201: { description: 'created' } } },
    },
    '/things/{id}': {
      parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string', format: 'uuid' } }],
      get: { operationId: 'getThing', responses: { 200: { description: 'ok' } } }, delete: { operationId: 'removeThing', responses: { 204: { description: 'gone' } } },
    },
  },
};

let count = 0;
async function planOf(document: JsonObject | string, changes: Partial<PlanInput> = {}): Promise<Plan> {
  const file = join(folder, `${++count}.${typeof document === 'string' ? 'yaml' : 'json'}`);
  await writeFile(file, typeof document === 'string' ? document : JSON.stringify(document));
  const read = await readDescription(file);
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  const profile = profiles.find(({ id }) => id === 'full');
  if (!profile) throw new Error('there is no profile full');
  return makePlan({
    description: read.value, rules, flows: [], profile, permission: 'destructive', fixtures: {}, law: { formats: 'assert', undeclaredProperties: 'off' }, seed: 1, actors: [],
    schemas: compileSchemas(read.value, { direction: 'request' }), version: '1.0.0', ...changes,
  });
}

describe('a plan is a function of what it is made from', () => {
  test('the same again is the same, from another file too', async () => {
    expect((await planOf(api)).digest).toBe((await planOf(api)).digest);
  });

  test('how the description is written does not matter', async () => {
    const { paths, info, openapi } = api;
    const other = `# a comment\nopenapi: ${String(openapi)}\npaths: ${JSON.stringify(paths, null, 3)}\ninfo: ${JSON.stringify(info)}\n`;
    expect((await planOf(other)).digest).toBe((await planOf(api)).digest);
  });

  const changed = (text: string, into: string): JsonObject => JSON.parse(JSON.stringify(api).replace(text, into)) as JsonObject;
  test.each<[string, JsonObject, Partial<PlanInput>]>([
    ['a bound', changed('"maximum":9', '"maximum":10'), {}], ['a status', changed('"201"', '"200"'), {}], ['the seed', api, { seed: 2 }], ['the permission', api, { permission: 'write' }], ['how formats count', api, { law: { formats: 'advise', undeclaredProperties: 'off' } }],
    ['the version of the suite', api, { version: '1.0.1' }], ['a rule less', api, { rules: rules.slice(1) }], ['a fixture', api, { fixtures: { id: ['7'] } }], ['expired credentials at hand', api, { actors: ['expired'] }], ['a filter', api, { selects: ({ operationId }) => operationId === 'listThings' }],
  ])('%s makes another plan', async (_, document, input) => {
    expect((await planOf(document, input)).digest).not.toBe((await planOf(api)).digest);
  });
});

describe('what a plan holds', () => {
  test('every requirement once, every case with an id of its own, every control before what it controls', async () => {
    const plan = await planOf(api);
    expect(new Set([...plan.requirements].map(({ id }) => id)).size).toBe(plan.requirements.length);
    for (const { operationId, cases } of plan.operations) {
      const ids = plan.casesOf(operationId).map(({ id }) => id);
      expect(new Set(ids).size).toBe(ids.length);
      expect(ids).toHaveLength(cases);
      for (const { control } of plan.casesOf(operationId)) if (control !== undefined) expect(ids).toContain(control);
    }
    for (const { cases, operationId } of plan.requirements) for (const id of cases) expect(plan.casesOf(operationId ?? '').some((each) => each.id === id)).toBe(true);
  });

  test('a requirement can be asked for by the first tag of its operation', async () => {
    const tagged = { ...api, paths: { '/things': { get: { operationId: 'listThings', tags: ['first', 'second'], responses: { 200: { description: 'ok' } } } } } };
    const tagsOf = async (document: JsonObject): Promise<unknown[]> => [...new Set([...(await planOf(document)).requirements].map(({ tag }) => tag))];
    expect(await tagsOf(tagged)).toEqual(['first']);
    expect(await tagsOf(api)).toEqual([undefined]);
  });

  test('where requirements stand is part of their ids, which waivers and known findings name: it stays as it is', async () => {
    const placesOf = new Map<string, Set<string>>();
    for (const { rule, at } of (await planOf(api)).requirements) placesOf.set(rule, (placesOf.get(rule) ?? new Set()).add(at.split('/').slice(0, 2).join('/')));
    const standing = (place: string): readonly string[] => [...placesOf].flatMap(([rule, places]) => (places.has(place) ? [rule] : []));
    expect(standing('/responses')).toEqual(['success-documented', 'status-documented', 'error-status-documented', 'content-type-documented', 'body-parses', 'json-keys-unique', 'body-schema']);
    expect(standing('/parameters')).toEqual(['accepts-valid', 'rejects-invalid']);
    expect(standing('/requestBody')).toEqual(['accepts-valid', 'rejects-invalid', 'rejects-malformed-body']);
    expect(['/head', '/methods', '/allow', '/accept'].map(standing)).toEqual([['head-mirrors-get'], ['method-not-allowed'], ['allow-truthful'], ['not-acceptable']]);
    // What is asked of an operation as a whole.
    expect(standing('')).toEqual(['no-server-error', 'service-available', 'status-in-range', 'www-authenticate', 'retry-after-valid', 'date-valid', 'problem-details-valid', 'no-leak']);
  });

  test('what is not permitted is planned, and withheld with the word that would permit it', async () => {
    const plan = await planOf(api, { permission: 'read' });
    const [of] = plan.requirements.of('addThing');
    expect(plan.withheld.get(of?.id ?? '')).toBe('The permission "write" is not granted (--allow write).');
    expect(plan.casesOf('addThing')).toEqual([]);
    expect(plan.casesOf('listThings').length).toBeGreaterThan(3);
  });

  test('of what is filtered out, only what the rest needs is sent', async () => {
    const plan = await planOf(api, { selects: ({ operationId }) => operationId === 'getThing' });
    expect(plan.casesOf('listThings').map(({ id }) => id)).toEqual(['listThings/baseline']);
    expect([...plan.withheld.values()].every((because) => /--include or --exclude/.test(because))).toBe(true);
  });

  test('values of paths come from lists first, then from the configuration; what is destroyed from the configuration alone', async () => {
    const { captures } = await planOf(api, { fixtures: { id: ['7'], 'disposable:id': ['8'] } });
    expect(captures.map(({ key, sources }) => [key, sources.map(({ kind }) => kind)])).toEqual([['id', ['discovery', 'configuration', 'schema']], ['disposable:id', ['configuration']]]);
    expect(capturesIn({ method: 'get', path: '/a', credentials: 'owner', parameters: [{ in: 'path', name: 'id', value: { capture: 'id' } }, { in: 'query', name: 'q', value: { literal: 1 } }] })).toEqual(['id']);
  });

  test('of operations that destroy, nothing but the deed and the strangers is sent', async () => {
    expect([...new Set((await planOf(api)).casesOf('removeThing').map(({ strategy }) => strategy))]).toEqual(['baseline']);
  });
});

test('cases and requirements that lie packed come back the same', async () => {
  const having = (operations: number): JsonObject => ({
    openapi: '3.1.1', info: { title: 'Many', version: '1' }, paths: Object.fromEntries(Array.from({ length: operations }, (_, i) => [`/r${i}`, {
      get: { operationId: `r${i}`, parameters: [{ name: 'p', in: 'query', schema: { type: 'integer', minimum: 1, maximum: 9 } }], responses: { 200: { description: 'ok' } } },
    }])),
  });
  const [few, many] = [await planOf(having(2)), await planOf(having(520))];
  expect(few.casesOf('r0')).toBe(few.casesOf('r0'));
  expect(many.requirements).toHaveLength(260 * few.requirements.length);
  for (let round = 0; round < 2; round++) {
    for (const id of ['r0', 'r1']) expect([many.casesOf(id), many.requirements.of(id)]).toEqual([few.casesOf(id), few.requirements.of(id)]);
    expect([...many.requirements].slice(0, few.requirements.length)).toEqual([...few.requirements]);
  }
});

test('a rule on trial is in the plan, and its requirements can block nothing', async () => {
  const onTrial = (plan: Plan): string[] => [...new Set([...plan.requirements].flatMap(({ rule, tentative }) => (tentative ? [rule] : [])))];
  const plan = await planOf(api, { rules: rules.map((rule) => (rule.id === 'body-schema' || rule.id === 'rejects-invalid' ? { ...rule, tentative: true } : rule)) });
  expect(onTrial(plan).sort()).toEqual(['body-schema', 'rejects-invalid']);
  expect(onTrial(await planOf(api))).toEqual([]);
  const full = profiles.find(({ id }) => id === 'full');
  expect([...plan.requirements].filter((requirement) => requirement.tentative && full && binds(requirement, full))).toEqual([]);
  expect(plan.rulesetDigest).not.toBe((await planOf(api)).rulesetDigest);
});
