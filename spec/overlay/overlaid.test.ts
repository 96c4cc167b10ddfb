import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Description } from '../../model/description.ts';
import type { Problem } from '../../model/problem.ts';
import { folderOf } from '../reading/folder.fixture.ts';
import { readDescription } from '../read-description.ts';

const api = `openapi: 3.1.1
info: { title: A, version: "1" }
paths:
  /a:
    get:
      operationId: getA
      parameters:
        - { name: old, in: query, schema: { type: string } }
        - { name: broken, in: query, schema: { type: string, pattern: "(" } }
      responses: { "200": { description: ok } }
  /b: { $ref: "more.yaml#/b" }
components: { schemas: { S: { type: string } } }
`;
const more = 'b: { get: { operationId: getB, responses: { "200": { description: ok, content: { application/json: { schema: { $ref: "api.yaml#/components/schemas/S" } } } } } } }\n';
const overlayOf = (...actions: readonly string[]): string => `overlay: 1.0.0\ninfo: { title: o, version: "1" }\nactions:\n${actions.map((action) => `  - ${action}\n`).join('')}`;
const mend = '{ target: "$.paths[\'/a\'].get.parameters[?@.name==\'broken\']", update: { schema: { pattern: "a" } } }';

async function read(files: Readonly<Record<string, string>>, ...overlays: readonly string[]): Promise<{ readonly description?: Description; readonly problems: readonly Problem[] }> {
  const folder = folderOf({ 'api.yaml': api, 'more.yaml': more, ...files });
  const result = await readDescription(join(folder, 'api.yaml'), { overlays: overlays.map((name) => join(folder, name)) });
  return result.ok ? { description: result.value, problems: [] } : { problems: result.problems.map((problem) => ({ ...problem, where: { ...problem.where, file: (problem.where?.file ?? '').slice(folder.length + 1) } })) };
}

test('an overlay mends what would otherwise be a problem', async () => {
  expect((await read({})).problems).toMatchObject([{ where: { file: 'api.yaml', line: 9, pointer: '/paths/~1a/get/parameters/1/schema/pattern' } }]);
  expect((await read({ 'o.yaml': overlayOf(mend) }, 'o.yaml')).description?.operations.map(({ id }) => id)).toEqual(['getA', 'getB']);
});

test('several are applied in order', async () => {
  const { description } = await read({ 'o.yaml': overlayOf(mend, '{ target: $.info, update: { title: B } }'), 'p.yaml': overlayOf('{ target: "$[?@.title==\'B\']", update: { title: C } }') }, 'o.yaml', 'p.yaml');
  expect(description?.title).toBe('C');
});

test('a problem that an overlay brings is in the overlay; one that it has moved is where it was written', async () => {
  const brought = await read({ 'o.yaml': overlayOf(mend, '{ target: $.components.schemas, update: { T: { type: string, pattern: "[" } } }', '{ target: "$.paths[\'/a\'].get.parameters", update: { name: new, in: nowhere } }') }, 'o.yaml');
  expect(brought.problems.map(({ where }) => where)).toEqual(expect.arrayContaining([
    { file: 'o.yaml', line: 5, column: expect.any(Number), pointer: '/actions/1/update/T/pattern' }, { file: 'o.yaml', line: 6, column: expect.any(Number), pointer: '/actions/2/update/in' },
  ]));
  const moved = await read({ 'o.yaml': overlayOf('{ target: "$.paths[\'/a\'].get.parameters[0]", remove: true }') }, 'o.yaml');
  expect(moved.problems).toMatchObject([{ where: { file: 'api.yaml', line: 9, pointer: '/paths/~1a/get/parameters/1/schema/pattern' } }]);
});

test('other files that refer to the description see what the overlay has made of it', async () => {
  const { description } = await read({ 'o.yaml': overlayOf(mend, '{ target: $.components.schemas.S, update: { maxLength: 5 } }') }, 'o.yaml');
  const pointer = description?.operations[1]?.responses.get('200')?.content.get('application/json')?.schema?.schema;
  expect(pointer).toEqual({ $ref: '#/components/schemas/S' });
  expect(description?.document).toMatchObject({ components: { schemas: { S: { type: 'string', maxLength: 5 } } } });
});

test('the way back leads to the file, the other file or the overlay', async () => {
  const { description } = await read({ 'o.yaml': overlayOf(mend, '{ target: "$.paths[\'/a\'].get.parameters[0]", remove: true }') }, 'o.yaml');
  const { parameters: [parameter] = [] } = description?.operations[0] ?? {};
  expect(description?.origin?.short(parameter?.pointer ?? '')).toBe('/paths/~1a/get/parameters/1');
  expect(description?.origin?.short(`${parameter?.pointer ?? ''}/schema/pattern`)).toMatch(/o\.yaml#\/actions\/0\/update\/schema\/pattern$/);
  expect(description?.origin?.short(description.operations[1]?.pointer ?? '')).toMatch(/more\.yaml#\/b\/get$/);
  expect(description?.origin?.place(`${parameter?.pointer ?? ''}/schema/pattern`)).toMatchObject({ line: 4, pointer: '/actions/0/update/schema/pattern' });
});

test('the digest tells of an overlay, also of one that changes nothing', async () => {
  const idle = overlayOf(mend, '{ target: $.nothing, remove: true }');
  const all = await Promise.all([read({ 'o.yaml': overlayOf(mend) }, 'o.yaml'), read({ 'o.yaml': overlayOf(mend) }, 'o.yaml'), read({ 'o.yaml': idle }, 'o.yaml')]);
  const [one, same, other] = all.map(({ description }) => description?.bundledDigest);
  expect(same).toBe(one);
  expect(other).not.toBe(one);
  expect(all[2]?.description?.notices).toMatchObject([{ code: 'OVERLAY_MATCHES_NOTHING', where: { line: 5, pointer: '/actions/1' } }]);
});

test('an overlay for another description says so', async () => {
  const forAnother = `extends: https://example.com/other.yaml\n${overlayOf(mend)}`;
  expect((await read({ 'o.yaml': forAnother }, 'o.yaml')).description?.notices).toMatchObject([{ code: 'OVERLAY_FOR_ANOTHER', where: { line: 1, pointer: '/extends' } }]);
  expect((await read({ 'o.yaml': forAnother.replace('other', 'api') }, 'o.yaml')).description?.notices).toEqual([]);
});

test.each<[string, Readonly<Record<string, string>>, object]>([
  ['is not there', {}, { code: 'OVERLAY_NOT_FOUND', where: { file: 'o.yaml' } }],
  ['is no YAML', { 'o.yaml': 'a: [' }, { code: 'OVERLAY_SYNTAX', where: { file: 'o.yaml', line: expect.any(Number) } }],
  ['is a description', { 'o.yaml': api }, { code: 'OVERLAY_INVALID', where: { file: 'o.yaml', line: 1 } }],
  ['has no JSONPath', { 'o.yaml': overlayOf('{ target: "$.[", update: {} }') }, { code: 'OVERLAY_INVALID', where: { file: 'o.yaml', line: 4, column: expect.any(Number), pointer: '/actions/0/target' } }],
])('an overlay that %s is a problem of the overlay', async (_, files, problem) => {
  expect((await read(files, 'o.yaml')).problems).toMatchObject([problem]);
});
