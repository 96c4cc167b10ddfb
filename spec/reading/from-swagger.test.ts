import { describe, expect, test } from 'vitest';
import type { Description, Operation } from '../../model/description.ts';
import type { Json, JsonObject } from '../../model/json.ts';
import { compileSchemas } from '../schemas.ts';
import { descriptionOf, problemsOf } from './folder.fixture.ts';

const responses: JsonObject = { 204: { description: 'd' } };
const swagger = (paths: JsonObject, rest: JsonObject = {}): string => JSON.stringify({ swagger: '2.0', info: { title: 't', version: '1' }, ...rest, paths }, null, 2);
const read = (paths: JsonObject, rest: JsonObject = {}): Promise<Description> => descriptionOf({ 'api.json': swagger(paths, rest) });
async function operationOf(operation: JsonObject, rest: JsonObject = {}): Promise<Operation> {
  const { operations: [only] } = await read({ '/a': { post: { responses, ...operation } } }, rest);
  if (!only) throw new Error('there is no operation');
  return only;
}

test.each<[string, JsonObject, readonly string[]]>([
  ['host, basePath, schemes', { host: 'h:8080', basePath: '/v1', schemes: ['http', 'https'] }, ['http://h:8080/v1', 'https://h:8080/v1']],
  ['a host alone', { host: 'h', basePath: '/' }, ['https://h']], ['a base path alone', { basePath: '/v1' }, ['/v1']], ['nothing', {}, []],
])('servers of %s', async (_, rest, servers) => expect((await read({ '/a': { get: { responses } } }, rest)).servers).toEqual(servers));

describe('parameters', () => {
  test.each<[string, string | undefined, string, boolean]>([
    ['query', undefined, 'form', false], ['query', 'csv', 'form', false], ['query', 'multi', 'form', true], ['query', 'ssv', 'spaceDelimited', false], ['query', 'pipes', 'pipeDelimited', false], ['header', 'csv', 'simple', false],
  ])('a list in %s with collectionFormat %s', async (location, collectionFormat, style, explode) => {
    const { parameters } = await operationOf({ parameters: [{ name: 'a', in: location, type: 'array', items: { type: 'integer' }, ...(collectionFormat !== undefined && { collectionFormat }) }] });
    expect(parameters).toMatchObject([{ style, explode, schema: { schema: { type: 'array', items: { type: 'integer' } } } }]);
  });

  test('what has no counterpart is not sent, and an operation that needs it is not judged', async () => {
    const listed = (name: string, location: string, collectionFormat: string, required: boolean): Json => ({ name, in: location, type: 'array', items: { type: 'string' }, collectionFormat, required });
    const { operations, notices } = await read({
      '/a': { get: { operationId: 'a', parameters: [listed('t', 'query', 'tsv', false), { name: 'q', in: 'query', type: 'string' }], responses } }, '/b': { get: { operationId: 'b', parameters: [listed('t', 'query', 'tsv', true)], responses } },
      '/c/{p}': { get: { operationId: 'c', parameters: [listed('p', 'path', 'pipes', true)], responses } }, '/d': { post: { operationId: 'd', parameters: [listed('t', 'formData', 'tsv', false), { name: 'f', in: 'formData', type: 'string' }], responses } },
    });
    expect(operations.map(({ id, parameters }) => [id, parameters.map(({ name }) => name)])).toEqual([['a', ['q']], ['d', []]]);
    expect([...(operations[1]?.requestBody?.content.values() ?? [])].map(({ schema }) => schema?.schema)).toEqual([{ type: 'object', properties: { f: { type: 'string' } } }]);
    expect(notices).toMatchObject([
      { code: 'STYLE_IGNORED', what: expect.stringContaining('4'), where: { line: expect.any(Number), pointer: '/paths/~1d/post/parameters/0' } }, { code: 'OPERATIONS_LEFT_OUT', what: expect.stringMatching(/: b, c\.$/), where: { pointer: '/paths/~1b/get' } },
    ]);
  });

  test('examples, and parameters of the path item and of references', async () => {
    const { operations: [only] } = await read(
      { '/a': { parameters: [{ name: 'q', in: 'query', type: 'string' }, { $ref: '#/parameters/Shared' }], get: { parameters: [{ name: 'q', in: 'query', type: 'integer', 'x-example': 5 }], responses } } },
      { parameters: { Shared: { name: 's', in: 'query', type: 'boolean' } } },
    );
    expect(only?.parameters.map(({ name, schema, examples }) => [name, schema?.schema, examples])).toEqual([['q', { type: 'integer' }, [{ name: 'example', value: 5 }]], ['s', { type: 'boolean' }, []]]);
  });

  test('a path item that refers to another', async () => {
    const { operations } = await read({ '/a': { get: { operationId: 'g', parameters: [{ name: 'q', in: 'query', type: 'string' }], responses } }, '/b': { $ref: '#/paths/~1a' } });
    expect(operations.map(({ id, path, parameters }) => [id, path, parameters.length])).toEqual([['g', '/a', 1], ['g-2', '/b', 1]]);
  });
});

