import { describe, expect, test } from 'vitest';
import type { HttpProbe } from '../../model/case.ts';
import type { Operation } from '../../model/description.ts';
import type { HeaderFields, ReceivedResponse } from '../../model/exchange.ts';
import type { CaseRule, CaseView, ResponseRule, ResponseView } from '../../model/rule.ts';
import { allowTruthful } from './allow-truthful.ts';
import { cacheControlPrivate } from './cache-control-private.ts';
import { dateValid } from './date-valid.ts';
import { headMirrorsGet } from './head-mirrors-get.ts';
import { isHttpDate } from './http-date.ts';
import { methodNotAllowed } from './method-not-allowed.ts';
import { noLeak } from './no-leak.ts';
import { notAcceptable } from './not-acceptable.ts';
import { problemDetailsValid } from './problem-details-valid.ts';
import { retryAfterValid } from './retry-after-valid.ts';
import { wwwAuthenticate } from './www-authenticate.ts';

const operation: Operation = {
  id: 'listThings', method: 'get', path: '/things', pointer: '/paths/~1things/get', summary: '', tags: [], deprecated: false, parameters: [], security: [new Map([['bearer', []]])], safe: true, provenance: 'documented',
  responses: new Map([['200', { key: '200', headers: new Map(), content: new Map([['application/json', { range: 'application/json', examples: [] }]]), links: [], pointer: '', provenance: 'documented' }]]),
} as unknown as Operation;

const response = (status: number, headers: HeaderFields = [], text?: string): ReceivedResponse => ({ kind: 'response', status, headers, ...(text !== undefined && { body: { text, bytes: text.length } }) });
const json: HeaderFields = [['Content-Type', 'application/json']];

function probed(rule: CaseRule, probe: HttpProbe, method: string, answer: ReceivedResponse, control?: ReceivedResponse): string {
  return judgedProbe(rule, probe, method, answer, control).kind;
}

function judgedProbe(rule: CaseRule, probe: HttpProbe, method: string, answer: ReceivedResponse, control: ReceivedResponse = response(200, json)): ReturnType<CaseRule['judge']> {
  const exchange = (each: ReceivedResponse, with_ = method) => ({ id: 'x1', attempt: 1, request: { method: with_, url: 'http://target.example/things', headers: [] }, response: each, startedAt: 0, durationMs: 1 });
  const declared = operation.responses.get(String(answer.status));
  const view: CaseView = { operation, exchange: exchange(answer), answer, control: exchange(control, 'GET'), case: { id: 'c', operationId: 'listThings', strategy: 'http-probe', intent: { kind: 'probe', probe, at: '' }, control: 'b' }, ...(declared && { declared }) };
  return rule.judge(view);
}

function answered(rule: ResponseRule, answer: ReceivedResponse): string {
  const text = answer.body && 'text' in answer.body ? answer.body.text : undefined;
  const type = answer.headers.find(([name]) => name.toLowerCase() === 'content-type')?.[1];
  const view: ResponseView = {
    operation, answer, exchange: {} as never, schemas: {} as never, options: { formats: 'assert', undeclaredProperties: 'off' }, contentType: type === undefined ? { kind: 'absent' } : { kind: 'present', text: type, essence: type.split(';')[0] ?? '' },
    body: text === undefined ? { kind: 'empty' } : type?.includes('json') === true ? { kind: 'json', value: JSON.parse(text), duplicateKeys: [] } : { kind: 'text', text },
  };
  return rule.judge(view, '')?.kind ?? 'not judged';
}

