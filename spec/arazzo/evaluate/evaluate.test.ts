import { describe, expect, test } from 'vitest';
import type { Json } from '../../../model/json.ts';
import type { Criterion } from '../criterion.ts';
import { readCriteria } from '../criterion.ts';
import type { FailureAction } from '../document.ts';
import { readFailureActions } from '../read-actions.ts';
import { readBody } from '../read-body.ts';
import { readTemplate } from '../template.ts';
import { chooseAction } from './choose-action.ts';
import { holds, seenBy } from './holds.ts';
import { render } from './render.ts';
import { replaced } from './replaced.ts';
import type { Scope } from './scope.ts';

const scope: Scope = {
  inputs: { id: 'u1', count: 3, nothing: null, 'a.b': 'dotted', user: { name: 'Ada', tags: ['x', 'y'] }, list: [1, 2] },
  steps: new Map([['one', { id: 7, page: { next: 'c2' }, items: [{ id: 'i1' }] }]]),
  workflows: new Map([['other', { inputs: { in: 1 }, outputs: { out: { deep: [true] } } }]]),
  sources: new Map([['api', './api.yaml']]),
  components: { parameters: { page: { name: 'page', value: 4 } } },
  self: 'file:///flow.yaml',
  request: { url: 'http://localhost/things/9?q=a%20b', method: 'POST', headers: [['X-One', '1'], ['x-one', '2']], query: [['q', 'a b']], path: new Map([['id', '9']]), body: { sent: true } },
  response: { status: 200, headers: [['X-Rate', '5'], ['X-Flag', 'true'], ['X-Name', 'Ada']], body: { id: 5, name: 'Ada', none: null, empty: '', zero: 0, no: false, big: 1e21, 'a/b': { '~c': 1 }, items: [{ id: 1, name: 'Pen' }, { id: 2 }], ids: [1, 2], text: '10' } },
};

const noFault = (pointer: string, what: string): never => { throw new Error(`${pointer}: ${what}`); };
const criterion = (written: Readonly<Record<string, Json>>): Criterion => readCriteria({ c: [written] }, 'c', '', noFault)[0] as Criterion;

/** Each rule of comparison with what holds and what does not. */
const conditions: readonly (readonly [rule: string, condition: string, holds: boolean])[] = [
  ['a number', '$statusCode == 200', true],
  ['a number', '$statusCode == 201', false],
  ['numbers in order', '$statusCode >= 200 && $statusCode < 300', true],
  ['numbers in order', '$response.body#/id > 5', false],
  ['numbers in order', '$response.body#/id <= 5', true],
  ['texts without regard to case', "$response.body#/name == 'aDA'", true],
  ['texts without regard to case', "$response.body#/name != 'ADA'", false],
  ['texts in order', "$response.body#/name < 'b'", true],
  ['null equals null', '$response.body#/none == null', true],
  ['null equals nothing else', '$response.body#/empty == null', false],
  ['null equals nothing else', '$response.body#/zero == null', false],
  ['null equals nothing else', '$response.body#/no == null', false],
  ['null equals nothing else', '$response.body#/missing == null', false],
  ['what is missing equals nothing', "$response.body#/missing == ''", false],
  ['what is missing equals nothing', '$response.body#/missing == $response.body#/gone', false],
  ['what is missing is unequal to all', '$response.body#/missing != null', true],
  ['what is missing has no order', '$response.body#/missing < 1 || $response.body#/missing >= 1', false],
  ['null has no order', '$response.body#/none <= 0', false],
  ['types are kept', "$response.body#/id == '5'", false],
  ['types are kept', '$response.body#/no == 0', false],
  ['a header is a text, and the number that it says', '$response.header.x-rate == 5', true],
  ['a header is a text, and the number that it says', "$response.header.x-rate == '5'", true],
  ['a header is a text, and the number that it says', '$response.header.X-Rate > 4', true],
  ['a header is a text, and the flag that it says', '$response.header.X-Flag == true', true],
  ['header names have no case', "$response.header.x-NAME == 'ada'", true],
  ['a missing header', '$response.header.X-Gone', false],
  ['a path parameter', '$request.path.id == 9', true],
  ['a query parameter', "$request.query.q == 'a b'", true],
  ['the method', "$method == 'post'", true],
  ['fields of one name are one list', "$request.header.X-One == '1, 2'", true],
  ['parentheses', "($statusCode == 500 || $statusCode == 200) && $response.body#/name == 'Ada'", true],
  ['not', '!($statusCode == 500)', true],
  ['not', '!$response.body#/missing', true],
  ['and before or', 'true || false && false', true],
  ['a value by itself', '$response.body#/items', true],
  ['a value by itself', '$response.body#/no', false],
  ['a value by itself', '$response.body#/zero', false],
  ['a value by itself', '$response.body#/empty', false],
  ['a value by itself', '$response.body#/none', false],
  ['members after dots', "$response.body.name == 'Ada'", true],
  ['items in brackets', '$response.body.items[1].id == 2', true],
  ['an item beyond the end', '$response.body.items[2].id == 2', false],
  ['a member of a text', '$response.body.name.length == 3', false],
  ['names in brackets', "$response.body['a/b']['~c'] == 1", true],
  ['escapes of a pointer', '$response.body#/a~1b/~0c == 1', true],
  ['names of the machine are no members', '$response.body.constructor', false],
  ['lists', '$response.body#/ids == $inputs.list', true],
  ['lists', '$response.body#/ids == $response.body#/items', false],
  ['an input', "$inputs.id == 'U1'", true],
  ['members of an input', "$inputs.user.name == 'Ada' && $inputs.user.tags[1] == 'y'", true],
  ['an input with a dot in its name', "$inputs.a.b == 'dotted'", true],
  ['outputs of a step', "$steps.one.outputs.id == 7 && $steps.one.outputs.page#/next == 'c2'", true],
  ['outputs of another workflow', '$workflows.other.outputs.out.deep[0] == true', true],
  ['a step that has not run', '$steps.two.outputs.id == 7', false],
  ['texts with quotes', "'it''s' == 'IT''S'", true],
];

