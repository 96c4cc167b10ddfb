import { describe, expect, test } from 'vitest';
import type { Intent } from '../model/case.ts';
import type { Operation, ResponseDescription } from '../model/description.ts';
import type { Exchange, ReceivedResponse, TransportFailure } from '../model/exchange.ts';
import type { CaseView } from '../model/rule.ts';
import { acceptsValid } from './contract/accepts-valid.ts';
import { rejectsInvalid } from './contract/rejects-invalid.ts';
import { rejectsMalformedBody } from './contract/rejects-malformed-body.ts';
import { requiresParameter } from './contract/requires-parameter.ts';
import { successDocumented } from './contract/success-documented.ts';
import { authChecked } from './security/auth-checked.ts';
import { authRequired } from './security/auth-required.ts';
import { verbAuthorised } from './security/verb-authorised.ts';

type Answer = number | TransportFailure;

function answerOf(answer: Answer): ReceivedResponse | TransportFailure {
  return typeof answer === 'number' ? { kind: 'response', status: answer, headers: [] } : answer;
}

function exchangeOf(answer: Answer): Exchange {
  return { id: 'x1', attempt: 1, request: { method: 'GET', url: 'http://target.example/', headers: [] }, response: answerOf(answer), startedAt: 0, durationMs: 1 };
}

function documenting(...keys: readonly string[]): Operation {
  const response = (key: string): ResponseDescription =>
    ({ key, headers: new Map(), content: new Map(), links: [], pointer: `/responses/${key}`, provenance: 'documented' });
  return {
    id: 'listThings', method: 'get', path: '/things', pointer: '/paths/~1things/get', summary: '', tags: [], deprecated: false, parameters: [],
    responses: new Map(keys.map((key) => [key, response(key)])), security: [], safe: true, provenance: 'documented',
  };
}

function view(intent: Intent, answer: Answer, control: Answer | undefined, operation = documenting('200', '400', '401')): CaseView {
  const response = answerOf(answer);
  const declared = response.kind === 'response' ? operation.responses.get(String(response.status)) : undefined;
  return {
    operation, exchange: exchangeOf(answer), answer: response,
    case: { id: 'listThings/s/l', operationId: 'listThings', strategy: 's', intent, ...(control !== undefined && { control: 'listThings/baseline' }) },
    ...(control !== undefined && { control: exchangeOf(control) }),
    ...(declared && { declared }),
  };
}

const reset: TransportFailure = { kind: 'failure', code: 'reset', what: 'the connection was reset' };
const timeout: TransportFailure = { kind: 'failure', code: 'timeout', what: 'no answer within 10 s' };

describe('rejects-invalid', () => {
  const query: Intent = { kind: 'invalid', keyword: 'maximum', at: '/parameters/query/limit' };
  const path: Intent = { kind: 'invalid', keyword: 'pattern', at: '/parameters/path/id' };
  const rows: readonly (readonly [Intent, Answer, control: Answer | undefined, string])[] = [
    [query, 400, 200, 'pass'], [query, 422, 200, 'pass'], [query, 413, 206, 'pass'],
    [query, 200, 200, 'fail'], [query, 500, 200, 'fail'], [query, 302, 200, 'fail'],
    [query, 401, 200, 'fail'], [query, 403, 200, 'fail'], [query, 404, 200, 'fail'], [query, 405, 200, 'fail'],
    [path, 404, 200, 'pass'], [path, 400, 200, 'pass'], [path, 200, 200, 'fail'],
    [query, 429, 200, 'blocked'],
    [query, 400, 400, 'blocked'], [query, 400, 401, 'blocked'], [query, 200, 404, 'blocked'], [query, 400, undefined, 'blocked'], [query, 400, 500, 'blocked'], [query, 400, timeout, 'blocked'],
    [query, reset, 200, 'error'],
  ];
  test.each(rows)('%j answered %j, its control %j → %s', (intent, answer, control, kind) => {
    expect(rejectsInvalid.judge(view(intent, answer, control)).kind).toBe(kind);
  });

  test('404 refuses where the description documents no other refusal', () => {
    expect(rejectsInvalid.judge(view(query, 404, 200, documenting('200', '404'))).kind).toBe('pass');
    expect(rejectsInvalid.judge(view(query, 404, 200, documenting('200', '404', 'default'))).kind).toBe('fail');
  });

  test('a keyword that a dialect need not assert is advice', () => {
    expect(rejectsInvalid.claims({ ...query, keyword: 'format', advisory: true }, documenting('200'), context)?.level).toBe('SHOULD');
  });
});

