import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { readArazzo } from './read-arazzo.ts';

let folder = '';
beforeAll(async () => { folder = await mkdtemp(join(tmpdir(), 'calico-conformance-arazzo-')); });
afterAll(() => rm(folder, { recursive: true, force: true }));

const sound = `arazzo: 1.1.0
info: { title: Sound, version: "1" }
sourceDescriptions: [{ name: api, url: ./openapi.yaml, type: openapi }]
workflows:
  - workflowId: one
    inputs: { type: object, properties: { id: { type: string } } }
    dependsOn: [two]
    successActions: [{ reference: $components.successActions.done }]
    failureActions: [{ name: again, type: retry, retryAfter: 0.5, retryLimit: 3, criteria: [{ condition: $statusCode == 503 }] }]
    parameters: [{ name: X-Trace, in: header, value: abc }]
    steps:
      - stepId: get
        operationId: $sourceDescriptions.api.getThing
        parameters: [{ name: id, in: path, value: $inputs.id }, { reference: $components.parameters.page, value: 2 }]
        successCriteria: [{ condition: $statusCode == 200 }, { context: $response.body, type: jsonpath, condition: "$[?@.a]" }]
        outputs: { id: $response.body#/id, first: { context: $response.body, selector: "$.items[0]", type: jsonpath } }
      - stepId: call
        workflowId: two
        dependsOn: [get]
        parameters: [{ name: id, value: "x-{$steps.get.outputs.id}" }]
        onSuccess: [{ name: done, type: goto, stepId: put }]
      - stepId: put
        operationPath: "{$sourceDescriptions.api.url}#/paths/~1things~1{id}/put"
        requestBody: { contentType: application/json, payload: { id: $inputs.id }, replacements: [{ target: /id, value: $steps.get.outputs.id }] }
        timeout: 500
    outputs: { id: $steps.get.outputs.id }
  - workflowId: two
    steps: [{ stepId: only, operationId: getThing }]
components:
  parameters: { page: { name: page, in: query, value: 1 } }
  successActions: { done: { name: done, type: end } }
`;

async function read(text: string) {
  const file = join(folder, 'flow.arazzo.yaml');
  await writeFile(file, text);
  return readArazzo(file);
}

test('a sound document is read, with what the workflow says put into its steps', async () => {
  const document = await read(sound);
  if (!document.ok) throw new Error(JSON.stringify(document.problems));
  const [one] = document.value.workflows;
  expect(one?.steps.map(({ id, parameters }) => [id, parameters.map(({ name }) => name)])).toEqual([['get', ['id', 'page', 'X-Trace']], ['call', ['id']], ['put', ['X-Trace']]]);
  expect(one?.steps[0]?.parameters[1]?.value).toEqual({ kind: 'literal', value: 2 });
  expect(one?.steps[1]?.onSuccess).toMatchObject([{ name: 'done', then: { kind: 'goto', step: 'put' } }]);
  expect(one?.steps[0]?.onSuccess).toMatchObject([{ name: 'done', then: { kind: 'end' } }]);
  expect(one?.steps[0]?.onFailure).toMatchObject([{ then: { kind: 'retry', afterMs: 500, limit: 3 } }]);
  expect(document.value.place('/workflows/0/steps/1')).toMatchObject({ line: 17 });
});

test('JSON is read like YAML', async () => {
  expect((await read(JSON.stringify(parse(sound), null, 1))).ok).toBe(true);
});

