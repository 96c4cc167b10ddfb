import { describe, expect, test } from 'vitest';
import { descriptionOf, problemsOf } from './folder.fixture.ts';

const head = 'openapi: 3.1.0\ninfo:\n  title: t\n  version: "1"\n';
const old = 'openapi: 3.0.3\ninfo:\n  title: t\n  version: "1"\n';
const operation = 'responses: { "200": { description: d } }';

type Row = readonly [name: string, text: string, code: string, place: string, what: RegExp];

const rows: readonly Row[] = [
  ['a tab', `${head}paths:\n\t/a: {}\n`, 'DESCRIPTION_SYNTAX', '6:1', /tab|indent/i],
  ['a bracket', `${head}paths: {\n  /a: [\n}\n`, 'DESCRIPTION_SYNTAX', '7:1', /flow|comma/i],
  ['a key twice', `${head}paths: {}\npaths: {}\n`, 'DESCRIPTION_SYNTAX', '6:1', /duplicated/],
  ['broken JSON', '{\n  "openapi": "3.1.0",\n  "info": {"title": "t" "version": "1"}\n}', 'DESCRIPTION_SYNTAX', '3:25', /./],
  ['Swagger 1.2', 'swagger: "1.2"\ninfo: {}\n', 'DESCRIPTION_VERSION', '1:1 /swagger', /Swagger 1.2 is not supported/],
  ['OpenAPI 4', 'openapi: 4.0.0\ninfo: {}\n', 'DESCRIPTION_VERSION', '1:1 /openapi', /"4.0.0"/],
  ['a version that is a number', 'info: {}\nopenapi: 3.1\n', 'DESCRIPTION_VERSION', '2:1 /openapi', /3.1/],
  ['info that is missing', 'openapi: 3.1.0\npaths: {}\n', 'DESCRIPTION_INVALID', '1:1', /info/],
  ['a title that is a number', 'openapi: 3.1.0\ninfo:\n  title: 1\n  version: "1"\npaths: {}\n', 'DESCRIPTION_INVALID', '3:3 /info/title', /string/],
  ['a response without description', `${head}paths:\n  /a:\n    get:\n      responses:\n        "200":\n          content: {}\n`, 'DESCRIPTION_INVALID', '9:9 /paths/~1a/get/responses/200', /description/],
  ['a misspelt field', `${head}paths:\n  /a:\n    get:\n      requestBdy: {}\n      ${operation}\n`, 'DESCRIPTION_INVALID', '8:7 /paths/~1a/get/requestBdy', /requestBdy/],
  ['a misspelt keyword in 3.0', `${old}paths:\n  /a:\n    get:\n      ${operation}\ncomponents:\n  schemas:\n    S:\n      requried: [a]\n`, 'DESCRIPTION_INVALID', '12:7 /components/schemas/S/requried', /requried/],
  ['a keyword of the wrong type', `${head}paths:\n  /a:\n    get:\n      ${operation}\ncomponents:\n  schemas:\n    S:\n      minLength: two\n`, 'DESCRIPTION_INVALID', '12:7 /components/schemas/S/minLength', /integer|number/],
  ['a type that there is not', `${head}paths:\n  /a:\n    get:\n      ${operation}\ncomponents:\n  schemas:\n    S:\n      type: strng\n`, 'DESCRIPTION_INVALID', '12:7 /components/schemas/S/type', /string/],
  ['a pattern that is none', `${head}paths:\n  /a:\n    get:\n      ${operation}\ncomponents:\n  schemas:\n    S:\n      pattern: "("\n`, 'DESCRIPTION_SCHEMA', '12:7 /components/schemas/S/pattern', /no regular expression/],
  ['a path parameter that is not described', `${head}paths:\n  /a/{id}:\n    get:\n      ${operation}\n`, 'PATH_PARAMETER_MISSING', '7:5 /paths/~1a~1{id}/get/parameters', /id/],
  ['a path parameter that is not in the path', `${head}paths:\n  /a:\n    get:\n      parameters:\n        - { name: id, in: path, required: true, schema: {} }\n      ${operation}\n`, 'PATH_PARAMETER_MISSING', '9:13 /paths/~1a/get/parameters/0/name', /id/],
  ['an operationId twice', `${head}paths:\n  /a:\n    get: { operationId: x, ${operation} }\n    put: { operationId: x, ${operation} }\n`, 'OPERATION_ID_TWICE', '8:12 /paths/~1a/put/operationId', /unique/],
  ['a parameter twice', `${head}paths:\n  /a:\n    get:\n      parameters:\n        - { name: q, in: query, schema: {} }\n        - { name: q, in: query, schema: {} }\n      ${operation}\n`, 'PARAMETER_TWICE', '10:11 /paths/~1a/get/parameters/1', /q/],
  ['a reference to nothing', `${head}paths:\n  /a:\n    get:\n      responses:\n        "200":\n          $ref: '#/components/responses/R'\n`, 'REFERENCE_BROKEN', '10:11 /paths/~1a/get/responses/200/$ref', /leads nowhere: there is no \/components/],
  ['a reference to an anchor that is not there', `${head}paths:\n  /a:\n    get:\n      ${operation}\ncomponents:\n  schemas:\n    S: { $ref: '#nowhere' }\n`, 'REFERENCE_BROKEN', '11:10 /components/schemas/S/$ref', /no anchor/],
  ['a security scheme that there is not', `${head}paths:\n  /a:\n    get:\n      security: [{ token: [] }]\n      ${operation}\n`, 'SECURITY_SCHEME_UNKNOWN', '8:20 /paths/~1a/get/security/0/token', /"token"/],
  ['no operation', `${head}paths: {}\n`, 'DESCRIPTION_WITHOUT_OPERATIONS', '5:1 /paths', /no operation/],
];