const context = { description: {} as never, options: { formats: 'assert', undeclaredProperties: 'off' } as const, provenanceOf: () => 'documented' as const };

test('a required parameter that is left out belongs to requires-parameter alone, a required property to rejects-invalid alone', () => {
  const parameter: Intent = { kind: 'invalid', keyword: 'required', at: '/parameters/query/q' };
  const property: Intent = { kind: 'invalid', keyword: 'required', at: '/requestBody/application~1json/properties/name' };
  expect(rejectsInvalid.claims(parameter, documenting('200'), context)).toBeUndefined();
  expect(requiresParameter.claims(parameter, documenting('200'), context)?.at).toBe('/parameters/query/q');
  expect(rejectsInvalid.claims(property, documenting('200'), context)).toBeDefined();
  expect(requiresParameter.claims(property, documenting('200'), context)).toBeUndefined();
});

describe('accepts-valid', () => {
  const closed: Intent = { kind: 'valid', varies: { what: 'maximum', closed: true }, at: '/parameters/query/limit' };
  const open: Intent = { kind: 'valid', varies: { what: 'maxLength', closed: false }, at: '/parameters/query/q' };
  const rows: readonly (readonly [Intent, Answer, control: Answer | undefined, string])[] = [
    [closed, 200, 200, 'pass'], [closed, 200, 404, 'pass'], [closed, 204, undefined, 'pass'],
    [closed, 400, 200, 'fail'], [closed, 422, 200, 'fail'], [closed, 500, 200, 'fail'], [closed, 302, 200, 'fail'],
    [closed, 404, 200, 'blocked'], [closed, 401, 200, 'blocked'], [closed, 403, 200, 'blocked'], [closed, 429, 200, 'blocked'], [closed, 503, 200, 'blocked'],
    [open, 400, 200, 'blocked'], [open, 500, 200, 'fail'],
    [closed, 400, 400, 'blocked'], [closed, 500, 500, 'blocked'], [closed, 400, undefined, 'blocked'],
    [closed, timeout, 200, 'error'],
  ];
  test.each(rows)('%j answered %j, its control %j → %s', (intent, answer, control, kind) => {
    expect(acceptsValid.judge(view(intent, answer, control)).kind).toBe(kind);
  });
});

describe('success-documented', () => {
  const baseline: Intent = { kind: 'valid', varies: { what: 'baseline', closed: false }, at: '' };
  test.each([[200, 'pass'], [201, 'fail'], [500, 'fail'], [503, 'blocked'], [404, 'blocked'], [401, 'blocked'], [301, 'blocked'], [timeout, 'error']] as const)('%j → %s', (answer, kind) => {
    expect(successDocumented.judge(view(baseline, answer, undefined)).kind).toBe(kind);
  });
});

describe('rejects-malformed-body', () => {
  const rows: readonly (readonly [Extract<Intent, { kind: 'malformed' }>['defect'], Answer, string])[] = [
    ['broken-json', 400, 'pass'], ['broken-json', 200, 'fail'], ['broken-json', 500, 'fail'], ['broken-json', timeout, 'fail'], ['broken-json', reset, 'error'],
    ['empty-body', 400, 'pass'], ['empty-body', 200, 'fail'],
    ['wrong-content-type', 415, 'pass'], ['wrong-content-type', 400, 'pass'], ['wrong-content-type', 200, 'fail'],
    ['deep-nesting', 200, 'fail'], ['deep-nesting', reset, 'pass'], ['deep-nesting', 400, 'pass'], ['deep-nesting', 500, 'fail'],
    ['large-body', 413, 'pass'], ['large-body', 200, 'fail'], ['large-body', 400, 'pass'], ['large-body', reset, 'pass'], ['large-body', timeout, 'fail'], ['large-body', 502, 'fail'],
  ];
  test.each(rows)('%s answered %j → %s', (defect, answer, kind) => {
    const at = '/requestBody';
    expect(rejectsMalformedBody.judge(view({ kind: 'malformed', defect, at }, answer, 200)).kind).toBe(kind);
    expect(rejectsMalformedBody.judge(view({ kind: 'malformed', defect, at }, answer, 400)).kind).toBe('blocked');
  });
});

