import { expect, test } from 'vitest';
import { requirementsIn } from '../engine/requirements-in.ts';
import type { Case } from '../model/case.ts';
import type { Plan } from '../model/plan.ts';
import type { Requirement } from '../model/requirement.ts';
import { comparePlans, planLines, readPlan, type WrittenPlan } from './plan-file.ts';

const requirement = (id: string, level: Requirement['level'] = 'MUST'): Requirement => ({
  id, rule: 'r', suite: 'contract', level, statement: 's', clause: { title: 't', url: 'u' }, provenance: 'assumed', operationId: 'o', at: '', cases: [], conditional: false,
});
const request = (id: string): Case => ({
  id, operationId: 'o', strategy: 'baseline', request: { method: 'get', path: '/', parameters: [], credentials: 'owner' }, intent: { kind: 'valid', varies: { what: 'baseline', closed: false }, at: '' },
});

function planOf(change: Partial<Plan> & { readonly cases?: readonly Case[] }): Plan {
  const { cases = [request('o/baseline/')], ...rest } = change;
  return {
    digest: 'd', seed: 1, profile: 'full', rulesetDigest: 'a'.repeat(64), requirements: requirementsIn([requirement('r@o')]), withheld: new Map(), captures: [],
    casesOf: () => cases, operations: [{ operationId: 'o', cases: 1, strategies: {}, captures: [] }], flows: [], ...rest,
  };
}

function written(plan: Plan): WrittenPlan {
  const head = { description: { title: 'T', version: '1', digest: 'x' }, permission: 'read' };
  const result = readPlan([...planLines(plan, head)].join(''), 'plan.ndjson');
  if (!result.ok) throw new Error(result.problems[0].what);
  return result.value;
}

test('a plan is the same as itself', () => {
  expect(comparePlans(written(planOf({})), written(planOf({})))).toEqual({ same: true, settings: [], added: [], removed: [], changed: [] });
});

test('what was added, removed and changed is named', () => {
  const before = planOf({ requirements: requirementsIn([requirement('r@o'), requirement('old@o')]) });
  const now = planOf({ digest: 'e', seed: 2, requirements: requirementsIn([requirement('r@o', 'SHOULD'), requirement('new@o')]), cases: [request('o/example/a')] });
  expect(comparePlans(written(before), written(now))).toEqual({
    same: false, settings: ['seed: 1 -> 2'],
    added: ['requirement new@o', 'case o/example/a'], removed: ['requirement old@o', 'case o/baseline/'], changed: ['requirement r@o'],
  });
});

test('one line for each part, the head first', () => {
  const lines = [...planLines(planOf({ withheld: new Map([['r@o', 'Not allowed.']]) }), { description: { title: 'T', version: '1', digest: 'x' }, permission: 'read' })].map((line) => JSON.parse(line) as object);
  expect(lines[0]).toMatchObject({ plan: 1, digest: 'd', profile: 'full' });
  expect(lines[1]).toMatchObject({ requirement: { id: 'r@o' }, withheld: 'Not allowed.' });
  expect(lines[2]).toMatchObject({ case: { id: 'o/baseline/' } });
});

test.each([[''], ['hello'], ['{}'], ['null'], ['{"requirement":{"id":"x"}}'], ['{"plan":1}\n{"plan":1}']])('%j is no plan', (text) => {
  expect(readPlan(text, 'f')).toMatchObject({ ok: false, problems: [{ code: 'PLAN_UNREADABLE' }] });
});
