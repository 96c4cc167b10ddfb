import { expect, test } from 'vitest';
import { getAt } from '../json-pointer.ts';
import { resolve } from '../resolve-reference.ts';
import { compileSchemas } from '../schemas.ts';
import { descriptionOf } from './folder.fixture.ts';

const head = 'openapi: 3.1.0\ninfo: { title: t, version: "1" }\n';
const user = 'type: object\nrequired: [id]\nproperties:\n  id: { type: string }\n  friends: { type: array, items: { $ref: ./User.yaml } }\n  team: { $ref: "team.json#/Team" }\n';
const team = '{ "Team": { "type": "object", "properties": { "lead": { "$ref": "./User.yaml", "description": "beside" }, "name": { "$ref": "#/Name" } } }, "Name": { "type": "string" } }';

test('a document without other files stays as it was written', async () => {
  const text = '{"openapi":"3.1.0","info":{"title":"t","version":"1"},"paths":{"/a":{"get":{"responses":{"200":{"$ref":"#/components/responses/R"}}}}},"components":{"responses":{"R":{"description":"d"}}}}';
  expect(JSON.stringify((await descriptionOf({ 'a.json': text })).document)).toBe(text);
});

test('other files stand below x-files, circles and what stands beside a $ref included', async () => {
  const description = await descriptionOf({
    'api/openapi.yaml': `${head}paths:\n  /u: { $ref: "./paths/u.yaml" }\ncomponents:\n  schemas:\n    User: { $ref: ./schemas/User.yaml }\n`,
    'api/paths/u.yaml': 'get:\n  operationId: u\n  responses:\n    "200":\n      description: d\n      content: { application/json: { schema: { $ref: ../schemas/User.yaml } } }\n    default: { $ref: "../openapi.yaml#/components/schemas/User/x-no" }\n'.replace(/    default.*\n/, ''),
    'api/schemas/User.yaml': user,
    'api/schemas/team.json': team,
  });
  const { document, operations } = description;
  expect(Object.keys(document['x-files'] ?? {}).sort()).toEqual(['paths/u.yaml', 'schemas/User.yaml', 'schemas/team.json']);
  expect(operations).toMatchObject([{ id: 'u', path: '/u', pointer: '/x-files/paths~1u.yaml/get' }]);
  expect(getAt(document, '/x-files/schemas~1team.json/Team/properties/lead')).toEqual({ $ref: '#/x-files/schemas~1User.yaml', description: 'beside' });
  const at = operations[0]?.responses.get('200')?.content.get('application/json')?.schema?.pointer ?? '';
  expect(resolve(document, at)?.pointer).toBe('/x-files/schemas~1User.yaml');
  const schemas = compileSchemas(description, { direction: 'response' });
  expect(schemas.validates(at, { id: 'a', friends: [{ id: 'b', team: { lead: { id: 'c' }, name: 'x' } }] })).toBe(true);
  expect(schemas.errors(at, { id: 'a', friends: [{ id: 'b', team: { lead: { id: 1 }, name: 'x' } }] })).toMatchObject([
    { keyword: 'type', instance: '/friends/0/team/lead/id', place: '/x-files/schemas~1User.yaml/properties/id/type' },
  ]);
});

test('references back into the entry lead there', async () => {
  const { document, operations } = await descriptionOf({
    'openapi.yaml': `${head}paths:\n  /u: { $ref: u.yaml }\ncomponents:\n  responses:\n    R: { description: d }\n`,
    'u.yaml': 'get:\n  responses:\n    "200": { $ref: "openapi.yaml#/components/responses/R" }\n',
  });
  expect(operations[0]?.responses.get('200')?.pointer).toBe('/components/responses/R');
  expect(getAt(document, '/x-files/u.yaml/get/responses/200')).toEqual({ $ref: '#/components/responses/R' });
});

test('a reference may stand for a whole map, and pointers may lead through references', async () => {
  const { document, operations } = await descriptionOf({
    'openapi.yaml': `${head}paths: { $ref: ./paths.yaml }\ncomponents:\n  schemas: { $ref: ./schemas.yaml }\n`,
    'paths.yaml': '/a:\n  get:\n    responses:\n      "200":\n        description: d\n        content: { application/json: { schema: { $ref: "./openapi.yaml#/components/schemas/A/properties/b" } } }\n',
    'schemas.yaml': 'A: { $ref: ./a.yaml }\n',
    'a.yaml': 'properties: { b: { type: string } }\n',
  });
  expect(operations.map(({ path }) => path)).toEqual(['/a']);
  expect(getAt(document, '/components/schemas/A')).toEqual({ $ref: '#/x-files/a.yaml' });
  const at = operations[0]?.responses.get('200')?.content.get('application/json')?.schema?.pointer ?? '';
  expect(resolve(document, at)).toEqual({ node: { type: 'string' }, pointer: '/x-files/a.yaml/properties/b' });
});