describe('strangers', () => {
  const none: Intent = { kind: 'unauthorised', credentials: 'none', at: '/security' };
  const tampered: Intent = { kind: 'unauthorised', credentials: 'tampered', at: '/security' };
  const rows: readonly (readonly [Intent, Answer, documented: readonly string[], string])[] = [
    [none, 401, ['200', '401'], 'pass'], [none, 403, ['200', '401'], 'fail'], [none, 403, ['200'], 'pass'], [none, 404, ['200', '401', '404'], 'fail'],
    [none, 404, ['200', '404'], 'pass'], [none, 200, ['200', '401'], 'fail'], [none, 500, ['200', '401'], 'fail'], [none, 400, ['200', '401'], 'fail'], [none, reset, ['200'], 'error'],
    [tampered, 401, ['200', '401'], 'pass'], [tampered, 403, ['200', '401'], 'pass'], [tampered, 200, ['200', '401'], 'fail'], [tampered, 429, ['200', '401'], 'blocked'],
  ];
  test.each(rows)('%j answered %j where %j is documented → %s', (intent, answer, documented, kind) => {
    const rule = intent.kind === 'unauthorised' && intent.credentials === 'none' ? authRequired : authChecked;
    expect(rule.judge(view(intent, answer, 200, documenting(...documented))).kind).toBe(kind);
    // Who is let in is let in, whatever became of the twin; nothing else is held against a server that refuses the twin too.
    for (const control of [401, 404, undefined] as const) expect(rule.judge(view(intent, answer, control, documenting(...documented))).kind).toBe(answer === 200 ? 'fail' : 'blocked');
  });
});

test.each([[403, 'pass'], [404, 'pass'], [405, 'pass'], [200, 'fail'], [204, 'fail'], [400, 'fail'], [500, 'fail'], [401, 'blocked'], [429, 'blocked'], [reset, 'error']] as const)('a reader who writes and is answered %j → %s', (answer, kind) => {
  const readOnly: Intent = { kind: 'unauthorised', credentials: 'read-only', at: '/security' };
  expect(verbAuthorised.judge(view(readOnly, answer, 200)).kind).toBe(kind);
  for (const control of [401, 404, undefined] as const) expect(verbAuthorised.judge(view(readOnly, answer, control)).kind).toBe(answer === 200 || answer === 204 ? 'fail' : 'blocked');
});

describe('a server that answers one constant status', () => {
  const statuses = [200, 201, 204, 301, 400, 401, 403, 404, 405, 422, 429, 500, 503];
  const refusals: readonly (readonly [string, Intent])[] = [
    ['rejects-invalid', { kind: 'invalid', keyword: 'maximum', at: '/parameters/query/limit' }],
    ['requires-parameter', { kind: 'invalid', keyword: 'required', at: '/parameters/query/q' }],
    ['rejects-malformed-body', { kind: 'malformed', defect: 'broken-json', at: '/requestBody' }],
    ['auth-required', { kind: 'unauthorised', credentials: 'none', at: '/security' }],
    ['auth-checked', { kind: 'unauthorised', credentials: 'malformed', at: '/security' }],
  ];
  const rules = { 'rejects-invalid': rejectsInvalid, 'requires-parameter': requiresParameter, 'rejects-malformed-body': rejectsMalformedBody, 'auth-required': authRequired, 'auth-checked': authChecked };
  test.each(refusals)('passes nothing of %s', (id, intent) => {
    for (const status of statuses) expect(rules[id as keyof typeof rules].judge(view(intent, status, status)).kind, String(status)).not.toBe('pass');
  });
});
