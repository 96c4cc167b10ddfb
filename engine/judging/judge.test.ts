import { describe, expect, test } from 'vitest';
import type { SentCase } from '../../model/case.ts';
import type { Description, Operation } from '../../model/description.ts';
import type { Exchange } from '../../model/exchange.ts';
import type { Requirement } from '../../model/requirement.ts';
import type { CaseRule, Judgement, LawContext, ResponseRule, Rule, SchemaJudge } from '../../model/rule.ts';
import { requirementsIn } from '../requirements-in.ts';
import { createJudge } from './judge.ts';

const clause = { title: 'A law', url: 'https://law.example/' };
const operation: Operation = {
  id: 'op', method: 'get', path: '/op', pointer: '/paths/~1op/get', summary: '', tags: [], deprecated: false, parameters: [], responses: new Map(),
  security: [], safe: true, provenance: 'documented',
};
const description: Description = {
  title: '', version: '', dialect: '3.1', source: '', digest: '', bundledDigest: '', document: {}, operations: [operation], securitySchemes: new Map(), servers: [], notices: [],
};
const context: LawContext = { description, options: { formats: 'assert', undeclaredProperties: 'off' }, provenanceOf: () => 'documented' };
const schemas: SchemaJudge = { errors: () => [], validates: () => true, undeclared: () => [] };

function requirement(rule: string, extra: Partial<Requirement> = {}): Requirement {
  return { id: `${rule}@op#/at`, rule, suite: 'contract', level: 'MUST', statement: '', clause, provenance: 'documented', operationId: 'op', at: '/at', cases: [], conditional: false, ...extra };
}

/** A rule over cases that judges by the statuses of a case and of its control. */
function caseRule(decidedBy: 'all' | 'any', judge: CaseRule['judge'] = ({ exchange, control }) => byStatus(exchange, control)): CaseRule {
  return { kind: 'case', id: 'cases', suite: 'contract', level: 'MUST', summary: '', clause, decidedBy, claims: () => ({ at: '/at', statement: '', provenance: 'documented' }), judge };
}

function byStatus({ response }: Exchange, control: Exchange | undefined): Judgement {
  if (response.kind === 'failure') return { kind: 'error', problem: { code: 'X', what: 'broken' } };
  if (response.status === 200) return { kind: 'pass' };
  if (response.status === 404) return { kind: 'blocked', because: control ? 'with control' : 'without control' };
  return { kind: 'fail', disagreements: [{ facts: { status: response.status }, message: `${response.status}`, cluster: `${response.status}` }] };
}

function answersRule(): ResponseRule {
  return { kind: 'response', id: 'answers', suite: 'contract', level: 'MUST', summary: '', clause, subjects: () => [], judge: ({ exchange }) => byStatus(exchange, undefined) };
}

const sent = (id: string, control?: string): SentCase => ({ id, operationId: 'op', strategy: 's', intent: { kind: 'valid', varies: { what: 'x', closed: true }, at: '' }, ...(control !== undefined && { control }) });
let exchanges = 0;
const exchange = (status: number): Exchange => ({ id: `x${++exchanges}`, operationId: 'op', attempt: 1, request: { method: 'GET', url: 'http://a.example/op', headers: [] }, response: { kind: 'response', status, headers: [] }, startedAt: 0, durationMs: 1 });

function judgeOf(rules: readonly Rule[], requirements: readonly Requirement[]) {
  return createJudge(description, requirementsIn(requirements), rules, context, schemas);
}

describe('several cases of one requirement', () => {
  const rows: readonly (readonly ['all' | 'any', readonly number[], string])[] = [
    ['all', [200, 200], 'pass'], ['all', [200, 404], 'blocked'], ['all', [200, 500], 'fail'], ['all', [404, 500], 'fail'],
    ['any', [200, 500], 'pass'], ['any', [404, 500], 'fail'], ['any', [404, 404], 'blocked'],
  ];
  test.each(rows)('decided by %s of %j: %s', (decidedBy, statuses, outcome) => {
    const only = requirement('cases');
    const judge = judgeOf([caseRule(decidedBy)], [only]);
    judge.open(operation, () => []);
    statuses.forEach((status, index) => judge.settled(sent(`op/${index}`), exchange(status)));
    judge.close(operation);
    expect(judge.decide(only).outcome.kind).toBe(outcome);
  });
});

