import { expect, test } from 'vitest';
import type { Operation } from '../../model/description.ts';
import type { HeaderFields, ReceivedResponse } from '../../model/exchange.ts';
import type { ResponseRule, ResponseView } from '../../model/rule.ts';
import { statusInRange } from '../http/status-in-range.ts';
import { bodyParses } from './body-parses.ts';
import { contentTypeDocumented } from './content-type-documented.ts';
import { headerDocumented } from './header-documented.ts';
import { noServerError } from './no-server-error.ts';
import { statusDocumented } from './status-documented.ts';

const content = new Map([['application/json', { range: 'application/json', examples: [] }]]);
const page = { name: 'X-Page', required: true, pointer: '/headers/page', provenance: 'documented', schema: { pointer: '/headers/page/schema' } };
const documented = (key: string, more: object) => [key, { key, headers: new Map(), content: new Map(), links: [], pointer: `/responses/${key}`, provenance: 'documented', ...more }] as const;
const operation = {
  id: 'listThings', method: 'get', path: '/things', pointer: '/paths/~1things/get', safe: true, provenance: 'documented',
  responses: new Map([documented('200', { content, headers: new Map([['x-page', page]]) }), documented('204', {}), documented('500', { content }), documented('503', { content })]),
} as unknown as Operation;

interface Told {
  readonly status: number;
  readonly headers?: HeaderFields;
  readonly body?: ResponseView['body'];
  readonly method?: string;
  /** What was sent; a valid request, if nothing is said. */
  readonly intent?: object;
}

const json: HeaderFields = [['content-type', 'application/json']];
const thing: ResponseView['body'] = { kind: 'json', value: {}, duplicateKeys: [] };

/** What a rule makes of an answer, at the place where it is documented; a whole number of pages satisfies the schema of the header. */
function judged(rule: ResponseRule, at: string, { status, headers = [], body = { kind: 'empty' }, method = 'GET', intent = { kind: 'valid', varies: { what: 'baseline', closed: false }, at: '' } }: Told): string {
  const type = headers.find(([name]) => name === 'content-type')?.[1];
  const answer: ReceivedResponse = { kind: 'response', status, headers };
  const declared = operation.responses.get(String(status));
  const mediaType = type === 'application/json' ? declared?.content.get(type) : undefined;
  const view = {
    operation, answer, body, exchange: { request: { method } }, case: { id: 'c', operationId: 'listThings', strategy: 's', intent },
    contentType: type === undefined ? { kind: 'absent' } : type.includes('/') ? { kind: 'present', text: type, essence: type } : { kind: 'malformed', text: type },
    schemas: { errors: (_: string, value: unknown) => (Number.isInteger(value) ? [] : [{ keyword: 'type', instance: '', place: '', message: 'must be integer', params: {} }]) },
    options: { formats: 'assert', undeclaredProperties: 'off' }, ...(declared && { declared }), ...(mediaType && { mediaType }),
  } as unknown as ResponseView;
  return rule.judge(view, at)?.kind ?? 'not judged';
}

const broken = { kind: 'invalid', keyword: 'maximum', at: '/parameters/query/limit' };

test.each<[string, ResponseRule, string, Told, string]>([
  ['a documented success', statusDocumented, '/responses', { status: 200 }, 'pass'],
  ['a success that is not documented', statusDocumented, '/responses', { status: 202 }, 'fail'],
  ['a server error that is not documented', statusDocumented, '/responses', { status: 502 }, 'fail'],
  ['a refusal', statusDocumented, '/responses', { status: 418 }, 'not judged'],
  ['what may come from before the service', statusDocumented, '/responses', { status: 503 }, 'not judged'],
  ['no status of HTTP', statusDocumented, '/responses', { status: 601 }, 'not judged'],
  ['a broken request', statusDocumented, '/responses', { status: 202, intent: broken }, 'not judged'],
  ['a success', noServerError, '', { status: 200 }, 'pass'],
  ['a refusal', noServerError, '', { status: 404 }, 'pass'],
  ['a server error, documented or not', noServerError, '', { status: 500 }, 'fail'],
  ['a gateway that fails', noServerError, '', { status: 502 }, 'fail'],
  ['maintenance that is documented', noServerError, '', { status: 503 }, 'not judged'],
  ['a server error that a broken request provoked', noServerError, '', { status: 500, intent: broken }, 'not judged'],
  ['no status of HTTP', noServerError, '', { status: 601 }, 'pass'],
  ['a documented media type', contentTypeDocumented, '/responses/200/content', { status: 200, headers: json, body: thing }, 'pass'],
  ['another media type', contentTypeDocumented, '/responses/200/content', { status: 200, headers: [['content-type', 'text/html']], body: thing }, 'fail'],
  ['no media type', contentTypeDocumented, '/responses/200/content', { status: 200, body: thing }, 'fail'],
  ['what is no media type', contentTypeDocumented, '/responses/200/content', { status: 200, headers: [['content-type', 'json']], body: thing }, 'fail'],
  ['no body', contentTypeDocumented, '/responses/200/content', { status: 200 }, 'not judged'],
  ['another status', contentTypeDocumented, '/responses/200/content', { status: 500, body: thing }, 'not judged'],
  ['a body', bodyParses, '/responses/200/body', { status: 200, headers: json, body: thing }, 'pass'],
  ['no body where one is documented', bodyParses, '/responses/200/body', { status: 200, headers: json }, 'fail'],
  ['a body that cannot be read', bodyParses, '/responses/200/body', { status: 200, headers: json, body: { kind: 'unreadable', what: 'a body that is no JSON' } }, 'fail'],
  ['no body with 204', bodyParses, '/responses/204/body', { status: 204 }, 'pass'],
  ['a body with 204', bodyParses, '/responses/204/body', { status: 204, body: thing }, 'fail'],
  ['a body that 204 announces', bodyParses, '/responses/204/body', { status: 204, headers: [['content-length', '2']] }, 'fail'],
  ['HEAD without a body', bodyParses, '/responses/200/body', { status: 200, method: 'HEAD', headers: [['content-length', '2']] }, 'pass'],
  ['HEAD with a body', bodyParses, '/responses/200/body', { status: 200, method: 'HEAD', body: thing }, 'fail'],
  ['a header as documented', headerDocumented, '/responses/200/headers/x-page', { status: 200, headers: [['X-Page', '3']] }, 'pass'],
  ['a header that breaks its schema', headerDocumented, '/responses/200/headers/x-page', { status: 200, headers: [['X-Page', 'three']] }, 'fail'],
  ['a header of which the second value breaks its schema', headerDocumented, '/responses/200/headers/x-page', { status: 200, headers: [['X-Page', '3'], ['x-page', 'three']] }, 'fail'],
  ['a required header that is missing', headerDocumented, '/responses/200/headers/x-page', { status: 200 }, 'fail'],
  ['100', statusInRange, '', { status: 100 }, 'pass'], ['599', statusInRange, '', { status: 599 }, 'pass'], ['600', statusInRange, '', { status: 600 }, 'fail'], ['99', statusInRange, '', { status: 99 }, 'fail'],
])('%s is judged as it has to be (%o)', (_, rule, at, told, outcome) => {
  expect(judged(rule, at, told)).toBe(outcome);
});
