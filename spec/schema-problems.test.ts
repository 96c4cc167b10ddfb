import { expect, test } from 'vitest';
import type { JsonObject } from '../model/json.ts';
import { readOperations } from './reading/operations.ts';
import { schemaProblems } from './schema-problems.ts';

test('every schema that an operation uses is compiled; one that cannot be is a problem with its place', () => {
  const use = (name: string): JsonObject => ({ schema: { $ref: `#/components/schemas/${name}` } });
  const document: JsonObject = {
    paths: {
      '/a': {
        post: {
          parameters: [{ name: 'q', in: 'query', ...use('Bad') }, { name: 'r', in: 'query', ...use('Bad') }], requestBody: { content: { 'application/json': use('Good') } },
          responses: { '200': { description: 'd', headers: { H: { schema: { $ref: '#/components/schemas/Nowhere' } } }, content: { 'application/json': use('Good') } } },
        },
      },
    },
    components: { schemas: { Good: { type: 'string' }, Bad: { items: { pattern: '[' } }, Unused: { pattern: '(' } } },
  };
  expect(schemaProblems({ document, dialect: '3.1', operations: readOperations(document, []).operations }).map(({ code, where }) => [code, where?.pointer])).toEqual([
    ['DESCRIPTION_SCHEMA', '/components/schemas/Bad'], ['DESCRIPTION_SCHEMA', '/paths/~1a/post/responses/200/headers/H/schema'],
  ]);
});
