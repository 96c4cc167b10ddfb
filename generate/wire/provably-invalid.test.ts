import { describe, expect, test } from 'vitest';
import type { Json, JsonObject } from '../../model/json.ts';
import { casesFrom, getting, posting } from '../cases-from.fixture.ts';

interface Trap {
  readonly trap: string;
  readonly parameter: JsonObject;
  /** Keywords of the parameter that nothing on the wire can be proven to break. */
  readonly not?: readonly string[];
  /** Keywords that are broken, and by what. */
  readonly but?: Readonly<Record<string, Json>>;
}

const query = (schema: JsonObject, more: JsonObject = {}): JsonObject => ({ name: 'p', in: 'query', schema, ...more });
const array = (items: Json, more: JsonObject = {}): JsonObject => ({ type: 'array', items, ...more });

async function negativesOf(parameter: JsonObject): Promise<{ readonly broken: ReadonlyMap<string, Json>; readonly unprovable: ReadonlyMap<string, string> }> {
  const paths = parameter['in'] === 'path' ? { '/things/{p}': { get: { operationId: 'get', parameters: [parameter], responses: { 200: { description: 'ok' } } } } } : getting(parameter);
  const { cases, unprovable } = await casesFrom(paths);
  const start = `/parameters/${String(parameter['in'])}/p`;
  const named = (at: string, keyword: string): string => `${at.slice(start.length + 1)}${at.length > start.length ? '/' : ''}${keyword}`;
  return {
    broken: new Map(cases.flatMap(({ intent, request }) => {
      const draft = request.parameters.find(({ name }) => name === 'p')?.value;
      return intent.kind === 'invalid' && draft && 'literal' in draft ? [[named(intent.at, intent.keyword), draft.literal] as const] : [];
    })),
    unprovable: new Map(unprovable.flatMap(({ intent, because }) => (intent.kind === 'invalid' ? [[named(intent.at, intent.keyword), because] as const] : []))),
  };
}

