import { symlinkSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { readDescription } from '../read-description.ts';
import { descriptionOf, folderOf, problemsOf } from './folder.fixture.ts';

const head = 'openapi: 3.1.0\ninfo: { title: t, version: "1" }\n';
const get = 'get: { operationId: g, responses: { "200": { description: d } } }';
const small = `${head}paths:\n  /a:\n    ${get}\n`;
const withSchema = (schema: string): string => `${small}components:\n  schemas:\n    S: ${schema}\n`;
const nested = (depth: number, open: string, inner: string, close: string): string => open.repeat(depth) + inner + close.repeat(depth);
const bomb = (levels: number): string => ['x-a0: &a0 [1,1,1,1,1,1,1,1,1,1]', ...Array.from({ length: levels }, (_, i) => `x-a${i + 1}: &a${i + 1} [${Array.from({ length: 10 }, () => `*a${i}`).join(', ')}]`)].join('\n');
const manyErrors = `${head}paths:\n${Array.from({ length: 100 }, (_, i) => `  /p${i}:\n    get: { responses: 1 }\n`).join('')}`;

const rows: readonly (readonly [name: string, content: string | Uint8Array, code: string])[] = [
  ['an empty file', '', 'DESCRIPTION_EMPTY'],
  ['nothing but space', ' \n\n', 'DESCRIPTION_EMPTY'],
  ['nothing but a comment', '# nothing\n', 'DESCRIPTION_INVALID'],
  ['bytes that are no text', new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0xff, 0xfe, 0x00, 0x01]), 'DESCRIPTION_BINARY'],
  ['Latin-1', new Uint8Array([...Buffer.from('title: caf'), 0xe9, 0x0a]), 'DESCRIPTION_BINARY'],
  ['NUL characters', `${small}\0`, 'DESCRIPTION_BINARY'],
  ['a list', '[1, 2]', 'DESCRIPTION_INVALID'],
  ['a word', 'hello', 'DESCRIPTION_INVALID'],
  ['no openapi', '{"info": {}}', 'DESCRIPTION_INVALID'],
  ['HTML', '<!doctype html>\n<html><head><title>Not: found</title></head></html>', 'DESCRIPTION_SYNTAX'],
  ['aliases that multiply', `${small}${bomb(20)}\n`, 'DESCRIPTION_TOO_LARGE'],
  ['aliases that multiply a little less', `${small}${bomb(7)}\n`, 'DESCRIPTION_TOO_LARGE'],
  ['an anchor that contains itself', `${small}x-a: &a [*a]\n`, 'DESCRIPTION_SYNTAX'],
  ['10,000 levels of JSON', `{"openapi":"3.1.0","x":${nested(10_000, '[', '1', ']')}}`, 'DESCRIPTION_TOO_DEEP'],
  ['10,000 levels of JSON objects', nested(10_000, '{"a":', '1', '}'), 'DESCRIPTION_TOO_DEEP'],
  ['100,000 levels that never close', '['.repeat(100_000), 'DESCRIPTION_TOO_DEEP'],
  ['10,000 levels of YAML in a line', `${small}x-a: ${nested(10_000, '[', '1', ']')}\n`, 'DESCRIPTION_TOO_DEEP'],
  ['10,000 dashes', '- '.repeat(10_000) + 'x', 'DESCRIPTION_TOO_DEEP'],
  ['10,000 question marks', '? '.repeat(10_000) + 'x', 'DESCRIPTION_TOO_DEEP'],
  ['2,000 levels by indentation', Array.from({ length: 2_000 }, (_, i) => `${' '.repeat(i)}a:`).join('\n'), 'DESCRIPTION_TOO_DEEP'],
  ['an indentation of 100,000', `${head}paths:\n${' '.repeat(100_000)}/a: 1\n`, 'DESCRIPTION_INVALID'],
  ['references in a circle', withSchema('{ $ref: "#/components/schemas/T" }\n    T: { $ref: "#/components/schemas/S" }'), 'REFERENCE_BROKEN'],
  ['a reference to itself', withSchema('{ $ref: "#/components/schemas/S" }'), 'REFERENCE_BROKEN'],
  ['a schema that applies itself', withSchema('{ allOf: [{ $ref: "#/components/schemas/S" }] }'), 'DESCRIPTION_SCHEMA'],
  ['a long chain of references', withSchema(`{ $ref: "#/components/schemas/C0" }\n${Array.from({ length: 5_000 }, (_, i) => `    C${i}: { $ref: "#/components/schemas/C${i + 1}" }`).join('\n')}\n    C5000: {}`), 'REFERENCE_BROKEN'],
  ['/etc/passwd', withSchema('{ $ref: /etc/passwd }'), 'REFERENCE_REFUSED'],
  ['file:///etc/passwd', withSchema('{ $ref: "file:///etc/passwd" }'), 'REFERENCE_REFUSED'],
  ['a way up', withSchema('{ $ref: ../../etc/passwd }'), 'REFERENCE_REFUSED'],
  ['a way up, encoded', withSchema('{ $ref: "%2e%2e/%2e%2e/etc/passwd" }'), 'REFERENCE_REFUSED'],
  ['a URL', withSchema('{ $ref: "http://127.0.0.1:1/x.yaml" }'), 'REFERENCE_REFUSED'],
  ['a data: URL', withSchema('{ $ref: "data:application/json,{}" }'), 'REFERENCE_REFUSED'],
  ['a file that is not there', withSchema('{ $ref: ./missing.yaml }'), 'REFERENCE_BROKEN'],
  ['its own folder', withSchema('{ $ref: ./ }'), 'REFERENCE_REFUSED'],
  ['a date', `${small}x-when: !!timestamp 2026-01-01\n`, 'DESCRIPTION_SYNTAX'],
  ['an infinite number', `${small}x-n: .inf\n`, 'DESCRIPTION_SYNTAX'],
  ['a function', `${small}x-f: !!js/function "function () {}"\n`, 'DESCRIPTION_SYNTAX'],
  ['no paths', `${head}components: {}\n`, 'DESCRIPTION_WITHOUT_OPERATIONS'],
  ['no paths in 3.0', 'openapi: 3.0.3\ninfo: { title: t, version: "1" }\n', 'DESCRIPTION_INVALID'],
  ['paths that are a list', `${head}paths: []\n`, 'DESCRIPTION_INVALID'],
  ['a hundred mistakes', manyErrors, 'DESCRIPTION_INVALID'],
  ['two documents', `${small}---\n${small}`, 'DESCRIPTION_SYNTAX'],
];

