import { describe, expect, test } from 'vitest';
import type { ResponseView } from '../../model/rule.ts';
import type { JsonObject } from '../../model/json.ts';
import { described } from '../../generate/cases-from.fixture.ts';
import { compileSchemas } from '../../spec/schemas.ts';
import { bodySchema } from './body-schema.ts';

/** What the rule makes of one answer in one media type. */
async function outcomeOf(mediaType: string, schema: JsonObject, text: string): Promise<string> {
  const description = await described({ '/things': { get: { operationId: 'get', responses: { 200: { description: 'ok', content: { [mediaType]: { schema } } } } } } });
  const [operation] = description.operations;
  const declared = operation?.responses.get('200');
  const media = declared?.content.get(mediaType);
  if (!operation || !declared || !media) throw new Error('the description was not read');
  const isJson = /json/.test(mediaType);
  const view: ResponseView = {
    operation, declared, mediaType: media, answer: { kind: 'response', status: 200, headers: [] }, exchange: {} as never, contentType: { kind: 'present', text: mediaType, essence: mediaType },
    body: isJson ? { kind: 'json', value: JSON.parse(text), duplicateKeys: [] } : { kind: 'text', text },
    schemas: compileSchemas(description, { direction: 'response' }), options: { formats: 'assert', undeclaredProperties: 'off' },
  };
  return bodySchema.judge(view, `/responses/200/content/${mediaType.replaceAll('/', '~1')}/schema`)?.kind ?? 'not judged';
}

const object = { type: 'object', required: ['a'], properties: { a: { type: 'integer' } } };

describe('a schema is held against what the media type has values for', () => {
  test.each<{ mediaType: string; schema: JsonObject; text: string; outcome: string }>([
    { mediaType: 'application/json', schema: object, text: '{"a":1}', outcome: 'pass' },
    { mediaType: 'application/json', schema: object, text: '{"a":"1"}', outcome: 'fail' },
    { mediaType: 'application/json', schema: object, text: '"a"', outcome: 'fail' },
    { mediaType: 'application/vnd.shop+json', schema: object, text: '{}', outcome: 'fail' },
    // How XML becomes an object is not for a validator of JSON to say.
    { mediaType: 'application/xml', schema: object, text: '<thing><a>1</a></thing>', outcome: 'not judged' },
    { mediaType: 'text/xml', schema: { oneOf: [object, { type: 'array' }] }, text: '<a/>', outcome: 'not judged' },
    { mediaType: 'text/csv', schema: { type: 'array', items: object }, text: 'a\n1', outcome: 'not judged' },
    { mediaType: 'text/csv', schema: { type: 'string', minLength: 1 }, text: 'a\n1', outcome: 'pass' },
    { mediaType: 'text/plain', schema: { type: 'string', maxLength: 3 }, text: 'abcd', outcome: 'fail' },
    { mediaType: 'text/plain', schema: { type: 'string', enum: ['on', 'off'] }, text: 'maybe', outcome: 'fail' },
    { mediaType: 'text/plain', schema: { type: 'integer', minimum: 3 }, text: '7', outcome: 'not judged' },
    { mediaType: 'text/plain', schema: { enum: [1, 2] }, text: '2', outcome: 'not judged' },
    { mediaType: 'application/octet-stream', schema: { type: 'string', format: 'binary' }, text: 'abc', outcome: 'pass' },
  ])('$mediaType by $schema: $text is $outcome', async ({ mediaType, schema, text, outcome }) => {
    expect(await outcomeOf(mediaType, schema, text)).toBe(outcome);
  });
});