describe('bodies', () => {
  test('in every media type that is consumed', async () => {
    const { requestBody } = await operationOf({ consumes: ['application/json', 'application/xml'], parameters: [{ name: 'b', in: 'body', required: true, schema: { type: 'object' }, 'x-examples': { 'application/json': { a: 1 } } }] });
    expect(requestBody).toMatchObject({ required: true });
    expect([...(requestBody?.content.values() ?? [])].map(({ range, examples }) => [range, examples.map(({ value }) => value)])).toEqual([['application/json', [{ a: 1 }]], ['application/xml', []]]);
  });
  test('the global ones where the operation says none, JSON where nobody does', async () => {
    const body = { parameters: [{ name: 'b', in: 'body', schema: { type: 'object' } }] };
    expect([...((await operationOf(body, { consumes: ['application/x-own'] })).requestBody?.content.keys() ?? [])]).toEqual(['application/x-own']);
    expect([...((await operationOf(body)).requestBody?.content.keys() ?? [])]).toEqual(['application/json']);
  });
  test('lists in forms are written as they are said to be', async () => {
    const field = (name: string, collectionFormat: string): Json => ({ name, in: 'formData', type: 'array', items: { type: 'string' }, collectionFormat });
    const { requestBody } = await operationOf({ consumes: ['application/x-www-form-urlencoded'], parameters: [field('a', 'csv'), field('b', 'multi'), field('c', 'ssv')] });
    const [form] = [...(requestBody?.content.values() ?? [])];
    expect([...(form?.encoding ?? [])].map(([name, { style, explode }]) => [name, style, explode])).toEqual([['a', 'form', false], ['b', 'form', true], ['c', 'spaceDelimited', false]]);
  });
});

describe('responses', () => {
  const content = async (operation: JsonObject, rest: JsonObject = {}): Promise<unknown> => [...((await operationOf(operation, rest)).responses.get('200')?.content.values() ?? [])].map(({ range, schema, examples }) => [range, schema?.schema, examples.map(({ value }) => value)]);
  const answer = (response: JsonObject): JsonObject => ({ 200: { description: 'd', ...response } });
  test('in every media type that is produced, with its example', async () => {
    expect(await content({ produces: ['application/json', 'text/xml'], responses: answer({ schema: { type: 'string' }, examples: { 'application/json': 'x' } }) })).toEqual([['application/json', { type: 'string' }, ['x']], ['text/xml', { type: 'string' }, []]]);
  });
  test('in any where none is named: nothing is promised', async () => expect(await content({ responses: answer({ schema: { type: 'string' } }) })).toEqual([['*/*', { type: 'string' }, []]]));
  test('a file is whatever it is', async () => expect(await content({ produces: ['image/png', 'application/json'], responses: answer({ schema: { type: 'file' } }) })).toEqual([['image/png', undefined, []], ['application/json', undefined, []]]));
  test('without a schema there is no content', async () => expect(await content({ produces: ['application/json'], responses: answer({}) })).toEqual([]));
  test('headers have schemas', async () => {
    const { responses: all } = await operationOf({ responses: { 200: { $ref: '#/responses/R' } } }, { responses: { R: { description: 'd', headers: { 'X-Ids': { type: 'array', items: { type: 'integer' } } } } } });
    expect([...(all.get('200')?.headers.values() ?? [])]).toMatchObject([{ name: 'X-Ids', explode: false, required: false, schema: { schema: { type: 'array' } } }]);
  });
});

