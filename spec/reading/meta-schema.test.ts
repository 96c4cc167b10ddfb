import { expect, test } from 'vitest';
import type { JsonObject } from '../../model/json.ts';
import { breaches } from './meta-schema.ts';

const info = { title: 't', version: '1' };
const ok = { '200': { description: 'd' } };

const rows: readonly (readonly [name: string, dialect: '3.0' | '3.1', document: JsonObject, breaches: readonly string[]])[] = [
  ['a good one', '3.1', { openapi: '3.1.0', info, paths: { '/a': { get: { responses: ok } } } }, []],
  ['a good one of 3.0', '3.0', { openapi: '3.0.4', info, paths: { '/a': { get: { responses: ok } } } }, []],
  ['a path item by reference', '3.1', { openapi: '3.1.0', info, paths: { '/a': { $ref: '#/components/pathItems/A' } }, components: { pathItems: { A: { get: { responses: ok } } } } }, []],
  ['a title missing', '3.1', { openapi: '3.1.0', info: { version: '1' }, paths: {} }, ['/info: The field "title" is missing.']],
  ['a description missing', '3.0', { openapi: '3.0.3', info, paths: { '/a': { get: { responses: { '200': {} } } } } }, ['/paths/~1a/get/responses/200: The field "description" is missing.']],
  ['a place that there is not', '3.0', { openapi: '3.0.3', info, paths: { '/a': { parameters: [{ name: 'q', in: 'body', schema: {} }] } } }, ['/paths/~1a/parameters/0/in: This must be one of "path".', '/paths/~1a/parameters/0/in: This must be one of "query".', '/paths/~1a/parameters/0/in: This must be one of "header".', '/paths/~1a/parameters/0/in: This must be one of "cookie".']],
  ['a bound that is text', '3.0', { openapi: '3.0.3', info, paths: {}, components: { schemas: { S: { minimum: '1' } } } }, ['/components/schemas/S/minimum: This must be number.']],
];

test.each(rows)('%s', async (_, dialect, document, expected) => {
  expect((await breaches(document, dialect)).map(({ pointer, message }) => `${pointer}: ${message}`)).toEqual(expected);
});
