import { describe, expect, test } from 'vitest';
import { selectBy, type Catalogue } from './filters.ts';

const catalogue: Catalogue = {
  operations: [
    { id: 'listUsers', method: 'get', path: '/v2/users', tags: ['All users'] },
    { id: 'getUser', method: 'get', path: '/v2/users/{user_id}', tags: ['User details'] },
    { id: 'deactivateUser', method: 'delete', path: '/v2/users/{user_id}', tags: ['User details'] },
    { id: 'topAssets', method: 'get', path: '/v2/stats/top-assets', tags: ['Stats'] },
  ],
  rules: ['body-schema', 'status-documented', 'rejects-invalid', 'deactivate-user'],
};

function operations(include: readonly string[], exclude: readonly string[] = []): readonly string[] {
  const result = selectBy(include, exclude, catalogue);
  if (!result.ok) throw new Error(result.problems[0].what);
  return catalogue.operations.filter((operation) => result.value.operation(operation)).map(({ id }) => id);
}

function rules(include: readonly string[], exclude: readonly string[] = []): readonly string[] {
  const result = selectBy(include, exclude, catalogue);
  if (!result.ok) throw new Error(result.problems[0].what);
  return catalogue.rules.filter((rule) => result.value.rule(rule));
}

test.each([
  ['/v2/users', ['listUsers']],
  ['/v2/users/*', ['getUser', 'deactivateUser']],
  ['/v2/**', ['listUsers', 'getUser', 'deactivateUser', 'topAssets']],
  ['GET /v2/users/{user_id}', ['getUser']],
  ['delete /v2/**', ['deactivateUser']],
  ['tag:Stats', ['topAssets']],
  ['operationId:getUser', ['getUser']],
  ['getUser', ['getUser']],
  ['*User', ['getUser', 'deactivateUser']],
])('--include %s leaves %j', (filter, left) => {
  expect(operations([filter])).toEqual(left);
});

test('several includes of operations are alternatives, and excludes win', () => {
  expect(operations(['tag:Stats', 'getUser'])).toEqual(['getUser', 'topAssets']);
  expect(operations(['/v2/**'], ['DELETE /v2/**'])).toEqual(['listUsers', 'getUser', 'topAssets']);
});

test('rules are filtered apart from operations', () => {
  expect(rules(['rule:body-schema'])).toEqual(['body-schema']);
  expect(rules(['body-schema', 'tag:Stats'])).toEqual(['body-schema']);
  expect(rules([], ['rule:rejects-*'])).toEqual(['body-schema', 'status-documented', 'deactivate-user']);
  expect(operations(['body-schema'])).toHaveLength(4);
});

test('a requirement is left when its rule and its operation are', () => {
  const result = selectBy(['getUser'], ['body-schema'], catalogue);
  if (!result.ok) throw new Error('the filters are known');
  const { requirement } = result.value;
  expect(requirement({ rule: 'status-documented', operationId: 'getUser' })).toBe(true);
  expect(requirement({ rule: 'body-schema', operationId: 'getUser' })).toBe(false);
  expect(requirement({ rule: 'status-documented', operationId: 'listUsers' })).toBe(false);
  expect(requirement({ rule: 'deactivate-user' })).toBe(false);
});

describe('what matches nothing is a problem', () => {
  test.each([
    ['tag:Stat', 'matches no tag', 'Stats'],
    ['getUsr', 'matches no operation and no rule', 'getUser'],
    ['rule:body-shema', 'matches no rule', 'body-schema'],
    ['operationId:deactivateusers', 'matches no operationId', 'deactivateUser'],
    ['PATCH /v2/users', 'matches no operation', 'GET /v2/users'],
    ['GTE /v2/users', 'is no HTTP method', 'GET'],
    ['/v2/user', 'matches no operation', '/v2/users'],
    ['tags:Stats', 'has an unknown prefix', 'tag'],
  ])('%s %s; near: %s', (filter, why, near) => {
    const result = selectBy([], [filter], catalogue);
    expect(result).toMatchObject({ ok: false, problems: [{ code: 'FILTER_MATCHES_NOTHING', what: `--exclude "${filter}" ${why}.` }] });
    expect(result.ok ? '' : result.problems[0].fix).toMatch(new RegExp(`^Did you mean .*${near}`));
  });

  test('include and exclude that cancel out', () => {
    expect(selectBy(['getUser'], ['getUser'], catalogue)).toMatchObject({ ok: false, problems: [{ code: 'NOTHING_SELECTED' }] });
  });
});

test('a word from a file is shown where it stands', () => {
  const where = { file: 'f.yaml', line: 3, column: 5 };
  expect(selectBy(['tag:Stats', 'nope'], [], catalogue, { '/include/1': where })).toMatchObject({ ok: false, problems: [{ what: 'include "nope" matches no operation and no rule.', where }] });
});

test('signs of regular expressions in a filter stand for themselves', () => {
  expect(selectBy(['/v2/users.'], [], catalogue)).toMatchObject({ ok: false });
  expect(selectBy(['tag:(User|Stats)'], [], catalogue)).toMatchObject({ ok: false });
});