describe('head-mirrors-get', () => {
  test.each<[string, ReceivedResponse, string]>([
    ['the same', response(200, json), 'pass'], ['the same with a charset', response(200, [['content-type', 'application/json; charset=utf-8']]), 'pass'], ['without a type', response(200), 'pass'],
    ['not offered', response(405), 'pass'], ['not known', response(501), 'pass'], ['not found', response(404), 'fail'], ['no content', response(204), 'fail'], ['broken', response(500), 'fail'],
    ['another type', response(200, [['content-type', 'text/html']]), 'fail'], ['too fast', response(429), 'blocked'],
  ])('%s', (_, answer, outcome) => expect(probed(headMirrorsGet, 'head', 'HEAD', answer)).toBe(outcome));
  test('nothing follows where GET was not accepted', () => expect(probed(headMirrorsGet, 'head', 'HEAD', response(404), response(404))).toBe('blocked'));
  test.each<[string, ReceivedResponse, ReceivedResponse, string]>([
    ['both types', response(200, [['content-type', 'text/html']]), response(200, json), 'Received 200 (text/html) to HEAD; documented: what GET is answered with, 200 (application/json).'],
    ['no type where there is none', response(404), response(204), 'Received 404 to HEAD; documented: what GET is answered with, 204.'],
  ])('the finding names %s', (_, answer, control, message) => expect(JSON.stringify(judgedProbe(headMirrorsGet, 'head', 'HEAD', answer, control))).toContain(message));
});

describe('method-not-allowed', () => {
  test.each<[string, ReceivedResponse, string]>([
    ['405 with Allow', response(405, [['Allow', 'GET']]), 'pass'], ['405 with an empty Allow', response(405, [['allow', '']]), 'pass'], ['405 without', response(405), 'fail'],
    ['what frameworks say where there is no route', response(404), 'pass'], ['strangers', response(401), 'pass'], ['501', response(501), 'pass'], ['a redirect', response(302), 'pass'], ['an echo', response(200), 'fail'], ['broken', response(500), 'fail'],
  ])('%s', (_, answer, outcome) => expect(probed(methodNotAllowed, 'undeclared-method', 'TRACE', answer)).toBe(outcome));
});

describe('allow-truthful', () => {
  test.each<[string, ReceivedResponse, string]>([
    ['all', response(204, [['Allow', 'GET, HEAD, OPTIONS']]), 'pass'], ['in two fields', response(200, [['Allow', 'HEAD'], ['allow', 'get']]), 'pass'], ['anything', response(200, [['Allow', '*']]), 'pass'],
    ['no Allow at all', response(204, [['Access-Control-Allow-Methods', 'POST']]), 'pass'], ['not offered', response(404), 'pass'], ['without GET', response(200, [['Allow', 'POST']]), 'fail'], ['broken', response(500), 'fail'], ['501', response(501), 'pass'],
  ])('%s', (_, answer, outcome) => expect(probed(allowTruthful, 'options', 'OPTIONS', answer)).toBe(outcome));
});

describe('not-acceptable', () => {
  test.each<[string, ReceivedResponse, string]>([
    ['406', response(406), 'pass'], ['disregarded', response(200, json), 'pass'], ['another error', response(400), 'pass'], ['broken', response(500), 'fail'], ['something that is not documented', response(200, [['content-type', 'text/html']]), 'fail'],
  ])('%s', (_, answer, outcome) => expect(probed(notAcceptable, 'unknown-accept', 'GET', answer)).toBe(outcome));
});

