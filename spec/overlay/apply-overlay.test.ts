import { describe, expect, test } from 'vitest';
import type { Json, JsonPointer } from '../../model/json.ts';
import type { Source } from '../reading/source.ts';
import type { Applied } from './apply-overlay.ts';
import { applyOverlay } from './apply-overlay.ts';
import { readOverlay } from './read-overlay.ts';
import type { WorkingCopy } from './working-copy.ts';
import { workingCopyOf } from './working-copy.ts';

const document: Json = {
  info: { title: 'A', tags: ['x'] },
  paths: { "/it's": { get: { deprecated: true, parameters: [{ name: 'a' }, { name: 'b' }, { name: 'a' }, { name: 'c' }] } }, '/b': { get: {} }, 'back\\slash\u0001': {} },
};
const source = (file: string, value: Json): Source => ({ url: `file:///${file}`, file, text: '', digest: '', value });

function outcome(version: string, ...actions: readonly Json[]): Applied & { readonly copy: WorkingCopy } {
  const copy = workingCopyOf(source('api', document));
  const overlay = source('overlay', { overlay: version, info: { title: 'o', version: '1' }, actions });
  const read = readOverlay(overlay.value);
  return { copy, ...('faults' in read ? { ...read, idle: [] } : applyOverlay(copy, read, overlay)) };
}

function after(...actions: readonly Json[]): Json {
  const { copy, faults } = outcome('1.1.0', ...actions);
  expect(faults).toEqual([]);
  return copy.root;
}

describe('actions', () => {
  test('objects are merged, deep down, and lists in them grow', () => expect(after({ target: '$', update: { info: { title: 'B', tags: ['y'], more: { a: 1 } } } })).toMatchObject({ info: { title: 'B', tags: ['x', 'y'], more: { a: 1 } } }));
  test('an update of a list is one more item of it, or several', () => {
    expect(after({ target: '$.info.tags', update: 'y' })).toMatchObject({ info: { tags: ['x', 'y'] } });
    expect(after({ target: '$.info.tags', update: ['y', 'z'] })).toMatchObject({ info: { tags: ['x', 'y', 'z'] } });
  });
  test('a single value is replaced', () => expect(after({ target: '$.info.title', update: 'B' })).toMatchObject({ info: { title: 'B' } }));
  test('every match is changed', () => expect(after({ target: '$.paths.*.get', update: { 'x-seen': true } })).toMatchObject({ paths: { "/it's": { get: { 'x-seen': true, deprecated: true } }, '/b': { get: { 'x-seen': true } } } }));
  test('names that JSONPath escapes are found', () => expect(after({ target: '$.paths.*', update: { seen: true } })).toMatchObject({ paths: { "/it's": { seen: true }, 'back\\slash\u0001': { seen: true } } }));
  test('what is removed is gone, several of a list at once, each once', () => {
    expect(after({ target: "$.paths[\"/it's\"].get.parameters[?@.name == 'a']", remove: true })).toMatchObject({ paths: { "/it's": { get: { parameters: [{ name: 'b' }, { name: 'c' }] } } } });
    expect(after({ target: "$.paths[\"/it's\"].get.parameters[3,0,0]", remove: true })).toMatchObject({ paths: { "/it's": { get: { parameters: [{ name: 'b' }, { name: 'a' }] } } } });
  });
  test('what is in what is removed is removed with it', () => expect(after({ target: '$.paths..*', remove: true })).toEqual({ info: { title: 'A', tags: ['x'] }, paths: {} }));
  test('remove weighs more than update', () => expect(after({ target: '$.info', update: { a: 1 }, remove: true })).not.toHaveProperty('info'));
  test('one after the other, each sees what the ones before have made', () => expect(after({ target: '$.info', update: { kind: 'new' } }, { target: "$.info[?@ == 'new']", update: 'newer' })).toMatchObject({ info: { kind: 'newer' } }));
  test('what is copied is merged in, and a copy stays what it was', () => {
    const copied = after({ target: "$.paths['/b'].get", copy: "$.paths[\"/it's\"].get" }, { target: "$.paths['/b'].get.parameters", remove: true });
    expect(copied).toMatchObject({ paths: { "/it's": { get: { parameters: expect.any(Array) } }, '/b': { get: { deprecated: true } } } });
  });
  test('something is copied into itself as it was', () => expect(after({ target: '$.info', copy: '$' })).toMatchObject({ info: { title: 'A', info: { title: 'A', tags: ['x'] } } }));
  test('the document that it is applied to stays as it was', () => {
    const before = JSON.stringify(document);
    after({ target: '$..*[?@.name]', update: { a: 1 } }, { target: '$.paths', remove: true });
    expect(JSON.stringify(document)).toBe(before);
  });
  test('a name that means something to JavaScript is a name', () => expect(Object.hasOwn((after({ target: '$.info', update: JSON.parse('{"__proto__":{"a":1}}') as Json }) as { info: object }).info, '__proto__')).toBe(true));
});