test('a discriminator maps to schemas in other files', async () => {
  const description = await descriptionOf({
    'openapi.yaml': `${head}paths:\n  /a: { get: { responses: { "200": { description: d } } } }\ncomponents:\n  schemas:\n    Pet:\n      oneOf: [{ $ref: ./pets.yaml#/Cat }, { $ref: ./pets.yaml#/Dog }]\n      discriminator: { propertyName: kind, mapping: { cat: ./pets.yaml#/Cat, dog: './pets.yaml#/Dog' } }\n`,
    'pets.yaml': 'Cat: { type: object, properties: { lives: { type: integer } } }\nDog: { type: object, properties: { barks: { type: boolean } } }\n',
  });
  const schemas = compileSchemas(description, { direction: 'response' });
  expect(schemas.errors('/components/schemas/Pet', { kind: 'dog', barks: 1 })).toMatchObject([{ instance: '/barks', place: '/x-files/pets.yaml/Dog/properties/barks/type' }]);
});

test('names of files with spaces, per cent signs and other letters', async () => {
  const { document } = await descriptionOf({
    'mein ordner/öpenapi.yaml': `${head}paths:\n  /a: { $ref: "./größe 100%25.yaml" }\n`,
    'mein ordner/größe 100%.yaml': 'get: { responses: { "200": { description: d } } }\n',
  });
  expect(Object.keys(document['x-files'] ?? {})).toEqual(['größe 100%.yaml']);
});

test('anchors and ids of schemas', async () => {
  const description = await descriptionOf({
    'openapi.yaml': `${head}paths:\n  /a: { get: { responses: { "200": { description: d } } } }\ncomponents:\n  schemas:\n    A: { $ref: '#name' }\n    B: { $anchor: name, type: string }\n    C: { $ref: 'https://example.com/d' }\n    D: { $id: 'https://example.com/d', type: integer }\n`,
  });
  const schemas = compileSchemas(description, { direction: 'response' });
  expect([schemas.validates('/components/schemas/A', 'x'), schemas.validates('/components/schemas/A', 1), schemas.validates('/components/schemas/C', 1), schemas.validates('/components/schemas/C', 'x')]).toEqual([true, false, true, false]);
});

test('YAML merge keys and aliases', async () => {
  const { document } = await descriptionOf({
    'openapi.yaml': `${head}x-base: &base { description: d, summary: no }\npaths:\n  /a:\n    get:\n      summary: yes\n      responses: { "200": { description: d } }\n    put:\n      <<: [*base, { operationId: put }]\n      summary: own\n      responses: &r { "200": { description: d } }\n    post: { responses: *r }\n`,
  });
  expect(getAt(document, '/paths/~1a/put')).toEqual({ description: 'd', operationId: 'put', summary: 'own', responses: { '200': { description: 'd' } } });
});

test('everything is frozen', async () => {
  const { document } = await descriptionOf({ 'openapi.yaml': `${head}paths:\n  /a: { get: { responses: { "200": { description: d } } } }\n` });
  expect(() => Object.assign(getAt(document, '/paths/~1a/get') as object, { x: 1 })).toThrow(TypeError);
});

test('the digest of a bundle says what it means, not where it stands', async () => {
  const schema = '{ type: object, properties: { self: { $ref: "#/components/schemas/User" }, name: { type: string, maxLength: 3 } } }';
  const get = (reference: string): string => `get: { operationId: g, responses: { "200": { description: d, content: { application/json: { schema: { $ref: "${reference}" } } } } } }`;
  const one = await descriptionOf({ 'openapi.yaml': `${head}paths:\n  /a:\n    ${get('#/components/schemas/User')}\ncomponents:\n  schemas:\n    User: ${schema}\n    Unused: { type: string }\n` });
  const ordered = await descriptionOf({ 'openapi.yaml': `paths:\n  /a:\n    ${get('#/components/schemas/User')}\ncomponents:\n  schemas:\n    User: ${schema}\n${head}` });
  const split = await descriptionOf({
    'openapi.yaml': `${head}paths:\n  /a: { $ref: ./paths/a.yaml }\n`,
    'paths/a.yaml': `${get('../schemas/User.yaml')}\n`,
    'schemas/User.yaml': `${schema.replace('#/components/schemas/User', './User.yaml')}\n`,
  });
  const other = await descriptionOf({ 'openapi.yaml': `${head}paths:\n  /a:\n    ${get('#/components/schemas/User')}\ncomponents:\n  schemas:\n    User: ${schema.replace('3', '4')}\n` });
  expect(ordered.bundledDigest).toBe(one.bundledDigest);
  expect(split.bundledDigest).toBe(one.bundledDigest);
  expect(other.bundledDigest).not.toBe(one.bundledDigest);
  expect(new Set([one.digest, ordered.digest, split.digest, other.digest]).size).toBe(4);
});
