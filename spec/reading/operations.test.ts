import { expect, test } from 'vitest';
import type { JsonObject } from '../../model/json.ts';
import type { Operation } from '../../model/description.ts';
import { readOperations } from './operations.ts';
import { securitySchemesOf } from './security.ts';

const reading = (paths: JsonObject, rest: JsonObject = {}, safe: readonly string[] = []): readonly Operation[] => readOperations({ paths, ...rest }, safe).operations;
const one = (operation: JsonObject, rest: JsonObject = {}): Operation => {
  const [first] = reading({ '/a/{id}': { get: operation } }, rest);
  if (!first) throw new Error('no operation');
  return first;
};

test('an operation with everything left out', () => {
  expect(one({})).toEqual({
    id: 'get-a-id', method: 'get', path: '/a/{id}', pointer: '/paths/~1a~1{id}/get', provenance: 'documented', summary: '', tags: [], deprecated: false,
    parameters: [], responses: new Map(), security: [], safe: true,
  });
});

test('made ids are new, given ones stay', () => {
  expect(reading({
    '/a': { get: {}, put: { operationId: 'get-a' } }, '/a/': { get: {} }, '/b': { get: { operationId: 'repos/list' } }, 'x-no': { get: {} },
  }).map(({ id }) => id)).toEqual(['get-a-2', 'get-a', 'get-a-3', 'repos/list']);
});

test('parameters of the path are inherited, overridden and followed; style and explode have their defaults', () => {
  const shared = { name: 'shared', in: 'header', schema: { type: 'string' } };
  const [operation] = reading({
    '/a/{id}': {
      parameters: [{ name: 'id', in: 'path', schema: {} }, { name: 'q', in: 'query', required: true }, { $ref: '#/components/parameters/P' }],
      get: { parameters: [{ name: 'q', in: 'query', style: 'spaceDelimited' }, { name: 'c', in: 'cookie', content: { 'application/json': { schema: { type: 'object' }, example: { a: 1 } } } }, { name: 'Accept', in: 'header' }] },
    },
  }, { components: { parameters: { P: { $ref: '#/components/parameters/Q' }, Q: shared } } });
  expect(operation?.parameters.map(({ name, in: location, required, style, explode, pointer, schema, mediaType }) => [name, location, required, style, explode, pointer, schema?.pointer, mediaType])).toEqual([
    ['id', 'path', true, 'simple', false, '/paths/~1a~1{id}/parameters/0', '/paths/~1a~1{id}/parameters/0/schema', undefined],
    ['q', 'query', false, 'spaceDelimited', false, '/paths/~1a~1{id}/get/parameters/0', undefined, undefined],
    ['shared', 'header', false, 'simple', false, '/components/parameters/Q', '/components/parameters/Q/schema', undefined],
    ['c', 'cookie', false, 'form', true, '/paths/~1a~1{id}/get/parameters/1', '/paths/~1a~1{id}/get/parameters/1/content/application~1json/schema', 'application/json'],
  ]);
  expect(operation?.parameters.at(-1)?.examples).toEqual([{ name: 'example', value: { a: 1 } }]);
});

test('bodies, responses, headers, examples and links are followed to where they stand', () => {
  const operation = one({
    requestBody: { $ref: '#/components/requestBodies/B' },
    responses: { '200': { $ref: '#/components/responses/R' }, '4XX': { description: 'd' }, default: { description: 'e' }, 'x-other': { description: 'f' } },
  }, {
    components: {
      requestBodies: { B: { required: true, content: { 'multipart/form-data': { schema: { type: 'object' }, encoding: { f: { contentType: 'text/plain' }, g: { style: 'pipeDelimited' } } } } } },
      responses: { R: { description: 'd', headers: { 'X-A': { $ref: '#/components/headers/H' } }, content: { 'application/json': { schema: true, examples: { e: { $ref: '#/components/examples/E' }, none: { externalValue: 'x' } } } }, links: { l: { $ref: '#/components/links/L' }, m: { operationRef: '#/paths/~1a~1%7Bid%7D/get' }, n: { operationRef: 'https://example.com' } } } },
      headers: { H: { required: true, schema: { type: 'integer' } } },
      examples: { E: { value: [1] } },
      links: { L: { operationId: 'other', parameters: { id: '$response.body#/id' } } },
    },
  });
  expect(operation.requestBody).toMatchObject({ required: true, pointer: '/components/requestBodies/B' });
  expect(operation.requestBody?.content.get('multipart/form-data')?.encoding).toEqual(new Map([
    ['f', { contentType: 'text/plain', style: 'form', explode: true, allowReserved: false }], ['g', { style: 'pipeDelimited', explode: false, allowReserved: false }],
  ]));
  expect([...operation.responses.keys()]).toEqual(['200', '4XX', 'default']);
  const response = operation.responses.get('200');
  expect(response).toMatchObject({ key: '200', pointer: '/components/responses/R' });
  expect(response?.headers.get('X-A')).toEqual({ name: 'X-A', required: true, explode: false, pointer: '/components/headers/H', provenance: 'documented', schema: { schema: { type: 'integer' }, pointer: '/components/headers/H/schema' } });
  expect(response?.content.get('application/json')).toMatchObject({ range: 'application/json', schema: { schema: true, pointer: '/components/responses/R/content/application~1json/schema' }, examples: [{ name: 'e', value: [1] }] });
  expect(response?.links).toEqual([
    { name: 'l', operationId: 'other', parameters: new Map([['id', '$response.body#/id']]) }, { name: 'm', operationId: 'get-a-id', parameters: new Map() },
  ]);
});