describe('answers', () => {
  test.each<[string, ResponseRule, ReceivedResponse, string]>([
    ['a challenge', wwwAuthenticate, response(401, [['WWW-Authenticate', 'Bearer']]), 'pass'], ['none', wwwAuthenticate, response(401), 'fail'], ['no stranger', wwwAuthenticate, response(403), 'not judged'],
    ['seconds', retryAfterValid, response(429, [['Retry-After', '30']]), 'pass'], ['a date', retryAfterValid, response(503, [['Retry-After', 'Sun, 06 Nov 1994 08:49:37 GMT']]), 'pass'], ['words', retryAfterValid, response(429, [['Retry-After', 'soon']]), 'fail'], ['a fraction', retryAfterValid, response(429, [['Retry-After', '1.5']]), 'fail'], ['none', retryAfterValid, response(429), 'not judged'],
    ['a date', dateValid, response(200, [['Date', 'Sun, 06 Nov 1994 08:49:37 GMT']]), 'pass'], ['ISO 8601', dateValid, response(200, [['Last-Modified', '2026-11-23T10:00:00Z']]), 'fail'], ['the wrong day', dateValid, response(200, [['Date', 'Mon, 06 Nov 1994 08:49:37 GMT']]), 'fail'], ['none', dateValid, response(200), 'not judged'],
    ['as it should be', problemDetailsValid, response(404, [['content-type', 'application/problem+json']], '{"type":"about:blank","status":404,"more":[1]}'), 'pass'], ['another status', problemDetailsValid, response(404, [['content-type', 'application/problem+json']], '{"status":400}'), 'fail'],
    ['a title that is none', problemDetailsValid, response(404, [['content-type', 'application/problem+json']], '{"title":7}'), 'fail'], ['a list', problemDetailsValid, response(404, [['content-type', 'application/problem+json']], '[]'), 'fail'], ['other errors', problemDetailsValid, response(404, json, '{"status":"x"}'), 'not judged'],
    ['private', cacheControlPrivate, response(200, [['Cache-Control', 'private, max-age=60']]), 'pass'], ['nothing', cacheControlPrivate, response(200), 'pass'], ['public', cacheControlPrivate, response(200, [['Cache-Control', 'max-age=60, Public']]), 'fail'], ['s-maxage', cacheControlPrivate, response(200, [['Cache-Control', 's-maxage=60']]), 'fail'], ['s-maxage=0', cacheControlPrivate, response(200, [['Cache-Control', 's-maxage=0']]), 'pass'], ['an error', cacheControlPrivate, response(404, [['Cache-Control', 'public']]), 'not judged'],
  ])('%s (%o)', (_, rule, answer, outcome) => expect(answered(rule, answer)).toBe(outcome));
});

describe('no-leak', () => {
  test.each([
    'TypeError: x\n    at Object.<anonymous> (/srv/app/index.js:10:5)', 'Error\n    at file:///srv/a.mjs:1:2', '"message":"x\\n    at parse (node:internal/x:1:2)"', 'java.lang.NullPointerException at com.acme.Users.find(Users.java:42)', 'Traceback (most recent call last):\n  File "a.py"',
    'System.Exception: x\n   at Acme.Api.Users.Get(String id) in C:\\src\\Users.cs:line 12', 'panic: x\n\ngoroutine 1 [running]:', "users.rb:12:in `find'", '<b>Fatal error</b>: Uncaught in <b>/var/www/a.php</b> on line <b>3</b>', 'SQLSTATE[42P01]: Undefined table', 'ORA-00942: table or view does not exist',
    'syntax error at or near "FROM"', 'Cannot find module /srv/node_modules/express/index.js', 'at /home/app/server.js',
  ])('%s', (text) => expect(answered(noLeak, response(500, [['content-type', 'text/plain']], text))).toBe('fail'));
  test.each([
    'The user was not found.', 'at least one of a, b must be given', 'must be sent at 10:30:15', 'Error in line 3: unexpected "}" at position 12', 'See https://docs.example.com/errors/node_modules', 'invalid path /users/../etc', 'The SQL name is reserved.', 'Warning: quota exceeded in /v1/projects', 'Look at (1:2:3)',
  ])('%s is prose', (text) => expect(answered(noLeak, response(400, [['content-type', 'text/plain']], text))).toBe('pass'));
  test('what is no error may show what it likes', () => expect(answered(noLeak, response(200, [['content-type', 'text/plain']], 'SQLSTATE[42P01]'))).toBe('not judged'));
});

test.each([['Sun, 06 Nov 1994 08:49:37 GMT', true], ['Sun, 31 Feb 2026 08:49:37 GMT', false], ['Sun, 6 Nov 1994 08:49:37 GMT', false], ['Sun, 06 Nov 1994 08:49:37 UTC', false], ['Sunday, 06-Nov-94 08:49:37 GMT', false], ['Sat, 31 Dec 2016 23:59:60 GMT', true]])('%s is an HTTP date: %s', (text, valid) => {
  expect(isHttpDate(text)).toBe(valid);
});
