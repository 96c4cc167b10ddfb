import { describe, expect, test } from 'vitest';
import { stringify } from 'yaml';
import type { Description } from '../model/description.ts';
import type { JsonObject } from '../model/json.ts';
import { descriptionOf, problemsOf } from './reading/folder.fixture.ts';
import { petshop, swaggerPetshop } from './versions.fixture.ts';

const read = (name: string, document: JsonObject): Promise<Description> => descriptionOf({ [name]: name.endsWith('.yaml') ? stringify(document) : JSON.stringify(document) });

/** What the engine works with, without where it stands. */
function outline({ operations, servers, securitySchemes }: Description): unknown {
  const bare = (value: unknown): unknown => JSON.parse(JSON.stringify(value, (key, each: unknown) => (key === 'pointer' || key === 'place' ? undefined : each instanceof Map ? [...each.entries()] : each instanceof Set ? [...each] : each)));
  return { servers, securitySchemes: bare(securitySchemes), operations: operations.map(bare) };
}

describe('one API in every version, in JSON and in YAML', () => {
  test.each(['3.0.0', '3.0.1', '3.0.2', '3.0.3', '3.0.4'])('%s is as 3.0.3', async (version) => {
    expect(outline(await read(`${version}.yaml`, petshop(version)))).toEqual(outline(await read('3.0.3.json', petshop('3.0.3'))));
  });

  test.each(['3.1.0', '3.1.1', '3.1.2', '3.2.0'])('%s is as 3.1.1', async (version) => {
    expect(outline(await read(`${version}.yaml`, petshop(version)))).toEqual(outline(await read('3.1.1.json', petshop('3.1.1'))));
  });

  test.each(['json', 'yaml'])('Swagger 2.0 in %s is as 3.0.3', async (form) => {
    expect(outline(await read(`swagger.${form}`, swaggerPetshop))).toEqual(outline(await read('3.0.3.json', petshop('3.0.3'))));
  });

  test.each<JsonObject>([swaggerPetshop, petshop('3.0.3'), petshop('3.1.1'), petshop('3.2.0')])('nothing of it is passed over', async (document) => {
    expect((await read('api.json', document)).notices).toEqual([]);
  });
});

test.each<{ version: JsonObject; says: RegExp; pointer?: string }>([
  { version: { swagger: '1.2' }, says: /Swagger 1\.2 is not supported/, pointer: '/swagger' }, { version: { swagger: 2 }, says: /Swagger 2 is not supported/, pointer: '/swagger' }, { version: { swagger: ['2.0'] }, says: /is not supported/, pointer: '/swagger' },
  { version: { openapi: '4.0.0' }, says: /"4\.0\.0"/, pointer: '/openapi' }, { version: { openapi: 3.1 }, says: /3\.1/, pointer: '/openapi' }, { version: { openapi: '2.0' }, says: /"2\.0"/, pointer: '/openapi' }, { version: { openapi: null }, says: /null/, pointer: '/openapi' },
  { version: { swagger: '2.0', openapi: '3.0.3' }, says: /both "swagger" and "openapi"/, pointer: '/swagger' }, { version: {}, says: /no OpenAPI description/ }, { version: { overlay: '1.0.0' }, says: /no OpenAPI description/ },
])('$version is refused', async ({ version, says, pointer }) => {
  const { problems } = await problemsOf({ 'api.json': JSON.stringify({ ...version, info: { title: 'a', version: '1' }, paths: {} }, null, 2) });
  expect(problems).toMatchObject([{ code: expect.stringMatching(/^DESCRIPTION_(VERSION|INVALID)$/), what: expect.stringMatching(says), where: pointer === undefined ? {} : { line: 2, pointer }, fix: expect.any(String) }]);
});