test('provenance is inherited: document, operation, parameter or response, header', () => {
  const responses = { '200': { description: 'd', headers: { H: {}, I: { 'x-provenance': 'platform' } } }, '400': { description: 'd', 'x-provenance': 'documented' } };
  const parameters = [{ name: 'q', in: 'query' }, { name: 'r', in: 'query', 'x-provenance': 'platform' }, { name: 's', in: 'query', 'x-provenance': 'nonsense' }];
  const words = (operation: Operation): readonly string[] => [
    operation.provenance, ...operation.parameters.map(({ provenance }) => provenance), ...[...operation.responses.values()].flatMap(({ provenance, headers }) => [provenance, ...[...headers.values()].map((header) => header.provenance)]),
  ];
  expect(words(one({ responses, parameters }))).toEqual(['documented', 'documented', 'platform', 'documented', 'documented', 'documented', 'platform', 'documented']);
  expect(words(one({ responses, parameters }, { 'x-provenance': 'platform' }))).toEqual(['platform', 'platform', 'platform', 'platform', 'platform', 'platform', 'platform', 'documented']);
  expect(words(one({ responses, parameters, 'x-provenance': 'assumed' }, { 'x-provenance': 'platform' }))).toEqual(['assumed', 'assumed', 'platform', 'assumed', 'assumed', 'assumed', 'platform', 'documented']);
});

test('security: own, or that of the document; none; optional', () => {
  const security = [{ a: ['read'], b: [] }];
  expect(one({}, { security }).security).toEqual([new Map([['a', ['read']], ['b', []]])]);
  expect(one({ security: [] }, { security }).security).toEqual([]);
  expect(one({ security: [{}, { a: [] }] }).security).toEqual([new Map(), new Map([['a', []]])]);
});

test.each([
  ['get', {}, true], ['head', {}, true], ['options', {}, true], ['post', {}, false], ['delete', {}, false], ['trace', {}, false],
  ['post', { 'x-safe': true }, true], ['get', { 'x-safe': false }, false], ['post', { operationId: 'search' }, true],
] as const)('%s %j is safe: %s', (method, operation, safe) => {
  expect(reading({ '/a': { [method]: operation } }, {}, ['search'])[0]?.safe).toBe(safe);
});

test('a path item may refer to another, and what it says itself wins', () => {
  const operations = reading({ '/a': { $ref: '#/components/pathItems/I', get: { summary: 'own' } }, '/b': { $ref: '#/paths/~1a' } }, {
    components: { pathItems: { I: { parameters: [{ name: 'q', in: 'query' }], get: { summary: 'theirs' }, put: { summary: 'theirs' } } } },
  });
  expect(operations.map(({ path, method, summary, pointer, parameters }) => [path, method, summary, pointer, parameters.length])).toEqual([
    ['/a', 'get', 'own', '/paths/~1a/get', 1], ['/a', 'put', 'theirs', '/components/pathItems/I/put', 1],
    ['/b', 'get', 'own', '/paths/~1a/get', 1], ['/b', 'put', 'theirs', '/components/pathItems/I/put', 1],
  ]);
});

test('paths that share an item have operations of their own', () => {
  const item = { get: { operationId: 'g' }, put: {} };
  expect(reading({ '/a': { $ref: '#/paths/~1b' }, '/b': item }).map(({ id, path }) => `${id} ${path}`)).toEqual(['g /a', 'put-a /a', 'g-2 /b', 'put-b /b']);
});

test('security schemes', () => {
  const schemes = securitySchemesOf({
    components: {
      securitySchemes: {
        k: { type: 'apiKey', name: 'X-Key', in: 'header' }, b: { type: 'http', scheme: 'Bearer' }, a: { type: 'http', scheme: 'basic' }, d: { type: 'http', scheme: 'digest' },
        o: { type: 'oauth2', flows: {} }, i: { type: 'openIdConnect' }, m: { type: 'mutualTLS' }, r: { $ref: '#/components/securitySchemes/b' },
      },
    },
  });
  expect(Object.fromEntries(schemes)).toEqual({
    k: { kind: 'apiKey', name: 'X-Key', in: 'header' }, b: { kind: 'bearer' }, a: { kind: 'basic' }, d: { kind: 'other', scheme: 'digest' },
    o: { kind: 'oauth2' }, i: { kind: 'openIdConnect' }, m: { kind: 'mutualTLS' }, r: { kind: 'bearer' },
  });
});

test.each<[boolean, string, JsonObject, JsonObject]>([
  [true, 'a cursor that the answer hands out', { name: 'cursor', schema: { type: 'string' } }, { next_cursor: {} }],
  [true, 'a token, however it is spelt', { name: 'page-token', schema: { type: 'string', minLength: 1 } }, { nextPageToken: {} }],
  [true, 'what says so itself', { name: 'anything', 'x-server-issued': true }, {}],
  [false, 'what says that it is not', { name: 'cursor', schema: { type: 'string' }, 'x-server-issued': false }, { next_cursor: {} }],
  [false, 'a cursor that nobody hands out', { name: 'cursor', schema: { type: 'string' } }, { items: {} }],
  [false, 'the number of a page', { name: 'marker', schema: { type: 'integer' } }, { next_marker: {} }],
  [false, 'one of a few words', { name: 'cursor', schema: { type: 'string', enum: ['first', 'last'] } }, { next_cursor: {} }],
  [false, 'another text', { name: 'q', schema: { type: 'string' } }, { next_cursor: {} }],
])('only the server can issue it (%j): %s', (expected, _, parameter, properties) => {
  const { parameters } = one({
    parameters: [{ in: 'query', ...parameter }],
    responses: { 200: { content: { 'application/json': { schema: { type: 'object', properties: { page: { type: 'object', properties } } } } } }, 400: { content: { 'application/json': { schema: { properties: { next_cursor: {} } } } } } },
  });
  expect(parameters.map(({ serverIssued = false }) => serverIssued)).toEqual([expected]);
});
