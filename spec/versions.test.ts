import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { stringify } from 'yaml';
import type { Description } from '../model/description.ts';
import type { JsonObject } from '../model/json.ts';
import { readDescription } from './read-description.ts';

let folder = '';
beforeAll(async () => { folder = await mkdtemp(join(tmpdir(), 'versions-')); });
afterAll(() => rm(folder, { recursive: true, force: true }));

async function read(name: string, document: JsonObject): Promise<Description> {
  const file = join(folder, name);
  await writeFile(file, name.endsWith('.yaml') ? stringify(document) : JSON.stringify(document));
  const result = await readDescription(file);
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.value;
}

/** One API, as it is said from 3.0 on. */
const api = (version: string): JsonObject => ({
  openapi: version, info: { title: 'Pets', version: '1' }, servers: [{ url: 'https://pets.example/v1' }], security: [{ key: [] }],
  paths: {
    '/pets': {
      get: {
        operationId: 'listPets', parameters: [
          { name: 'limit', in: 'query', schema: { type: 'integer', minimum: 1, maximum: 50 } }, { name: 'kinds', in: 'query', style: 'form', explode: true, schema: { type: 'array', items: { type: 'string', enum: ['cat', 'dog'] } } },
          { name: 'ids', in: 'query', style: 'pipeDelimited', explode: false, schema: { type: 'array', items: { type: 'integer' } } }, { name: 'X-Trace', in: 'header', schema: { type: 'string', maxLength: 8 } },
        ],
        responses: { 200: { description: 'ok', headers: { 'X-Total': { schema: { type: 'integer' } } }, content: { 'application/json': { schema: { type: 'array', items: { $ref: '#/components/schemas/Pet' } }, example: [{ id: 1, name: 'Tom' }] } } }, default: { description: 'wrong' } },
      },
      post: { operationId: 'addPet', requestBody: { required: true, content: { 'application/json': { schema: { $ref: '#/components/schemas/Pet' } } } }, responses: { 201: { description: 'created', content: { 'application/json': { schema: { $ref: '#/components/schemas/Pet' } } } } } },
    },
    '/pets/{id}/photo': {
      post: {
        operationId: 'addPhoto', parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'integer' } }],
        requestBody: { required: true, content: { 'multipart/form-data': { schema: { type: 'object', properties: { title: { type: 'string', minLength: 1 }, photo: { type: 'string', format: 'binary' } }, required: ['photo'] } } } },
        responses: { 204: { description: 'kept' } },
      },
    },
    '/login': { post: { operationId: 'login', security: [{ basic: [] }], requestBody: { required: true, content: { 'application/x-www-form-urlencoded': { schema: { type: 'object', properties: { user: { type: 'string' } }, required: ['user'] } } } }, responses: { 200: { description: 'ok', content: { 'text/plain': { schema: { type: 'string' } } } } } } },
  },
  components: {
    schemas: { Pet: { type: 'object', required: ['id', 'name'], properties: { id: { type: 'integer', format: 'int64' }, name: { type: 'string', minLength: 1 }, tag: version.startsWith('3.0') ? { type: 'string', nullable: true } : { type: ['string', 'null'] } } } },
    securitySchemes: { key: { type: 'apiKey', in: 'header', name: 'X-Key' }, basic: { type: 'http', scheme: 'basic' } },
  },
});

/** The same API in 2.0. */
const swagger: JsonObject = {
  swagger: '2.0', info: { title: 'Pets', version: '1' }, host: 'pets.example', basePath: '/v1', schemes: ['https'], consumes: ['application/json'], produces: ['application/json'], security: [{ key: [] }],
  parameters: { Limit: { name: 'limit', in: 'query', type: 'integer', minimum: 1, maximum: 50 } },
  responses: { Wrong: { description: 'wrong' } },
  paths: {
    '/pets': {
      get: {
        operationId: 'listPets', parameters: [
          { $ref: '#/parameters/Limit' }, { name: 'kinds', in: 'query', type: 'array', collectionFormat: 'multi', items: { type: 'string', enum: ['cat', 'dog'] } },
          { name: 'ids', in: 'query', type: 'array', collectionFormat: 'pipes', items: { type: 'integer' } }, { name: 'X-Trace', in: 'header', type: 'string', maxLength: 8 },
        ],
        responses: { 200: { description: 'ok', headers: { 'X-Total': { type: 'integer' } }, schema: { type: 'array', items: { $ref: '#/definitions/Pet' } }, examples: { 'application/json': [{ id: 1, name: 'Tom' }] } }, default: { $ref: '#/responses/Wrong' } },
      },
      post: { operationId: 'addPet', parameters: [{ name: 'pet', in: 'body', required: true, schema: { $ref: '#/definitions/Pet' } }], responses: { 201: { description: 'created', schema: { $ref: '#/definitions/Pet' } } } },
    },
    '/pets/{id}/photo': {
      parameters: [{ name: 'id', in: 'path', required: true, type: 'integer' }],
      post: { operationId: 'addPhoto', consumes: ['multipart/form-data'], parameters: [{ name: 'title', in: 'formData', type: 'string', minLength: 1 }, { name: 'photo', in: 'formData', type: 'file', required: true }], responses: { 204: { description: 'kept' } } },
    },
    '/login': { post: { operationId: 'login', security: [{ basic: [] }], consumes: ['application/x-www-form-urlencoded'], produces: ['text/plain'], parameters: [{ name: 'user', in: 'formData', type: 'string', required: true }], responses: { 200: { description: 'ok', schema: { type: 'string' } } } } },
  },
  definitions: { Pet: { type: 'object', required: ['id', 'name'], properties: { id: { type: 'integer', format: 'int64' }, name: { type: 'string', minLength: 1 }, tag: { type: 'string', 'x-nullable': true } } } },
  securityDefinitions: { key: { type: 'apiKey', in: 'header', name: 'X-Key' }, basic: { type: 'basic' } },
};