describe('where things were written', () => {
  const written = ({ copy }: { readonly copy: WorkingCopy }, pointer: JsonPointer): string => {
    const { source: { file }, pointer: at } = copy.origin(pointer);
    return `${file}#${at}`;
  };
  const changed = outcome('1.1.0',
    { target: "$.paths[\"/it's\"].get.parameters[?@.name == 'a']", remove: true }, { target: "$.paths[\"/it's\"].get.parameters", update: [{ name: 'd' }] },
    { target: '$', update: { info: { tags: ['y'], more: { deep: [1] } } } }, { target: "$.paths['/b'].get", copy: "$.paths[\"/it's\"].get" });
  test.each([
    ['/info/title', 'api#/info/title'], ['/info/tags/0', 'api#/info/tags/0'], ['/info/tags/1', 'overlay#/actions/2/update/info/tags/0'], ['/info/more/deep/0', 'overlay#/actions/2/update/info/more/deep/0'],
    ["/paths/~1it's/get/parameters/0/name", "api#/paths/~1it's/get/parameters/1/name"], ["/paths/~1it's/get/parameters/1", "api#/paths/~1it's/get/parameters/3"], ["/paths/~1it's/get/parameters/2/name", 'overlay#/actions/1/update/0/name'],
    ['/paths/~1b/get/parameters/0', "api#/paths/~1it's/get/parameters/1"], ['/paths/~1b/get/parameters/2/name', 'overlay#/actions/1/update/0/name'], ['/paths/~1b/get/deprecated', "api#/paths/~1it's/get/deprecated"], ['/paths/~1b/get', 'api#/paths/~1b/get'], ['/nowhere/1', 'api#/nowhere/1'],
  ])('%s in %s', (pointer, place) => expect(written(changed, pointer)).toBe(place));
});

describe('what cannot be done is said', () => {
  const faults = (version: string, ...actions: readonly Json[]): unknown => outcome(version, ...actions).faults.map(({ pointer }) => pointer);
  test.each<[string, Json, JsonPointer]>([
    ['no overlay', { openapi: '3.1.1' }, ''], ['a list', [], ''], ['version 2', { overlay: '2.0.0' }, '/overlay'], ['a version that is a number', { overlay: 1.1 }, '/overlay'],
    ['no actions', { overlay: '1.0.0', info: { title: 'o', version: '1' } }, ''], ['no title', { overlay: '1.0.0', info: { version: '1' }, actions: [{ target: '$', remove: true }] }, '/info'],
    ['a misspelt field', { overlay: '1.0.0', info: { title: 'o', version: '1' }, actions: [{ target: '$.a', upadte: {}, remove: true }] }, '/actions/0/upadte'],
  ])('%s', (_, overlay, pointer) => {
    const read = readOverlay(overlay);
    expect('faults' in read && read.faults.map((fault) => fault.pointer)).toEqual([pointer]);
  });
  test.each<[string, string, readonly Json[], JsonPointer]>([
    ['an action without target', '1.0.0', [{ update: {} }], '/actions/0'], ['an action that does nothing', '1.0.0', [{ target: '$' }], '/actions/0'], ['copy in 1.0', '1.0.0', [{ target: '$', copy: '$.info', remove: true }], '/actions/0/copy'],
    ['update and copy', '1.1.0', [{ target: '$', copy: '$.info', update: {} }], '/actions/0'], ['remove that is a text', '1.0.0', [{ target: '$.info', remove: 'yes', update: {} }], '/actions/0/remove'],
    ['no JSONPath', '1.0.0', [{ target: '$.info', update: {} }, { target: '$.[', update: {} }], '/actions/1/target'], ['no JSONPath to copy', '1.1.0', [{ target: '$.info', copy: 'info' }], '/actions/0/copy'], ['several to copy', '1.1.0', [{ target: '$.info', copy: '$.paths.*' }], '/actions/0/copy'],
    ['the whole removed', '1.0.0', [{ target: '$', remove: true }], '/actions/0'], ['different kinds', '1.1.0', [{ target: '$.info.*', update: 'x' }], '/actions/0/target'],
    ['a text merged into an object', '1.0.0', [{ target: '$.info', update: 'x' }], '/actions/0/update'], ['a single value in 1.0', '1.0.0', [{ target: '$.info.title', update: 'x' }], '/actions/0/target'], ['an object for a single value', '1.1.0', [{ target: '$.info.title', update: {} }], '/actions/0/update'],
    ['an object for a single value, deep down', '1.1.0', [{ target: '$', update: { info: { title: {} } } }], '/actions/0/update/info/title'],
    ['what multiplies', '1.1.0', Array.from({ length: 40 }, () => ({ target: '$.info', copy: '$' })), expect.stringMatching(/^\/actions\/\d+$/) as unknown as string],
  ])('%s', (_, version, actions, pointer) => expect(faults(version, ...actions)).toEqual([pointer]));
  test('a target that selects nothing, and a copy of nothing', () => expect(outcome('1.1.0', { target: '$.nothing', remove: true }, { target: '$.info', copy: '$.nothing' }).idle).toEqual(['/actions/0', '/actions/1']));
});
