import { describe, expect, test } from 'vitest';
import type { Json } from '../../model/json.ts';
import { applyOverlay } from './apply-overlay.ts';

const document: Json = { info: { title: 'A', tags: ['x'] }, paths: { "/it's": { get: { deprecated: true, parameters: [{ name: 'a' }, { name: 'b' }, { name: 'a' }] } }, '/b': { get: {} } } };
const overlay = (...actions: readonly Json[]): Json => ({ overlay: '1.0.0', info: { title: 'o', version: '1' }, actions });
const after = (...actions: readonly Json[]): unknown => applyOverlay(document, overlay(...actions)).document;

describe('actions', () => {
  test('objects are merged, deep down', () => expect(after({ target: '$', update: { info: { title: 'B', more: { a: 1 } } } })).toMatchObject({ info: { title: 'B', tags: ['x'], more: { a: 1 } } }));
  test('an update of a list is one more item of it', () => expect(after({ target: '$.info.tags', update: 'y' })).toMatchObject({ info: { tags: ['x', 'y'] } }));
  test('every match is changed', () => expect(after({ target: '$.paths.*.get', update: { 'x-seen': true } })).toMatchObject({ paths: { "/it's": { get: { 'x-seen': true, deprecated: true } }, '/b': { get: { 'x-seen': true } } } }));
  test('what is removed is gone, several of a list too', () => expect(after({ target: "$.paths[\"/it's\"].get.parameters[?@.name == 'a']", remove: true })).toMatchObject({ paths: { "/it's": { get: { parameters: [{ name: 'b' }] } } } }));
  test('remove weighs more than update', () => expect(after({ target: '$.info', update: { a: 1 }, remove: true })).not.toHaveProperty('info'));
  test('one after the other, each sees what the ones before have made', () => expect(after({ target: '$.info', update: { kind: 'new' } }, { target: "$.info[?@ == 'new']", update: 'newer' })).toMatchObject({ info: { kind: 'newer' } }));
  test('1.1: what is copied is merged in', () => expect(applyOverlay(document, { overlay: '1.1.0', actions: [{ target: "$.paths['/b'].get", copy: "$.paths[\"/it's\"].get" }] }).document).toMatchObject({ paths: { '/b': { get: { deprecated: true } } } }));
  test('the document that it is applied to stays as it was', () => {
    const before = JSON.stringify(document);
    after({ target: '$..*', update: { a: 1 } }, { target: '$.paths', remove: true });
    expect(JSON.stringify(document)).toBe(before);
  });
  test('a name that means something to JavaScript is a name', () => expect(Object.hasOwn((after({ target: '$.info', update: JSON.parse('{"__proto__":{"a":1}}') as Json }) as { info: object }).info, '__proto__')).toBe(true));
});

describe('what cannot be done is said', () => {
  test.each<[string, Json, string]>([
    ['no overlay', { openapi: '3.1.1' }, ''], ['version 2', { overlay: '2.0.0', actions: [{ target: '$' }] }, '/overlay'], ['no actions', { overlay: '1.0.0' }, '/actions'],
    ['no target', overlay({ update: {} }), '/actions/0'], ['no JSONPath', overlay({ target: '$.info' }, { target: '$.[' }), '/actions/1/target'], ['a list', [], ''],
  ])('%s', (_, given, pointer) => {
    const { faults, document: same } = applyOverlay(document, given);
    expect(faults.map((fault) => fault.pointer)).toEqual([pointer]);
    expect(same).toEqual(document);
  });
  test('a target that selects nothing', () => expect(applyOverlay(document, overlay({ target: '$.nothing', remove: true })).idle).toEqual(['/actions/0']));
});