describe('simple conditions', () => {
  test.each(conditions)('%s: %s', (_, condition, expected) => {
    expect(holds(criterion({ condition }), scope)).toBe(expected);
  });
});

describe('other conditions', () => {
  test.each<readonly [type: string, context: string, condition: string, holds: boolean]>([
    ['regex', '$statusCode', '^2\\d\\d$', true],
    ['regex', '$statusCode', '^4', false],
    ['regex', '$response.body#/name', 'd', true],
    ['regex', '$response.body#/name', 'D', false],
    ['regex', '$response.body#/missing', '.*', false],
    ['regex', '$response.body#/items', '"Pen"', true],
    ['regex', '$response.body#/name', '(a+)+$', true],
    ['jsonpath', '$response.body', '$.items[?@.id == 2]', true],
    ['jsonpath', '$response.body', '$.items[?@.id == 3]', false],
    ['jsonpath', '$response.body', '$.none', true],
    ['jsonpath', '$response.body', '$.missing', false],
    ['jsonpath', '$response.body', '$[?count(@.*) > 1]', true],
    ['jsonpath', '$response.body#/items', '$[?search(@.name, "P")]', true],
    ['jsonpath', '$response.body#/missing', '$', false],
  ])('%s on %s: %s', (type, context, condition, expected) => {
    expect(holds(criterion({ type, context, condition }), scope)).toBe(expected);
  });

  test('a search that would hang other engines ends', () => {
    const long = { ...scope, inputs: { text: `${'a'.repeat(50_000)}!` } };
    expect(holds(criterion({ type: 'regex', context: '$inputs.text', condition: '^(a+)+$' }), long)).toBe(false);
  });

  test('what a condition looked at can be told', () => {
    expect(seenBy(criterion({ condition: "$statusCode == 201 || $response.body.items[0].id == $response.body#/gone" }), scope)).toEqual({ $statusCode: 200, '$response.body.items[0].id': 1, '$response.body#/gone': '(nothing)' });
  });
});

describe('values', () => {
  test.each<readonly [rule: string, written: Json, value: Json | undefined]>([
    ['a literal', 'plain', 'plain'],
    ['a text that only begins like one', '$5.00', '$5.00'],
    ['an expression keeps its type', '$inputs.count', 3],
    ['an expression keeps its type', '$inputs.nothing', null],
    ['an expression keeps its type', '$inputs.list', [1, 2]],
    ['an expression keeps its type', '$statusCode', 200],
    ['in braces it becomes text', 'id-{$inputs.count}/{$inputs.id}', 'id-3/u1'],
    ['in braces it becomes text', '{$inputs.count}', '3'],
    ['in braces it becomes text', '{$inputs.user}', '{"name":"Ada","tags":["x","y"]}'],
    ['nothing in braces is nothing', 'a{$inputs.gone}b', 'ab'],
    ['braces around something else', '{a} {$b}', '{a} {$b}'],
    ['what is missing', '$response.body#/missing/deeper', undefined],
    ['what is missing is left out of objects', { a: '$inputs.gone', b: '$inputs.id' }, { b: 'u1' }],
    ['what is missing is null in lists', ['$inputs.gone', 1], [null, 1]],
    ['deep in a value', { a: [{ b: '$inputs.count' }] }, { a: [{ b: 3 }] }],
    ['a selector by JSONPath', { context: '$response.body', selector: '$.items[0].name', type: 'jsonpath' }, 'Pen'],
    ['a selector of several', { context: '$response.body', selector: '$.items[*].id', type: 'jsonpath' }, [1, 2]],
    ['a selector of nothing', { context: '$response.body', selector: '$.gone', type: 'jsonpath' }, undefined],
    ['a selector by JSON Pointer', { context: '$response.body', selector: '/items/1/id', type: 'jsonpointer' }, 2],
    ['the whole body', '$request.body', { sent: true }],
    ['a pointer to the whole', '$request.body#', { sent: true }],
    ['the URL', '$url', 'http://localhost/things/9?q=a%20b'],
    ['a source', '$sourceDescriptions.api.url', './api.yaml'],
    ['a component', '$components.parameters.page.value', 4],
    ['the document', '$self', 'file:///flow.yaml'],
  ])('%s: %j', (_, written, value) => {
    expect(render(readTemplate(written, '', noFault), scope)).toEqual(value);
  });
});