/** What is written instead of what, where the fault is told, and what of it is said. */
const faults: readonly (readonly [name: string, before: string | RegExp, after: string, pointer: string, what: RegExp])[] = [
  ['no version', 'arazzo: 1.1.0', 'arazza: 1.1.0', '', /no "arazzo"/],
  ['a version of the future', 'arazzo: 1.1.0', 'arazzo: 2.0.0', '/arazzo', /not supported/],
  ['a version that is a number', 'arazzo: 1.1.0', 'arazzo: 1.1', '/arazzo', /not supported/],
  ['no title', 'title: Sound, ', '', '/info', /"title" is missing/],
  ['no sources', /sourceDescriptions: .*/, 'sourceDescriptions: []', '/sourceDescriptions', /no source descriptions/],
  ['an AsyncAPI source', 'type: openapi', 'type: asyncapi', '/sourceDescriptions/0/type', /asyncapi are not supported/],
  ['a source of an unknown type', 'type: openapi', 'type: raml', '/sourceDescriptions/0/type', /"raml"/],
  ['a misspelt field of a step', 'timeout: 500', 'timeOut: 500', '/workflows/0/steps/2/timeOut', /"timeOut" is not known/],
  ['a misspelt field of a workflow', 'dependsOn: [two]', 'dependOn: [two]', '/workflows/0/dependOn', /not known/],
  ['a duplicate workflow', 'workflowId: two\n    steps', 'workflowId: one\n    steps', '/workflows/1/workflowId', /already called "one"/],
  ['a duplicate step', 'stepId: call', 'stepId: get', '/workflows/0/steps/1/stepId', /already called "get"/],
  ['a step with two calls', 'operationId: getThing }', 'operationId: getThing, workflowId: one }', '/workflows/1/steps/0', /has operationId and workflowId/],
  ['a step with none', 'stepId: only, operationId: getThing', 'stepId: only', '/workflows/1/steps/0', /does nothing/],
  ['an AsyncAPI step', 'stepId: only,', 'stepId: only, action: send,', '/workflows/1/steps/0/action', /AsyncAPI/],
  ['an unknown workflow', 'workflowId: two\n        dependsOn', 'workflowId: three\n        dependsOn', '/workflows/0/steps/1/workflowId', /no workflow "three"/],
  ['an unknown workflow to depend on', 'dependsOn: [two]', 'dependsOn: [three]', '/workflows/0/dependsOn/0', /no workflow "three"/],
  ['workflows in a circle', 'workflowId: two\n    steps', 'workflowId: two\n    dependsOn: [one]\n    steps', '/workflows', /circle: one → two → one/],
  ['a workflow that depends on itself', 'dependsOn: [two]', 'dependsOn: [one]', '/workflows', /circle: one → one/],
  ['an unknown step to depend on', 'dependsOn: [get]', 'dependsOn: [got]', '/workflows/0/steps/1/dependsOn/0', /no step "got"/],
  ['a step that depends on itself', 'dependsOn: [get]', 'dependsOn: [call]', '/workflows/0', /circle: call → call/],
  ['an unknown source', 'operationId: $sourceDescriptions.api.getThing', 'operationId: $sourceDescriptions.apo.getThing', '/workflows/0/steps/0/operationId', /no source description "apo"/],
  ['an operationPath without method', '~1{id}/put', '~1{id}', '/workflows/0/steps/2/operationPath', /leads to no operation/],
  ['an output of no step', '{ id: $steps.get.outputs.id }\n  - w', '{ id: $steps.got.outputs.id }\n  - w', '/workflows/0/outputs/id', /no step "got"/],
  ['an output that no step has', '{ id: $steps.get.outputs.id }\n  - w', '{ id: $steps.get.outputs.it }\n  - w', '/workflows/0/outputs/id', /no output "it"/],
  ['an input that is not declared', 'value: $inputs.id', 'value: $inputs.it', '/workflows/0/steps/0/parameters/0', /no input "it"/],
  ['an invalid expression', 'value: $inputs.id', 'value: $steps.get.id', '/workflows/0/steps/0/parameters/0/value', /cannot be read/],
  ['an invalid expression in braces', 'x-{$steps.get.outputs.id}', 'x-{$steps.get}', '/workflows/0/steps/1/parameters/0/value', /in braces cannot be read/],
  ['a parameter without a place', 'name: id, in: path,', 'name: id,', '/workflows/0/steps/0/parameters/0', /has no "in"/],
  ['a parameter in an unknown place', 'in: path', 'in: body', '/workflows/0/steps/0/parameters/0/in', /no place "body"/],
  ['a parameter without a value', 'in: query, value: 1', 'in: query', '/components/parameters/page', /has no value/],
  ['a parameter given twice', '{ reference: $components.parameters.page, value: 2 }', '{ name: id, in: path, value: 1 }', '/workflows/0/steps/0/parameters/1', /given twice/],
  ['a reference to nothing', 'reference: $components.parameters.page', 'reference: $components.parameters.pages', '/workflows/0/steps/0/parameters/1/reference', /no "pages"/],
  ['a reference to another kind', 'reference: $components.successActions.done', 'reference: $components.parameters.page', '/workflows/0/successActions/0/reference', /no reference to successActions/],
  ['an invalid condition', 'condition: $statusCode == 200', 'condition: $statusCode === 200', '/workflows/0/steps/0/successCriteria/0/condition', /cannot be read/],
  ['an invalid JSONPath', '"$[?@.a]"', '"$[?@.a"', '/workflows/0/steps/0/successCriteria/1/condition', /no JSONPath/],
  ['a condition of an unknown type', 'type: jsonpath, condition', 'type: cel, condition', '/workflows/0/steps/0/successCriteria/1/type', /type "cel"/],
  ['a condition in XPath', 'type: jsonpath, condition', 'type: xpath, condition', '/workflows/0/steps/0/successCriteria/1/type', /XPath conditions are not supported/],
  ['a regex that could hang', 'type: jsonpath, condition: "$[?@.a]"', 'type: regex, condition: "(?=a)b"', '/workflows/0/steps/0/successCriteria/1/condition', /cannot be searched for/],
  ['a regex that is none', 'type: jsonpath, condition: "$[?@.a]"', 'type: regex, condition: "("', '/workflows/0/steps/0/successCriteria/1/condition', /cannot be searched for/],
  ['a type without a context', 'context: $response.body, type: jsonpath', 'type: jsonpath', '/workflows/0/steps/0/successCriteria/1', /"context" is missing/],
  ['an unknown version of JSONPath', 'type: jsonpath, condition', 'type: { type: jsonpath, version: "9" }, condition', '/workflows/0/steps/0/successCriteria/1/type/version', /no version "9"/],
  ['a goto that leads nowhere', 'type: goto, stepId: put', 'type: goto', '/workflows/0/steps/1/onSuccess/0', /leads nowhere/],
  ['a goto to no step', 'type: goto, stepId: put', 'type: goto, stepId: pot', '/workflows/0/steps/1', /"pot"/],
  ['a retry after a success', 'name: done, type: goto, stepId: put', 'name: done, type: retry', '/workflows/0/steps/1/onSuccess/0/type', /type "retry"/],
  ['a negative retryLimit', 'retryLimit: 3', 'retryLimit: -1', '/workflows/0/failureActions/0/retryLimit', /retryLimit/],
  ['a timeout of nothing', 'timeout: 500', 'timeout: 0', '/workflows/0/steps/2/timeout', /timeout/],
  ['criteria that are none', '[{ condition: $statusCode == 200 }, {', '[] # {', '/workflows/0/steps/0/successCriteria', /is empty/],
  ['a replacement by no pointer', 'target: /id', 'target: id', '/workflows/0/steps/2/requestBody/replacements/0/target', /no JSON Pointer/],
  ['inputs that are no schema', 'id: { type: string }', 'id: { type: text }', '/workflows/0/inputs', /no JSON Schema/],
  ['inputs that refer to nothing', '{ type: object, properties: { id: { type: string } } }', '{ $ref: "#/components/inputs/x" }', '/workflows/0/inputs', /no JSON Schema/],
  ['an output with a name that nobody can write', 'first: {', '"a b": {', '/workflows/0/steps/0/outputs/a b', /cannot be referred to/],
];

describe('a fault is told with file, line and pointer', () => {
  test.each(faults)('%s', async (_, before, after, pointer, what) => {
    const changed = sound.replace(before, after);
    expect(changed).not.toBe(sound);
    const result = await read(changed);
    const problems = result.ok ? [] : result.problems;
    expect(problems.map(({ where }) => where?.pointer)).toContain(pointer);
    const [own] = problems.filter(({ where }) => where?.pointer === pointer);
    expect(own).toMatchObject({ code: 'ARAZZO_INVALID', what: expect.stringMatching(what), where: { file: join(folder, 'flow.arazzo.yaml'), line: expect.any(Number) } });
  });
});

test('extensions are nobody\'s business', async () => {
  expect((await read(sound.replace('timeout: 500', 'x-anything: { a: 1 }'))).ok).toBe(true);
});

test('what cannot be read is said of the Arazzo document', async () => {
  expect(await readArazzo(join(folder, 'gone.yaml'))).toMatchObject({ ok: false, problems: [{ code: 'ARAZZO_NOT_FOUND' }] });
  expect(await read('a: [')).toMatchObject({ ok: false, problems: [{ code: 'ARAZZO_SYNTAX' }] });
});
