import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import type { Json } from '../model/json.ts';
import { descriptionOf, folderOf } from './reading/folder.fixture.ts';
import { readDescription } from './read-description.ts';
import { schemaProblems } from './schema-problems.ts';
import { compileSchemas } from './schemas.ts';

const head = 'openapi: 3.1.0\ninfo: { title: Pets, version: "2" }\nservers: [{ url: /api }, { url: "https://{host}/x", variables: { host: { default: h } } }]\n';
const small = `${head}security: [{ key: [] }]\npaths:\n  /a:\n    get: { operationId: g, responses: { "200": { description: d } } }\ncomponents:\n  securitySchemes:\n    key: { type: apiKey, in: header, name: X-Key }\n`;

test('what a description says of itself', async () => {
  const folder = folderOf({ 'openapi.yaml': small });
  const path = join(folder, 'openapi.yaml');
  const read = await readDescription(path, { name: 'pets', safeOperations: ['g'] });
  expect(read).toMatchObject({
    ok: true,
    value: {
      title: 'Pets', version: '2', dialect: '3.1', source: 'pets', servers: ['/api', 'https://{host}/x'], notices: [],
      operations: [{ id: 'g', path: '/a', security: [new Map([['key', []]])] }], securitySchemes: new Map([['key', { kind: 'apiKey', in: 'header', name: 'X-Key' }]]),
    },
  });
});

test.each([
  ['YAML', 'a.yaml', small], ['YAML without a telling name', 'a.txt', small], ['YAML with a byte order mark', 'a.yaml', `\uFEFF${small}`], ['YAML with CRLF', 'a.yml', small.replaceAll('\n', '\r\n')],
  ['UTF-16', 'a.yaml', Buffer.from(`\uFEFF${small}`, 'utf16le')],
  ['JSON', 'a.json', '{"openapi":"3.0.0","info":{"title":"Pets","version":"2"},"paths":{"/a":{"get":{"responses":{"200":{"description":"d"}}}}}}'],
  ['JSON named YAML', 'a.yaml', '  {"openapi":"3.0.4","info":{"title":"Pets","version":"2"},"paths":{"/a":{"get":{"responses":{"200":{"description":"d"}}}}}}'],
  ['flow YAML that is no JSON', 'a.json', '{openapi: 3.1.2, info: {title: Pets, version: "2"}, paths: {/a: {get: {responses: {"200": {description: d}}}}}, }'],
] as const)('%s', async (_, name, content) => {
  expect(await descriptionOf({ [name]: content })).toMatchObject({ title: 'Pets', operations: [{ path: '/a' }] });
});

test('by a relative path, an absolute one and a file: URL', async () => {
  const path = join(folderOf({ 'a b/openapi.yaml': small }), 'a b', 'openapi.yaml');
  for (const source of [relative(process.cwd(), path), path, pathToFileURL(path).href]) {
    expect(await readDescription(source)).toMatchObject({ ok: true, value: { source, title: 'Pets' } });
  }
});

test.each([
  ['/nowhere/openapi.yaml', 'There is no such file.'], [tmpdir(), 'This is a folder.'], ['/dev/null', 'This is no file.'], ['file://elsewhere/x.yaml', 'This is no file: URL of this machine.'], ['\0', /cannot be read/],
])('%j cannot be read, and says why', async (source, what) => {
  const read = await readDescription(source);
  expect(read).toMatchObject({ ok: false, problems: [{ code: 'DESCRIPTION_NOT_FOUND', where: { file: source } }] });
  expect(read.ok ? '' : read.problems[0].what).toMatch(what);
});

test('the digest is that of the bytes, wherever they are', async () => {
  const [one, other] = await Promise.all([descriptionOf({ 'a.yaml': small }), descriptionOf({ 'deep/b.yaml': small })]);
  expect(one.digest).toMatch(/^[0-9a-f]{64}$/);
  expect([other.digest, other.bundledDigest]).toEqual([one.digest, one.bundledDigest]);
});