test.each(rows)('%s: a clear problem, soon', { timeout: 60_000 }, async (_, content, code) => {
  const { problems } = await problemsOf({ 'openapi.yaml': content });
  expect(problems.map((problem) => problem.code)).toContain(code);
  expect(problems.length).toBeLessThanOrEqual(20);
  for (const { what, where } of problems) {
    expect(what).toMatch(/^[A-Z"].*[.?]$/);
    expect(where?.file).toMatch(/openapi\.yaml$/);
  }
});

test('prototype keys are names like others, and pollute nothing', async () => {
  const names = '{"__proto__": {"type": "string"}, "constructor": {"type": "integer"}, "toString": {"type": "boolean"}}';
  const { operations, document } = await descriptionOf({
    'a.json': `{"openapi":"3.1.0","info":{"title":"t","version":"1"},"paths":{"/a":{"get":{"operationId":"__proto__","responses":{"200":{"description":"d","headers":{"__proto__":{"schema":{"type":"string"}}},"content":{"application/json":{"schema":{"properties":${names}}}}}}}},"/constructor":{"get":{"operationId":"constructor","responses":{"default":{"$ref":"#/components/responses/constructor"}}}}},"components":{"schemas":${names},"responses":{"constructor":{"description":"c"}}}}`,
  });
  expect(operations.map(({ id }) => id)).toEqual(['__proto__', 'constructor']);
  expect([...(operations[0]?.responses.get('200')?.headers.keys() ?? [])]).toEqual(['__proto__']);
  expect(operations[1]?.responses.get('default')?.pointer).toBe('/components/responses/constructor');
  expect(JSON.stringify(document)).toContain('"__proto__":{"type":"string"}');
  expect(({} as Record<string, unknown>)['type']).toBeUndefined();
});

test('prototype keys that lead to nothing lead to nothing', async () => {
  const { problems } = await problemsOf({ 'a.yaml': withSchema('{ $ref: "#/components/schemas/constructor" }\n    T: { $ref: "#/__proto__" }') });
  expect(problems.map(({ code }) => code)).toEqual(['REFERENCE_BROKEN', 'REFERENCE_BROKEN']);
});

test('a link that leads outside is not followed, unless that is allowed', async () => {
  const outside = folderOf({ 'secret.yaml': 'type: string\n' });
  const folder = folderOf({ 'openapi.yaml': withSchema('{ $ref: ./inside.yaml }') });
  symlinkSync(join(outside, 'secret.yaml'), join(folder, 'inside.yaml'));
  const refused = await readDescription(join(folder, 'openapi.yaml'));
  expect(refused).toMatchObject({ ok: false, problems: [{ code: 'REFERENCE_REFUSED' }] });
  expect(await readDescription(join(folder, 'openapi.yaml'), { allowOutside: true })).toMatchObject({ ok: true });
});

test('a file beside whose name begins like the folder is outside', async () => {
  const root = folderOf({ 'api/openapi.yaml': withSchema('{ $ref: ../api-secrets/s.yaml }'), 'api-secrets/s.yaml': 'type: string\n' });
  expect(await readDescription(join(root, 'api/openapi.yaml'))).toMatchObject({ ok: false, problems: [{ code: 'REFERENCE_REFUSED' }] });
});

test('a reference in an example is data: nobody reads what it names', async () => {
  const { document } = await descriptionOf({ 'openapi.yaml': withSchema('{ example: { $ref: /etc/passwd }, default: { $ref: "http://127.0.0.1:1/" }, enum: [{ $ref: ../x }] }') });
  expect(JSON.stringify(document)).toContain('"example":{"$ref":"/etc/passwd"}');
  expect(JSON.stringify(document)).not.toContain('root:');
});

test('a file that is too large is not read', async () => {
  const { problems } = await problemsOf({ 'a.yaml': small }, { maxBytes: 10 });
  expect(problems).toMatchObject([{ code: 'DESCRIPTION_TOO_LARGE' }]);
});

describe('from a URL', () => {
  const serve = async (handle: (path: string) => { readonly status?: number; readonly body: string; readonly location?: string }): Promise<string> => {
    const server = createServer((request, response) => {
      const { status = 200, body, location } = handle(request.url ?? '');
      response.writeHead(status, location === undefined ? {} : { location }).end(body);
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    onTestFinished(() => {
      server.closeAllConnections();
      server.close();
    });
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  };
  const split = withSchema('{ $ref: ./part.yaml }');
  const files = (path: string) => ({ body: path.endsWith('part.yaml') ? 'type: string\n' : split });

  test('it is read', async () => {
    const origin = await serve(() => ({ body: small }));
    expect(await readDescription(`${origin}/api/openapi.yaml`)).toMatchObject({ ok: true, value: { source: `${origin}/api/openapi.yaml` } });
  });
  test('what it refers to is not', async () => {
    const origin = await serve(files);
    expect(await readDescription(`${origin}/openapi.yaml`)).toMatchObject({ ok: false, problems: [{ code: 'REFERENCE_REFUSED', where: { line: 8 } }] });
  });
  test('unless that is allowed', async () => {
    const origin = await serve(files);
    expect(await readDescription(`${origin}/openapi.yaml`, { allowRemoteRefs: true })).toMatchObject({ ok: true, value: { document: { 'x-files': { 'part.yaml': { type: 'string' } } } } });
  });
  test('and even then only from the same origin', async () => {
    const other = await serve(() => ({ body: 'type: string\n' }));
    const origin = await serve((path) => (path === '/moved.yaml' ? { status: 302, body: '', location: `${other}/x` } : { body: withSchema(`{ $ref: "${other}/x.yaml" }\n    T: { $ref: ./moved.yaml }`) }));
    const read = await readDescription(`${origin}/openapi.yaml`, { allowRemoteRefs: true });
    expect(read).toMatchObject({ ok: false, problems: [{ code: 'REFERENCE_REFUSED' }, { code: 'REFERENCE_REFUSED' }] });
  });
  test('never a file', async () => {
    const origin = await serve(() => ({ body: withSchema('{ $ref: "file:///etc/passwd" }') }));
    expect(await readDescription(`${origin}/openapi.yaml`, { allowRemoteRefs: true })).toMatchObject({ ok: false, problems: [{ code: 'REFERENCE_REFUSED' }] });
  });
  test('an error status, a body that never ends, nobody there', async () => {
    const origin = await serve((path) => (path === '/big' ? { body: 'x'.repeat(100_000) } : { status: 404, body: small }));
    expect(await readDescription(`${origin}/none`)).toMatchObject({ ok: false, problems: [{ code: 'DESCRIPTION_NOT_FOUND', what: 'The description was not handed out: status 404.' }] });
    expect(await readDescription(`${origin}/big`, { maxBytes: 50_000 })).toMatchObject({ ok: false, problems: [{ code: 'DESCRIPTION_TOO_LARGE' }] });
    expect(await readDescription('http://127.0.0.1:1/x')).toMatchObject({ ok: false, problems: [{ code: 'DESCRIPTION_NOT_FOUND' }] });
    expect(await readDescription('ftp://127.0.0.1/x')).toMatchObject({ ok: false, problems: [{ code: 'DESCRIPTION_NOT_FOUND' }] });
  });
});
