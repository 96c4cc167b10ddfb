import { expect, test } from 'vitest';
import type { JsonObject } from '../../model/json.ts';
import { descriptionOf } from '../../spec/reading/folder.fixture.ts';
import { resourcesOf, tellsWhatWasCreated } from './resource.ts';

const json = (schema: JsonObject): JsonObject => ({ content: { 'application/json': { schema } } });
const link: JsonObject = { links: { read: { operationId: 'getPet', parameters: { petId: '$response.body#/key' } } } };

test.each<[boolean, string, JsonObject]>([
  [true, 'by Location, however it is spelt', { 201: { headers: { LOCATION: { schema: { type: 'string' } } } } }],
  [true, 'by a property that names it', { 201: json({ type: 'object', properties: { id: { type: 'string' } } }) }],
  [true, 'by a property somewhere within', { 200: json({ type: 'object', properties: { data: { type: 'object', properties: { petId: { type: 'string' } } } } }) }],
  [true, 'by a link', { 201: link }],
  [false, 'by nothing', { 204: {} }],
  [false, 'by a property that names something else', { 201: json({ type: 'object', properties: { colour: { type: 'string' } } }) }],
  [false, 'by what is no JSON', { 201: { content: { 'text/html': { schema: { type: 'object', properties: { id: { type: 'string' } } } } } } }],
  [false, 'by a refusal', { 201: {}, 400: json({ type: 'object', properties: { id: { type: 'string' } } }) }],
  [false, 'by the link of a refusal', { 201: {}, 400: link }],
])('that something was created is told (%j): %s', async (expected, _, responses) => {
  const described = Object.fromEntries(Object.entries(responses).map(([status, response]) => [status, { description: 'd', ...(response as JsonObject) }]));
  const description = await descriptionOf({ 'api.json': JSON.stringify({
    openapi: '3.1.1', info: { title: 'Pets', version: '1' },
    paths: {
      '/pets': { post: { operationId: 'addPet', responses: described } },
      '/pets/{petId}': { get: { operationId: 'getPet', parameters: [{ name: 'petId', in: 'path', required: true, schema: { type: 'string' } }], responses: { 200: { description: 'd' } } } },
    },
  }) });
  expect(resourcesOf(description).map((resource) => tellsWhatWasCreated(description, resource))).toEqual([expected]);
});