test('it is read from where it is now, not from what was read before', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'description-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  await writeFile(join(folder, 'a.yaml'), small);
  await readDescription(join(folder, 'a.yaml'));
  await writeFile(join(folder, 'a.yaml'), small.replace('Pets', 'Cats'));
  await cp(join(folder, 'a.yaml'), join(folder, 'b.yaml'));
  expect(await readDescription(join(folder, 'a.yaml'))).toMatchObject({ ok: true, value: { title: 'Cats' } });
});

const ok = { '200': { description: 'd', content: { 'application/json': { schema: { $ref: '#/components/schemas/S0' } } } } };
const describedBy = (schemas: Record<string, Json>, operations = 1): string => JSON.stringify({
  openapi: '3.1.0', info: { title: 't', version: '1' }, components: { schemas },
  paths: Object.fromEntries(Array.from({ length: operations }, (_, i) => [`/p${i}/{id}`, { get: { operationId: `g${i}`, parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }], responses: { ...ok, '404': { description: 'd', content: { 'application/json': { schema: { $ref: `#/components/schemas/S${i % Object.keys(schemas).length}` } } } } } } }])),
});

test('a thousand operations over a thousand schemas take no more than five seconds of work', { timeout: 30_000 }, async () => {
  const schemas = Object.fromEntries(Array.from({ length: 1_000 }, (_, i) => [`S${i}`, {
    type: 'object', required: ['id'], properties: Object.fromEntries(Array.from({ length: 20 }, (__, j) => [`p${j}`, j === 0 ? { $ref: `#/components/schemas/S${(i * 7 + 1) % 1_000}` } : { type: 'string', maxLength: j }])),
  }]));
  const folder = folderOf({ 'a.json': describedBy(schemas, 1_000) });
  const before = process.cpuUsage();
  const read = await readDescription(join(folder, 'a.json'));
  const { user, system } = process.cpuUsage(before);
  expect(read.ok && read.value.operations.length).toBe(1_000);
  expect((user + system) / 1e6).toBeLessThan(5);
});

test('references that multiply when they are followed do not multiply here', { timeout: 60_000 }, async () => {
  const schemas = Object.fromEntries(Array.from({ length: 60 }, (_, i) => [`S${i}`, i === 59 ? { type: 'string' } : { properties: { a: { $ref: `#/components/schemas/S${i + 1}` }, b: { $ref: `#/components/schemas/S${i + 1}` } } }]));
  const description = await descriptionOf({ 'a.json': describedBy(schemas) });
  expect(schemaProblems(description)).toEqual([]);
  expect(compileSchemas(description, { direction: 'response' }).errors('/components/schemas/S57', { a: { b: 1 } })).toMatchObject([{ instance: '/a/b', place: '/components/schemas/S59/type' }]);
});

test('schemas that lead to each other thousands of times are read, and used or refused in words', { timeout: 60_000 }, async () => {
  const schemas = Object.fromEntries(Array.from({ length: 5_000 }, (_, i) => [`S${i}`, { properties: { next: { $ref: `#/components/schemas/S${(i + 1) % 5_000}` } } }]));
  const description = await descriptionOf({ 'a.json': describedBy(schemas) });
  // How far it gets depends on the size of the stack; either way there is an answer.
  for (const { code } of description.notices) expect(code).toBe('DESCRIPTION_UNLINTED');
  for (const { code } of schemaProblems(description)) expect(code).toBe('DESCRIPTION_SCHEMA');
});

test('the digest tells of what is a hundred references away', async () => {
  const chain = (last: string): string => describedBy(Object.fromEntries(Array.from({ length: 100 }, (_, i) => [`S${i}`, { properties: { next: i === 99 ? { type: last } : { $ref: `#/components/schemas/S${i + 1}` } } }])));
  const digests = await Promise.all(['string', 'string', 'integer'].map(async (last) => (await descriptionOf({ 'a.json': chain(last) })).bundledDigest));
  expect(digests[1]).toBe(digests[0]);
  expect(digests[2]).not.toBe(digests[0]);
});