describe('schemas', () => {
  const errors = async (definitions: JsonObject, value: Json): Promise<readonly string[]> => {
    const description = await read({ '/a': { get: { responses: { 200: { description: 'd', schema: { $ref: '#/definitions/S' } } } } } }, { definitions });
    const [media] = [...(description.operations[0]?.responses.get('200')?.content.values() ?? [])];
    return compileSchemas(description, { direction: 'response' }).errors(media?.schema?.pointer ?? '', value).map(({ keyword, instance }) => `${keyword} ${instance}`);
  };
  test('x-nullable allows null, beside a reference too', async () => {
    const definitions = { S: { type: 'object', properties: { a: { type: 'string', 'x-nullable': true }, b: { $ref: '#/definitions/T', 'x-nullable': true }, c: { $ref: '#/definitions/T' } } }, T: { type: 'string' } };
    expect(await errors(definitions, { a: null, b: null, c: null })).toEqual(['type /c']);
    expect(await errors(definitions, { a: 1, b: 1, c: 'x' })).toEqual(['type /a', 'type /b']);
  });
  test('what 3.0 brought and is written all the same means what it says', async () => {
    const description = await read({ '/a': { get: { responses: { 200: { description: 'd', schema: { type: 'string', nullable: true } } } } } });
    expect(description.notices).toMatchObject([{ code: 'DESCRIPTION_UNKNOWN_KEYWORD', where: { pointer: '/paths/~1a/get/responses/200/schema/nullable', line: 15 } }]);
    expect(await errors({ S: { oneOf: [{ type: 'string' }, { type: 'integer' }] } }, true)).not.toEqual([]);
  });
  test('a discriminator is a name, and exclusive borders are true or false', async () => {
    expect(await errors({ S: { type: 'object', discriminator: 'kind', required: ['kind'], properties: { kind: { type: 'string' }, n: { type: 'integer', minimum: 1, exclusiveMinimum: true } } } }, { n: 1 })).toEqual(['required ', 'exclusiveMinimum /n']);
  });
  test('references to schemas that stand elsewhere lead somewhere', async () => {
    const definitions = { S: { type: 'object', properties: { a: { $ref: '#/parameters/B/schema' }, b: { $ref: '#/paths/~1b/get/responses/200/schema' }, c: { $ref: '#/definitions/S/properties/d' }, d: { type: 'integer' } } } };
    const description = await read(
      { '/a': { get: { responses: { 200: { description: 'd', schema: { $ref: '#/definitions/S' } } } } }, '/b': { get: { responses: { 200: { description: 'd', schema: { type: 'boolean', enum: [true] } } } } } },
      { definitions, parameters: { B: { name: 'b', in: 'body', schema: { type: 'array', items: { type: 'string' } } } } },
    );
    const found = compileSchemas(description, { direction: 'response' }).errors('/components/schemas/S', { a: [1], b: false, c: 'x' });
    expect(found.map(({ keyword, instance, place }) => [keyword, instance, description.origin?.short(place)])).toEqual([
      ['type', '/a/0', '/parameters/B/schema/items/type'], ['enum', '/b', '/paths/~1b/get/responses/200/schema/enum'], ['type', '/c', '/definitions/S/properties/d/type'],
    ]);
  });
});

test('security schemes', async () => {
  const { securitySchemes } = await read({ '/a': { get: { responses } } }, { securityDefinitions: { b: { type: 'basic' }, k: { type: 'apiKey', name: 'q', in: 'query' }, o: { type: 'oauth2', flow: 'accessCode', authorizationUrl: 'https://a.example', tokenUrl: 'https://t.example', scopes: { s: 'd' } } } });
  expect([...securitySchemes]).toEqual([['b', { kind: 'basic' }], ['k', { kind: 'apiKey', name: 'q', in: 'query' }], ['o', { kind: 'oauth2' }]]);
});

