import { expect, test } from 'vitest';
import type { HttpMethod } from '../model/description.ts';
import { operationFor } from './operation-for.ts';
import { readOperations } from './reading/operations.ts';

const paths: readonly (readonly [method: HttpMethod, path: string])[] = [
  ['get', '/users'], ['post', '/users'], ['get', '/users/{user_id}'], ['get', '/users/me'], ['get', '/users/{user_id}/accounts'], ['get', '/{kind}/me/accounts'],
  ['get', '/files/{name}.{extension}'], ['get', '/files/{name}'], ['get', '/a.b'], ['get', '/{a}/{b}/{c}'], ['get', '/constructor'],
  ['post', '/users/search'], ['post', '/users/{user_id}/{part}'], ['delete', '/a/{b}'], ['patch', '/{a}/b'],
];
const operations = readOperations({ paths: Object.fromEntries(paths.map(([, path]) => [path, Object.fromEntries(paths.filter(([, each]) => each === path).map(([method]) => [method, {}]))])) }, []).operations;

const rows: readonly (readonly [method: string, path: string, template: string | undefined, values: Readonly<Record<string, string>>])[] = [
  ['GET', '/users', '/users', {}],
  ['post', '/users', '/users', {}],
  ['DELETE', '/users', undefined, {}],
  ['GET', '/users/', undefined, {}],
  ['GET', '/users/me', '/users/me', {}],
  ['GET', '/users/a%2Fb%20c', '/users/{user_id}', { user_id: 'a/b c' }],
  ['GET', '/users/%zz', '/users/{user_id}', { user_id: '%zz' }],
  ['GET', '/users/me/accounts', '/users/{user_id}/accounts', { user_id: 'me' }],
  ['GET', '/pets/me/accounts', '/{kind}/me/accounts', { kind: 'pets' }],
  ['GET', '/x/y/z', '/{a}/{b}/{c}', { a: 'x', b: 'y', c: 'z' }],
  ['GET', '/files/report.pdf', '/files/{name}.{extension}', { name: 'report', extension: 'pdf' }],
  ['GET', '/files/report', '/files/{name}', { name: 'report' }],
  ['GET', '/aXb', undefined, {}],
  ['GET', '/a.b', '/a.b', {}],
  ['GET', '/constructor', '/constructor', {}],
  ['GET', '/__proto__', undefined, {}],
  ['GET', '', undefined, {}],
  // A concrete path hides a templated one, whatever its methods are.
  ['POST', '/users/search', '/users/search', {}],
  ['GET', '/users/search', undefined, {}],
  ['POST', '/users/me', undefined, {}],
  ['POST', '/users/1/accounts', undefined, {}],
  ['POST', '/users/1/cards', '/users/{user_id}/{part}', { user_id: '1', part: 'cards' }],
  // Of two that hide each other in one segment each, the method decides.
  ['DELETE', '/a/b', '/a/{b}', { b: 'b' }],
  ['PATCH', '/a/b', '/{a}/b', { a: 'a' }],
];
test.each(rows)('%s %s is %s %j', (method, path, template, values) => {
  const match = operationFor({ operations }, method, path);
  expect(match?.operation.path).toBe(template);
  expect(Object.fromEntries(match?.pathValues ?? [])).toEqual(values);
});