describe('a refusal that speaks of credentials or of things that are gone', () => {
  const invalid: SentCase = { ...sent('op/n', 'op/c'), intent: { kind: 'invalid', keyword: 'type', at: '/parameters/query/a' } };
  const at = (status: number, startedAt: number): Exchange => ({ ...exchange(status), startedAt });
  const rows: readonly (readonly [string, number, readonly Exchange[], string])[] = [
    ['counts where its control is accepted again afterwards', 401, [at(200, 20)], 'fail'],
    ['counts for nothing where its control is refused alike', 401, [at(401, 20)], 'blocked'],
    ['counts for nothing where its control is gone', 403, [at(404, 20)], 'blocked'],
    ['counts for nothing where nobody asked again', 403, [], 'blocked'],
    ['counts for nothing by an answer to what was asked before', 401, [at(200, 5)], 'blocked'],
    ['is looked at again after a 429', 401, [at(429, 20), at(200, 30)], 'fail'],
    ['is none where it speaks of the fault', 500, [], 'fail'],
  ];
  test.each(rows)('%s', (_, status, again, outcome) => {
    const only = requirement('cases');
    const judge = judgeOf([caseRule('all')], [only]);
    judge.open(operation, () => [{ control: 'op/c' }]);
    judge.settled(sent('op/c'), at(200, 0));
    judge.settled(invalid, at(status, 10));
    expect(judge.doubtful(operation)).toEqual(status === 500 ? [] : ['op/c']);
    for (const each of again) judge.answered(each, sent('op/c'));
    judge.close(operation);
    expect(judge.decide(only).outcome.kind).toBe(outcome);
  });
});

describe('a positive control', () => {
  test('is waited for, and found whichever comes first', () => {
    for (const order of ['before', 'after']) {
      const only = requirement('cases');
      const judge = judgeOf([caseRule('all')], [only]);
      judge.open(operation, () => [{ control: 'op/c' }]);
      if (order === 'before') judge.settled(sent('op/c'), exchange(200));
      judge.settled(sent('op/n', 'op/c'), exchange(404));
      if (order === 'after') judge.settled(sent('op/c'), exchange(200));
      judge.close(operation);
      expect(judge.decide(only).outcome).toEqual({ kind: 'blocked', because: 'with control' });
    }
  });

  test('that never comes is missing, not forgotten', () => {
    const only = requirement('cases');
    const judge = judgeOf([caseRule('all')], [only]);
    judge.open(operation, () => [{ control: 'op/c' }]);
    judge.settled(sent('op/n', 'op/c'), exchange(404));
    judge.close(operation);
    expect(judge.decide(only).outcome).toEqual({ kind: 'blocked', because: 'without control' });
  });
});

describe('silence is never a pass', () => {
  test('a requirement that nothing was received for is blocked', () => {
    const only = requirement('answers');
    expect(judgeOf([answersRule()], [only]).decide(only).outcome.kind).toBe('blocked');
  });

  test('a conditional one without occasion does not apply, but for success that was never seen', () => {
    const error = requirement('answers', { at: '/responses/429/content', conditional: true });
    const success = requirement('answers', { at: '/responses/200/content', conditional: true });
    const quiet: ResponseRule = { ...answersRule(), judge: () => undefined };
    const judge = judgeOf([quiet], [error, success]);
    judge.answered(exchange(404));
    expect(judge.decide(error).outcome.kind).toBe('not-applicable');
    expect(judge.decide(success).outcome.kind).toBe('blocked');
  });

  test('a run that is cut leaves undecided what has not failed', () => {
    const only = requirement('answers');
    const judge = judgeOf([answersRule()], [only]);
    judge.answered(exchange(200));
    judge.cut('The run was interrupted.');
    expect(judge.decide(only).outcome).toEqual({ kind: 'not-run', because: 'The run was interrupted.' });
  });

  test('nor is what could not be proven or could not be made', () => {
    const unprovable = requirement('cases', { unprovable: 'no request can break it' });
    const blocked = requirement('cases', { blocked: 'no value' });
    expect(judgeOf([caseRule('all')], [unprovable]).decide(unprovable).outcome.kind).toBe('not-applicable');
    expect(judgeOf([caseRule('all')], [blocked]).decide(blocked).outcome.kind).toBe('blocked');
  });
});

test('a judge that breaks is an error of ours on its requirement, and harms no other', () => {
  const [mine, other] = [requirement('cases'), requirement('answers')];
  const breaks = caseRule('all', () => { throw new Error('oops'); });
  const judge = judgeOf([breaks, answersRule()], [mine, other]);
  judge.open(operation, () => []);
  const done = exchange(200);
  judge.answered(done, sent('op/a'));
  judge.settled(sent('op/a'), done);
  judge.close(operation);
  expect(judge.decide(mine).outcome).toMatchObject({ kind: 'error', problem: { code: 'JUDGE_BROKE' } });
  expect(judge.decide(other).outcome.kind).toBe('pass');
});

test('findings of one root cause are kept once and counted as often as they came', () => {
  const only = requirement('answers');
  const judge = judgeOf([answersRule()], [only]);
  for (const status of [500, 500, 501, 500]) judge.answered(exchange(status));
  expect(judge.decide(only).outcome).toMatchObject({ kind: 'fail', sites: 4, findings: [{ message: '500' }, { message: '501' }] });
});