const traps: readonly Trap[] = [
  { trap: 'a string accepts anything textual', parameter: query({ type: 'string' }), not: ['type'] },
  { trap: 'in a header too', parameter: { name: 'p', in: 'header', schema: { type: 'string' } }, not: ['type'] },
  { trap: 'in a path too', parameter: { name: 'p', in: 'path', required: true, schema: { type: 'string' } }, not: ['type'] },
  { trap: 'in a cookie too', parameter: { name: 'p', in: 'cookie', schema: { type: 'string' } }, not: ['type'] },
  { trap: '"1" is an integer in a query', parameter: query({ type: 'integer' }), but: { type: 'not-a-number', 'type/fraction': 0.5 } },
  { trap: 'a list of numbers takes texts that look like them', parameter: query({ type: 'array', items: { type: 'integer' } }), but: { 'items/type': ['not-a-number'] } },
  { trap: 'true and false are flags, and so are many words', parameter: query({ type: 'boolean' }), but: { type: 'not-a-boolean' } },
  { trap: 'true is a text', parameter: query({ enum: ['true', 'false'] }), but: { enum: 'not-a-member' } },
  { trap: '[x] equals x', parameter: query({ oneOf: [{ type: 'integer' }, array({ type: 'integer' })] }), not: ['oneOf/several'], but: { oneOf: 'not-an-alternative' } },
  { trap: '[x] is too short where two are asked for', parameter: query(array({ type: 'string' }, { minItems: 2 })), but: { minItems: ['example'] } },
  { trap: '[] equals absent', parameter: query(array({ type: 'integer' }, { minItems: 1 })), not: ['minItems'] },
  { trap: '[] is not sent, though required', parameter: query(array({ type: 'integer' }, { minItems: 1 }), { required: true }), not: ['minItems'] },
  { trap: 'a list may be read as a set', parameter: query(array({ type: 'integer' }, { uniqueItems: true })), not: ['uniqueItems'] },
  { trap: 'a comma inside an item', parameter: query(array({ type: 'string', pattern: '^[a-z]+$', maxLength: 3 }, { maxItems: 2 }), { explode: false }), but: { 'items/maxLength': ['aaaa'], maxItems: ['a', 'b', 'x'] } },
  { trap: 'a dot inside an item of a label', parameter: { name: 'p', in: 'path', required: true, style: 'label', explode: true, schema: array({ type: 'integer' }) }, not: ['items/type/fraction'] },
  { trap: 'an empty text in a path is another path', parameter: { name: 'p', in: 'path', required: true, schema: { type: 'string', minLength: 1 } }, not: ['minLength'] },
  { trap: '. and .. in a path are resolved', parameter: { name: 'p', in: 'path', required: true, schema: { type: 'string', not: { enum: ['.', '..', 'a/b'] } } }, not: ['not'] },
  { trap: '%2F in a path is another path', parameter: { name: 'p', in: 'path', required: true, schema: { type: 'string', not: { const: 'a/b' } } }, not: ['not'] },
  { trap: 'an empty text in a query may be absence', parameter: query({ type: 'string', minLength: 1 }), not: ['minLength'] },
  { trap: 'but not where it is required', parameter: query({ type: 'string', minLength: 1 }, { required: true }), but: { minLength: '' } },
  { trap: 'format is advice', parameter: query({ type: 'string', format: 'date' }), but: { format: 'not a valid date' } },
  { trap: 'what only a format tells apart', parameter: query({ not: { type: 'string', format: 'date' } }), not: ['not'] },
  { trap: 'and an alternative that only a format refuses', parameter: query({ anyOf: [{ type: 'integer' }, { type: 'string', format: 'uuid' }] }), not: ['anyOf'] },
  { trap: 'additional query parameters are not forbidden', parameter: query({ type: 'object', properties: { k: { type: 'integer' } }, additionalProperties: false }), not: ['additionalProperties', 'properties/k/type', 'type'] },
  { trap: 'nor are additional members of deep objects read', parameter: query({ type: 'object', properties: { k: { type: 'integer' } }, additionalProperties: false }, { style: 'deepObject' }), not: ['additionalProperties', 'type'], but: { 'properties/k/type': { k: 'not-a-number' } } },
  { trap: 'nor a structure within one, which has a name of its own', parameter: query({ type: 'object', properties: { k: { not: { type: 'object', required: ['a'] } } } }, { style: 'deepObject' }), not: ['properties/k/not'] },
  { trap: 'nor those of a schema', parameter: query({ type: 'object', additionalProperties: { type: 'integer' } }, { style: 'deepObject' }), not: ['additionalProperties/type'] },
  { trap: 'null in a query is a string, or nothing', parameter: query({ not: { const: 'null' }, type: 'string' }), not: ['not'] },
  { trap: 'and nothing where null is allowed', parameter: query({ type: ['integer', 'null'] }), but: { type: 'not-a-number' } },
  { trap: 'numbers beyond 2^53', parameter: query({ type: 'integer', maximum: 9_007_199_254_740_993 }), not: ['maximum'] },
  { trap: 'and the greatest of them', parameter: query({ type: 'integer', maximum: 9_223_372_036_854_775_807, minimum: -9_223_372_036_854_775_808 }), not: ['maximum', 'minimum'] },
  { trap: 'a negative for one branch that another accepts', parameter: query({ oneOf: [{ type: 'integer', minimum: 10 }, { type: 'integer', maximum: 9 }] }), not: ['oneOf/0/minimum'] },
  { trap: 'servers trim', parameter: query({ type: 'string', pattern: '^\\S+$' }), not: ['pattern'] },
  { trap: 'servers lower the case', parameter: query({ not: { enum: ['ADMIN'] }, type: 'string' }), not: ['not'] },
  { trap: 'but not what has no case', parameter: query({ enum: ['low', 'high'] }), but: { enum: 'not-a-member' } },
  { trap: 'a cookie is not always decoded', parameter: { name: 'p', in: 'cookie', schema: { type: 'string', pattern: '^[^☃]+$' } }, not: ['pattern'] },
  { trap: 'of several cookies one counts', parameter: { name: 'p', in: 'cookie', schema: array({ type: 'integer' }, { maxItems: 1 }) }, not: ['maxItems'] },
  { trap: 'a header cannot carry everything', parameter: { name: 'p', in: 'header', schema: { type: 'string', pattern: '^[ -~]+$' } }, not: ['pattern'] },
  { trap: 'JSON in a query has types', parameter: { name: 'p', in: 'query', content: { 'application/json': { schema: { type: 'object', required: ['q'], properties: { q: { type: 'string' } }, additionalProperties: false } } } }, but: { 'required/q': {}, 'properties/q/type': { q: { unexpected: true } }, additionalProperties: { q: 'example', unexpected_property: 'unexpected' } } },
];

