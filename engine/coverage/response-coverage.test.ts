import { describe, expect, test } from 'vitest';
import type { CoverageKind } from '../../model/coverage.ts';
import { described } from '../../generate/cases-from.fixture.ts';
import type { Exchange } from '../../model/exchange.ts';
import type { Json, JsonObject } from '../../model/json.ts';
import { compileSchemas } from '../../spec/schemas.ts';
import { responseView } from '../judging/response-view.ts';
import { recordCoverage } from './response-coverage.ts';

const components: JsonObject = {
  schemas: {
    Pet: {
      type: 'object', required: ['kind'],
      properties: { kind: { enum: ['cat', 'dog', 'fish'] }, name: { type: 'string' }, secret: { type: 'string', writeOnly: true }, owner: { $ref: '#/components/schemas/Owner' }, friends: { type: 'array', items: { $ref: '#/components/schemas/Pet' } } },
    },
    Owner: { oneOf: [{ title: 'Person', type: 'object', required: ['born'], properties: { born: { type: 'integer' } } }, { $ref: '#/components/schemas/Company' }] },
    Company: { type: 'object', required: ['seat'], properties: { seat: { type: 'string' }, size: { type: 'integer' } } },
  },
};
const paths: JsonObject = { '/pets': { get: { operationId: 'pets', responses: {
    200: { description: 'ok', headers: { 'X-Total': { schema: { type: 'integer' } } }, content: { 'application/json': { schema: { type: 'array', items: { $ref: '#/components/schemas/Pet' } } }, 'text/csv': { schema: { type: 'string' } } } },
    404: { description: 'none' }, '5XX': { description: 'broken' },
  } } } };

interface Answer {
  readonly status: number;
  readonly headers?: readonly (readonly [string, string])[];
  readonly body?: Json;
}

async function seen(...answers: readonly Answer[]) {
  const description = await described(paths, { components });
  const schemas = compileSchemas(description, { direction: 'response' });
  const recorder = recordCoverage(description, description.operations);
  const [operation] = description.operations;
  for (const { status, headers = [], body } of answers) {
    const text = body === undefined ? undefined : JSON.stringify(body);
    const exchange: Exchange = {
      id: 'x', operationId: 'pets', attempt: 1, startedAt: 0, durationMs: 1, request: { method: 'GET', url: 'http://a.example/pets', headers: [] },
      response: { kind: 'response', status, headers: [...(text === undefined ? [] : [['content-type', 'application/json'] as const]), ...headers], ...(text !== undefined && { body: { text, bytes: text.length } }) },
    };
    if (operation) recorder.see(responseView(operation, exchange, undefined, schemas, { formats: 'assert', undeclaredProperties: 'off' }));
  }
  return recorder.coverage();
}

const names = async (kind: CoverageKind, ...answers: readonly Answer[]): Promise<readonly string[]> => (await seen(...answers)).unseen.filter((part) => part.kind === kind).map(({ name }) => name);

test('before any answer nothing is seen, and all that can be seen is named once', async () => {
  const { seen: number, total, kinds, unseen } = await seen();
  expect({ number, total }).toEqual({ number: 0, total: 15 });
  expect(Object.fromEntries(Object.entries(kinds).map(([kind, extent]) => [kind, extent.total]))).toEqual({ status: 3, 'media-type': 2, header: 1, property: 4, 'enum-member': 3, branch: 2 });
  expect(unseen.find(({ name }) => name === '"dog"')).toEqual({ kind: 'enum-member', at: '/components/schemas/Pet/properties/kind/enum/1', operationId: 'pets', response: '200', name: '"dog"' });
});

describe('an answer shows', () => {
  test('its status, the range it falls in, and its header whatever its case', async () => {
    expect(await names('status', { status: 404 }, { status: 503 })).toEqual(['200']);
    expect(await names('header', { status: 200, headers: [['x-total', '3']] })).toEqual([]);
  });

  test('its media type alone', async () => {
    expect(await names('media-type', { status: 200, body: [] })).toEqual(['text/csv']);
  });

  test('members of an enum, however deep', async () => {
    expect(await names('enum-member', { status: 200, body: [{ kind: 'cat', friends: [{ kind: 'fish' }] }] })).toEqual(['"dog"']);
  });

  test('members of an enum that leaves a choice, be it of two', async () => {
    const description = await described({ '/pets': { get: { operationId: 'pets', responses: { 200: { description: 'ok', content: { 'application/json': { schema: { type: 'object', properties: { one: { enum: ['a'] }, two: { enum: ['b', 'c'] } } } } } } } } } });
    expect(recordCoverage(description, description.operations).coverage().unseen.filter(({ kind }) => kind === 'enum-member').map(({ name }) => name)).toEqual(['"b"', '"c"']);
  });

  test('the branch that holds, and what only that branch has', async () => {
    expect(await names('branch', { status: 200, body: [{ kind: 'cat', owner: { seat: 'Rome' } }] })).toEqual(['Person']);
    expect(await names('property', { status: 200, body: [{ kind: 'cat', owner: { seat: 'Rome', size: 3 } }] })).toEqual(['name', 'friends']);
    expect(await names('property', { status: 200, body: [{ kind: 'cat', owner: { born: 1970, size: 3 } }] })).toEqual(expect.arrayContaining(['size']));
  });

  test('nothing where its status is not documented or its body is no JSON', async () => {
    expect((await seen({ status: 201, body: [{ kind: 'cat' }] })).seen).toBe(0);
  });
});