/** What the engine works with, without where it stands. */
function outline({ operations, servers, securitySchemes }: Description): unknown {
  const bare = (value: unknown): unknown => JSON.parse(JSON.stringify(value, (key, each: unknown) => (key === 'pointer' || key === 'place' ? undefined : each instanceof Map ? [...each.entries()] : each instanceof Set ? [...each] : each)));
  return { servers, securitySchemes: bare(securitySchemes), operations: operations.map(bare) };
}

describe('one API in every version, in JSON and in YAML', () => {
  test.each(['3.0.0', '3.0.1', '3.0.2', '3.0.3', '3.0.4'])('%s is as 3.0.3', async (version) => {
    expect(outline(await read(`${version}.yaml`, api(version)))).toEqual(outline(await read('3.0.3.json', api('3.0.3'))));
  });

  test.each(['3.1.0', '3.1.1', '3.1.2', '3.2.0'])('%s is as 3.1.1', async (version) => {
    expect(outline(await read(`${version}.yaml`, api(version)))).toEqual(outline(await read('3.1.1.json', api('3.1.1'))));
  });

  test.each(['json', 'yaml'])('Swagger 2.0 in %s is as 3.0.3', async (form) => {
    expect(outline(await read(`swagger.${form}`, swagger))).toEqual(outline(await read('3.0.3.json', api('3.0.3'))));
  });
});

describe('what is wrong in Swagger 2.0 is shown where it was written', () => {
  const broken = (change: (document: Record<string, JsonObject>) => void): JsonObject => {
    const document = structuredClone(swagger) as Record<string, JsonObject>;
    change(document);
    return document;
  };
  test.each<{ what: string; document: JsonObject; pointer: RegExp }>([
    { what: 'an unknown field', document: broken((document) => { Object.assign(document['paths']?.['/login'] as object, { pots: {} }); }), pointer: /^\/paths\/~1login\/pots$/ },
    { what: 'a pattern that is none', document: broken((document) => { Object.assign((document as unknown as { definitions: { Pet: { properties: { name: object } } } }).definitions.Pet.properties.name, { pattern: '(' }); }), pointer: /^\/definitions\/Pet\/properties\/name/ },
    { what: 'an unknown scheme', document: broken((document) => { Object.assign(document, { security: [{ nobody: [] }] }); }), pointer: /security/ },
    { what: 'a broken reference', document: broken((document) => { Object.assign((document as unknown as { paths: Record<'/pets', { post: { responses: object } }> }).paths['/pets'].post.responses, { 400: { $ref: '#/responses/Gone' } }); }), pointer: /^\/paths\/~1pets\/post\/responses\/400\/\$ref$/ },
  ])('$what', async ({ document, pointer }) => {
    const file = join(folder, 'broken.json');
    await writeFile(file, JSON.stringify(document, null, 2));
    const result = await readDescription(file);
    expect(result.ok ? [] : result.problems.map(({ where }) => where)).toEqual(expect.arrayContaining([expect.objectContaining({ pointer: expect.stringMatching(pointer), line: expect.any(Number) })]));
  });
});

test.each<{ version: JsonObject; says: RegExp }>([
  { version: { swagger: '1.2' }, says: /Swagger 1\.2 is not supported/ }, { version: { swagger: 2 }, says: /Swagger 2 is not supported/ }, { version: { openapi: '4.0.0' }, says: /"4\.0\.0"/ }, { version: { openapi: 3.1 }, says: /3\.1/ }, { version: {}, says: /no OpenAPI description/ },
])('$version is refused', async ({ version, says }) => {
  const file = join(folder, 'other.json');
  await writeFile(file, JSON.stringify({ ...version, info: { title: 'a', version: '1' }, paths: {} }));
  const result = await readDescription(file);
  expect(result.ok ? '' : result.problems[0].what).toMatch(says);
});

test('what 3.2 has and is not judged is said', async () => {
  const document = api('3.2.0') as { paths: Record<string, Record<string, JsonObject>> };
  Object.assign(document.paths['/pets'] ?? {}, { query: { responses: { 200: { description: 'ok' } } }, additionalOperations: { LINK: { responses: { 200: { description: 'ok' } } } } });
  Object.assign(document.paths['/pets']?.['post'] ?? {}, { parameters: [{ name: 'q', in: 'querystring', content: { 'application/x-www-form-urlencoded': { schema: { type: 'object' } } } }] });
  Object.assign((document as unknown as { paths: Record<'/login', { post: { responses: object } }> }).paths['/login'].post.responses, { 201: { description: 'many', content: { 'application/jsonl': { itemSchema: { type: 'object' } } } } });
  const { notices, operations } = await read('new.json', document as unknown as JsonObject);
  expect(notices.map(({ code }) => code)).toEqual(['METHODS_IGNORED', 'QUERYSTRING_IGNORED', 'ITEMS_IGNORED']);
  expect(operations).toHaveLength(4);
});