test.each(rows)('%s', async (_, text, code, place, what) => {
  const { problems } = await problemsOf({ 'openapi.yaml': text });
  const [first] = problems;
  expect({ code: first?.code, place: `${first?.where?.line}:${first?.where?.column} ${first?.where?.pointer ?? ''}`.trim() }).toEqual({ code, place });
  expect(first?.what).toMatch(what);
  expect(first?.where?.file).toMatch(/\/openapi\.yaml$/);
});

test('names that are nearly right are put right', async () => {
  const { problems } = await problemsOf({ 'openapi.yaml': `${head}paths:\n  /a:\n    get:\n      requestBdy: {}\n      ${operation}\n` });
  expect(problems[0]?.fix).toBe('Did you mean "requestBody"?');
});

test('a problem stands in the file that it is in', async () => {
  const { folder, problems } = await problemsOf({
    'openapi.yaml': `${head}paths:\n  /a: { $ref: ./paths/a.yaml }\n`,
    'paths/a.yaml': 'get:\n  parameters:\n    - $ref: ../common.json#/limit\n    - $ref: ../common.json#/missing\n  responses: { "200": { description: d } }\n',
    'common.json': '{\n  "limit": { "name": "limit", "in": "query", "schema": { "type": "intger" } }\n}',
  });
  expect(problems.map(({ code, where }) => [code, where?.file, where?.line, where?.column])).toEqual([
    ['REFERENCE_BROKEN', `${folder}/paths/a.yaml`, 4, 7],
  ]);
});

test('so does what is wrong in a file that was referred to', async () => {
  const { folder, problems } = await problemsOf({
    'openapi.yaml': `${head}paths:\n  /a: { $ref: ./paths/a.yaml }\n`,
    'paths/a.yaml': 'get:\n  parameters:\n    - $ref: ../common.json#/limit\n  responses: { "200": { description: d } }\n',
    'common.json': '{\n  "limit": { "name": "limit", "in": "query", "schema": {\n    "type": "intger" } }\n}',
  });
  expect(problems.map(({ code, where }) => [code, where?.file, where?.line, where?.column, where?.pointer])).toEqual([
    ['DESCRIPTION_INVALID', `${folder}/common.json`, 3, 5, '/limit/schema/type'],
  ]);
});

test('a file with a syntax error names the error and the reference to it', async () => {
  const { folder, problems } = await problemsOf({ 'openapi.yaml': `${head}paths:\n  /a: { $ref: ./a.yaml }\n`, 'a.yaml': 'get: [\n' });
  expect(problems).toMatchObject([{ code: 'REFERENCE_BROKEN', where: { file: `${folder}/openapi.yaml`, line: 6 } }]);
  expect(problems[0]?.what).toContain(`${folder}/a.yaml, line 2`);
});

test('of many problems the first are listed, and the rest counted', async () => {
  const { problems } = await problemsOf({ 'openapi.yaml': `${head}paths:\n${Array.from({ length: 50 }, (_, i) => `  /p${i}: { get: { responses: 1 } }\n`).join('')}` });
  expect(problems).toHaveLength(20);
  expect(problems.at(-1)?.what).toBe('There are 31 more problems like these.');
});

describe('what is odd, but can be judged by, is a notice', () => {
  const notices = async (text: string): Promise<readonly (string | undefined)[]> =>
    (await descriptionOf({ 'openapi.yaml': text })).notices.map(({ code, where }) => `${code} ${where?.line}`);
  const oldSchema = (schema: string): string => `${old}paths:\n  /a:\n    get:\n      ${operation}\ncomponents:\n  schemas:\n    T: { type: string }\n    S:\n      ${schema}\n`;
  test.each([
    ['a later keyword in 3.0', oldSchema('const: a'), ['DESCRIPTION_UNKNOWN_KEYWORD 13']],
    ['nullable in 3.1', oldSchema('nullable: true').replace('3.0.3', '3.1.0'), ['DESCRIPTION_UNKNOWN_KEYWORD 13']],
    ['nullable alone', oldSchema('nullable: true'), ['DESCRIPTION_NULLABLE 13']],
    ['what stands beside $ref', oldSchema("{ $ref: '#/components/schemas/T', description: d }"), ['DESCRIPTION_REF_SIBLINGS 13']],
    ['paths that differ in names only', `${head}paths:\n  /a/{x}:\n    get: { parameters: [{ name: x, in: path, required: true, schema: {} }], ${operation} }\n  /a/{y}:\n    put: { parameters: [{ name: y, in: path, required: true, schema: {} }], ${operation} }\n`, ['DESCRIPTION_SAME_PATHS 8']],
    ['webhooks', `${head}paths:\n  /a:\n    get: { ${operation} }\nwebhooks:\n  w: { post: { ${operation} } }\n`, ['WEBHOOKS_IGNORED 9']],
    ['callbacks', `${head}paths:\n  /a:\n    get: { ${operation}, callbacks: { c: { '{$request.query.url}': { post: { ${operation} } } } } }\n`, ['CALLBACKS_IGNORED 7']],
  ])('%s', async (_, text, expected) => {
    expect(await notices(text)).toEqual(expected);
  });
});