describe('what the wire cannot prove is not sent', () => {
  test.each(traps)('$trap', async ({ parameter, not = [], but = {} }) => {
    const { broken, unprovable } = await negativesOf(parameter);
    expect(Object.fromEntries([...broken].filter(([keyword]) => keyword in but || not.includes(keyword)))).toEqual(but);
    // And nothing passes by silence.
    for (const keyword of not) expect(unprovable.get(keyword), keyword).toMatch(/^[A-Z].{20,}\.$/);
  });
});

interface BodyTrap {
  readonly trap: string;
  readonly schema: JsonObject;
  readonly mediaType?: string;
  readonly not: readonly string[];
  readonly but?: readonly string[];
}

const text = { type: 'string' };
const bodies: readonly BodyTrap[] = [
  { trap: 'removing what another branch does not require', schema: { oneOf: [{ title: 'A', type: 'object', required: ['a', 'b'], properties: { a: text, b: text } }, { title: 'B', type: 'object', required: ['a'], properties: { a: text }, not: { required: ['b'] } }] }, not: ['oneOf/A/required/b'], but: ['oneOf/A/required/a'] },
  { trap: 'a negative for one branch that another accepts', schema: { anyOf: [{ title: 'A', type: 'object', required: ['n'], properties: { n: { type: 'integer', minimum: 5 } } }, { title: 'B', type: 'object', required: ['n'], properties: { n: { type: 'integer' } } }] }, not: ['anyOf/A/properties/n/minimum'] },
  { trap: 'numbers beyond 2^53', schema: { type: 'object', required: ['n'], properties: { n: { type: 'integer', maximum: 9_223_372_036_854_775_807 } } }, not: ['properties/n/maximum'], but: ['properties/n/type'] },
  { trap: 'servers trim', schema: { type: 'object', required: ['s'], properties: { s: { type: 'string', pattern: '^(?:\\S.*\\S|\\S?)$' } } }, not: ['properties/s/pattern'] },
  { trap: 'servers lower the case', schema: { type: 'object', required: ['s'], properties: { s: { type: 'string', not: { const: 'ADMIN' } } } }, not: ['properties/s/not'] },
  { trap: 'what is readOnly may be ignored', schema: { type: 'object', properties: { id: { type: 'integer', readOnly: true }, s: text } }, not: ['readOnly/id'], but: ['properties/s/type'] },
  { trap: 'forms have no types', mediaType: 'application/x-www-form-urlencoded', schema: { type: 'object', required: ['s', 'n'], properties: { s: text, n: { type: 'integer' } }, additionalProperties: false }, not: ['properties/s/type', 'additionalProperties'], but: ['properties/n/type', 'required/s'] },
  { trap: 'nor has multipart', mediaType: 'multipart/form-data', schema: { type: 'object', required: ['s', 'n'], properties: { s: text, n: { type: 'integer' } } }, not: ['properties/s/type'], but: ['properties/n/type', 'required/n'] },
];

describe('nor is what a body cannot prove', () => {
  test.each(bodies)('$trap', async ({ schema, mediaType = 'application/json', not, but = [] }) => {
    const { cases, unprovable } = await casesFrom(posting({ [mediaType]: { schema } }));
    const start = `/requestBody/${mediaType.replaceAll('/', '~1')}/`;
    const names = (all: readonly { readonly intent: (typeof cases)[number]['intent'] }[]): readonly string[] => all.flatMap(({ intent }) => (intent.kind === 'invalid' && intent.at.startsWith(start.slice(0, -1)) ? [`${intent.at}/${intent.keyword}`.slice(start.length)] : []));
    expect(names(unprovable)).toEqual(expect.arrayContaining([...not]));
    expect(names(cases)).toEqual(expect.arrayContaining([...but]));
    expect(names(cases).filter((each) => not.includes(each))).toEqual([]);
  });
});

test.each(['application/xml', 'text/csv', 'application/*', '*/*'])('of a body in %s nothing is broken', async (mediaType) => {
  const { cases } = await casesFrom(posting({ [mediaType]: { schema: { type: 'string', minLength: 3, maxLength: 5 } } }));
  expect(cases.filter(({ intent }) => intent.kind === 'invalid' && intent.at.startsWith('/requestBody/')).map(({ id }) => id)).toEqual([]);
});
