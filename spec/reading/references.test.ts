import { expect, test } from 'vitest';
import type { JsonObject } from '../../model/json.ts';
import { referencesIn } from './references.ts';

const r = (target: string): JsonObject => ({ $ref: target });

test('references are found where they are references', () => {
  const document: JsonObject = {
    paths: { '/a': { $ref: 'item', get: { parameters: [r('parameter')], requestBody: r('body'), responses: { '200': r('response'), default: r('default') }, callbacks: { c: { '{$x}': r('callback') } } } }, 'x-no': r('extension') },
    components: {
      schemas: { example: { properties: { $ref: { type: 'string' }, default: r('named default'), properties: r('named properties') }, allOf: [r('part')], items: r('items'), additionalProperties: r('more') }, M: { discriminator: { propertyName: 'p', mapping: { a: 'Name', b: '#/b', c: 'c.yaml' } } } },
      parameters: { P: { schema: r('schema'), examples: { e: r('example'), f: { value: r('data'), summary: 's' } }, content: { 'a/b': { schema: r('content'), encoding: { default: { headers: { H: r('header') } } } } } } },
      responses: { R: { links: { l: r('link'), m: { parameters: { p: r('data') }, requestBody: 1 } } } },
    },
  };
  expect([...referencesIn(document)].map(({ target }) => target).sort()).toEqual([
    '#/b', 'body', 'c.yaml', 'callback', 'content', 'default', 'example', 'header', 'item', 'items', 'link', 'more', 'named default', 'named properties', 'parameter', 'part', 'response', 'schema',
  ]);
});

test('what is data is not looked at', () => {
  const schema: JsonObject = { example: r('a'), examples: [r('b')], default: r('c'), enum: [r('d')], const: r('e'), 'x-any': r('f') };
  expect([...referencesIn({ components: { schemas: { S: schema }, examples: { E: { value: r('g') } } }, 'x-top': r('h') })]).toEqual([]);
});

test('each says where it stands', () => {
  expect([...referencesIn({ components: { schemas: { 'a/b': { items: r('x') } } } })]).toMatchObject([{ target: 'x', pointer: '/components/schemas/a~1b/items', member: '$ref', forMap: false }]);
  expect([...referencesIn({ components: { schemas: r('all.yaml') } })]).toMatchObject([{ target: 'all.yaml', pointer: '/components/schemas', forMap: true }]);
});

test('in a part of a description any name may be that of a component', () => {
  expect([...referencesIn({ default: { properties: { a: r('x') } } }, true)].map(({ target }) => target)).toEqual(['x']);
});