test('parts in other files, and what they refer to', async () => {
  const description = await descriptionOf({
    'api.json': swagger({ '/a': { post: { parameters: [{ $ref: 'parts.json#/parameters/B' }], responses: { 200: { description: 'd', schema: { $ref: 'parts.json#/definitions/T' } } } } } }, { parameters: { P: { name: 'x', in: 'body', schema: { $ref: 'parts.json#/definitions/U' } } }, definitions: { S: { type: 'string', maxLength: 1 } } }),
    'parts.json': JSON.stringify({ parameters: { B: { name: 'b', in: 'body', schema: { $ref: '#/definitions/T' } } }, definitions: { T: { type: 'object', properties: { s: { $ref: 'api.json#/definitions/S' }, u: { $ref: '#/definitions/U', 'x-nullable': true } } }, U: { type: 'integer' } } }),
  });
  const [operation] = description.operations;
  const request = [...(operation?.requestBody?.content.values() ?? [])][0]?.schema?.pointer ?? '';
  const found = compileSchemas(description, { direction: 'request' }).errors(request, { s: 'xx', u: 'x' });
  expect(found.map(({ keyword, place }) => [keyword, description.origin?.short(place).replace(/^.*\/(?=parts)/, '')])).toEqual([['maxLength', '/definitions/S/maxLength'], ['type', 'parts.json#/definitions/U/type']]);
  expect(description.origin?.short(request)).toMatch(/parts\.json#\/parameters\/B\/schema$/);
});

test.each<[string, JsonObject, JsonObject, string]>([
  ['an unknown field', { '/a': { get: { responses, pots: {} } } }, {}, '/paths/~1a/get/pots'],
  ['a missing field', { '/a': { get: { parameters: [{ name: 'q', in: 'query' }], responses } } }, {}, '/paths/~1a/get/parameters/0'],
  ['a type that is none', { '/a': { get: { responses: { 200: { description: 'd', schema: { type: 'strin' } } } } } }, {}, '/paths/~1a/get/responses/200/schema/type'],
  ['a file in a body', { '/a': { post: { parameters: [{ name: 'b', in: 'body', schema: { $ref: '#/definitions/S' } }], responses } } }, { definitions: { S: { type: 'object', properties: { a: { type: 'array', items: { type: 'string', pattern: '(' } } } } } }, '/definitions/S/properties/a/items/pattern'],
  ['a pattern of a parameter', { '/a': { get: { parameters: [{ $ref: '#/parameters/P' }], responses } } }, { parameters: { P: { name: 'p', in: 'query', type: 'string', pattern: '(' } } }, '/parameters/P/pattern'],
  ['a pattern of a field', { '/a': { post: { parameters: [{ name: 'f', in: 'formData', type: 'string' }, { name: 'g', in: 'formData', type: 'string', pattern: '(' }], responses } } }, {}, '/paths/~1a/post/parameters/1/pattern'],
  ['a pattern of a header', { '/a': { get: { responses: { 200: { description: 'd', headers: { H: { type: 'string', pattern: '(' } } } } } } }, {}, '/paths/~1a/get/responses/200/headers/H/pattern'],
  ['an unknown scheme', { '/a': { get: { responses, security: [{ nobody: [] }] } } }, {}, '/paths/~1a/get/security/0/nobody'],
  ['a broken reference', { '/a': { get: { responses: { 400: { $ref: '#/responses/Gone' } } } } }, {}, '/paths/~1a/get/responses/400/$ref'],
  ['a broken reference in a shared parameter', { '/a': { post: { parameters: [{ $ref: '#/parameters/B' }], responses } } }, { parameters: { B: { name: 'b', in: 'body', schema: { $ref: '#/definitions/Gone' } } } }, '/parameters/B/schema/$ref'],
  ['a path parameter that is not described', { '/a/{id}': { get: { responses } } }, {}, '/paths/~1a~1{id}/get'],
])('%s is a problem where it was written', async (_, paths, rest, pointer) => {
  const { problems } = await problemsOf({ 'api.json': swagger(paths, rest) });
  expect(problems.map(({ where }) => where)).toEqual([{ file: expect.stringMatching(/api\.json$/), line: expect.any(Number), column: expect.any(Number), pointer: expect.stringContaining(pointer) }]);
});