describe('bodies', () => {
  const body = (requestBody: Json): Json | undefined => {
    const read = readBody({ requestBody }, '', noFault);
    return read && replaced(read.payload && render(read.payload.template, scope), read.replacements, scope);
  };

  test.each<readonly [rule: string, written: Json, value: Json | undefined]>([
    ['a value', { payload: { id: '$inputs.id' } }, { id: 'u1' }],
    ['JSON in a text, with an object in quotation marks', { contentType: 'application/json', payload: '{"user": "{$inputs.user}", "id": "x{$inputs.id}"}' }, { user: { name: 'Ada', tags: ['x', 'y'] }, id: 'xu1' }],
    ['a text', { contentType: 'text/plain', payload: 'id={$inputs.id}' }, 'id=u1'],
    ['a member is replaced', { payload: { id: 1, keep: true }, replacements: [{ target: '/id', value: '$inputs.count' }] }, { id: 3, keep: true }],
    ['a member is made, and those around it', { payload: {}, replacements: [{ target: '/a/b', value: 1 }] }, { a: { b: 1 } }],
    ['an item', { payload: [1, 2], replacements: [{ target: '/1', value: 9 }, { target: '/-', value: 10 }] }, [1, 9, 10]],
    ['the whole', { payload: { a: 1 }, replacements: [{ target: '#', value: '$inputs.list' }] }, [1, 2]],
    ['by JSONPath, wherever it leads', { payload: { a: [{ n: 1 }, { n: 2 }] }, replacements: [{ target: '$.a[*].n', targetSelectorType: 'jsonpath', value: 0 }] }, { a: [{ n: 0 }, { n: 0 }] }],
    ['nothing replaces nothing', { payload: { id: 1 }, replacements: [{ target: '/id', value: '$inputs.gone' }] }, { id: 1 }],
    ['in order', { payload: {}, replacements: [{ target: '/a', value: 1 }, { target: '/a', value: 2 }] }, { a: 2 }],
  ])('%s', (_, written, value) => {
    expect(body(written)).toEqual(value);
  });

  test('what is replaced is no longer the document\'s', () => {
    const payload = { a: { b: 1 } };
    expect(body({ payload, replacements: [{ target: '/a/b', value: 2 }] })).toEqual({ a: { b: 2 } });
    expect(payload).toEqual({ a: { b: 1 } });
  });
});

describe('actions', () => {
  const actions = (...written: readonly Json[]): readonly FailureAction[] => readFailureActions({ a: written }, 'a', '', {}, noFault);
  const never = [{ condition: '$statusCode == 500' }];
  const always = [{ condition: '$statusCode == 200' }];

  test('the first whose criteria all hold is taken', () => {
    expect(chooseAction(actions({ name: 'no', type: 'end', criteria: never }, { name: 'half', type: 'end', criteria: [...always, ...never] }, { name: 'yes', type: 'end', criteria: always }, { name: 'late', type: 'end' }), scope)?.name).toBe('yes');
    expect(chooseAction(actions({ name: 'no', type: 'end', criteria: never }), scope)).toBeUndefined();
    expect(chooseAction(actions({ name: 'any', type: 'end' }), scope)?.name).toBe('any');
  });

  test.each<readonly [limit: number | undefined, tried: number, taken: string]>([[undefined, 0, 'again'], [undefined, 1, 'then'], [0, 0, 'then'], [3, 2, 'again'], [3, 3, 'then']])('retryLimit %s after %i retries: %s', (limit, tried, taken) => {
    const list = actions({ name: 'again', type: 'retry', ...(limit !== undefined && { retryLimit: limit }) }, { name: 'then', type: 'end' });
    expect(chooseAction(list, scope, new Map([['again', tried]]))?.name).toBe(taken);
  });
});
