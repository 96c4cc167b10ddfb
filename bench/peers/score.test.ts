import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { faults } from '../../reference/server.ts';

interface Run { readonly kind: 'honest' | 'variant' | 'fault'; readonly target: string; readonly findings: readonly string[]; readonly broken?: string }
interface Score { readonly faults: number; readonly found: readonly string[]; readonly missed: readonly string[]; readonly servers: number; readonly accused: readonly string[]; readonly falseAlarms: number; readonly broken: readonly string[] }
interface Scoring { shapeOf(text: string): string; scored(runs: readonly Run[]): Score }

// The bench is plain JavaScript, of which the types of this test know nothing.
const load = async <T>(file: string): Promise<T> => (await import(/* @vite-ignore */ fileURLToPath(new URL(file, import.meta.url)))) as T;
const { shapeOf, scored } = await load<Scoring>('./score.mjs');
const { kindOf } = await load<{ kindOf(requirement: string): string }>('./table.mjs');
const { withSection } = await load<{ withSection(page: string, name: string, text: string): string }>('../section.mjs');

describe('complaints', () => {
  test.each([
    ['GET /v2/users/6ce91fc7-ad2a-41af-84f6-0e20737ef399: at 7 of 30', 'GET /v2/users/a169451c-8525-4352-b8ca-070dd449a1a5: at 9 of 30.5'],
    ['\u001b[31mfail\u001b[39m http://127.0.0.1:4711/a  took 12 ms', 'fail http://127.0.0.1:80/a took 3 ms'],
    ['cursor emhHTk1tQ19GY0VVZ0gyMlsxNzYz', 'cursor aGVsbG8gd29ybGQxMjM0NTY3ODkw'],
    ['items[0].url', 'items[12].url'],
  ])('that differ in values only are one: %j', (one, other) => {
    expect(shapeOf(one)).toBe(shapeOf(other));
  });

  test.each([
    ['a status', 'expected 200 to equal 400', 'expected 500 to equal 400'],
    ['an operation', 'GET /enterprise/v2/users: body', 'GET /enterprise/v2/accounts: body'],
    ['a step', 'get-enterprise-v2-users-step schema check', 'get-enterprise-v2-accounts-step schema check'],
    ['a property', 'must NOT have unevaluated properties: "limit"', 'must NOT have unevaluated properties: "has_more"'],
  ])('that differ in %s are two', (_, one, other) => {
    expect(shapeOf(one)).not.toBe(shapeOf(other));
  });
});

describe('a fault', () => {
  const honest: Run = { kind: 'honest', target: 'honest', findings: ['a: 1'] };
  const variant: Run = { kind: 'variant', target: 'slow', findings: ['b'] };
  test.each<[string, Run, boolean]>([
    ['by a complaint that the honest server does not draw', { kind: 'fault', target: 'x', findings: ['a: 1', 'c'] }, true],
    ['not by one that it draws too', { kind: 'fault', target: 'x', findings: ['a: 1'] }, false],
    ['not by one that it draws too, about another value', { kind: 'fault', target: 'x', findings: ['a: 2'] }, false],
    ['not by silence', { kind: 'fault', target: 'x', findings: [] }, false],
    ['not by a run that did not come to an end', { kind: 'fault', target: 'x', findings: ['c'], broken: 'it ended with 70' }, false],
    ['by what only a server that is honest in another way draws', { kind: 'fault', target: 'x', findings: ['b'] }, true],
  ])('is found %s', (_, fault, found) => {
    expect(scored([fault, honest, variant])).toMatchObject({ faults: 1, found: found ? ['x'] : [], missed: found ? [] : ['x'] });
  });

  test('is not found where nothing is known of the honest server', () => {
    expect(scored([variant, { kind: 'fault', target: 'x', findings: ['c'] }])).toMatchObject({ found: [], missed: ['x'] });
  });

  test('is not found by what the honest server draws in one of its runs only', () => {
    expect(scored([honest, { ...honest, findings: ['c'] }, { kind: 'fault', target: 'x', findings: ['c'] }]).found).toEqual([]);
  });
});

test('every different complaint about an honest server is one false alarm, however many servers draw it', () => {
  const runs: readonly Run[] = [
    { kind: 'honest', target: 'honest', findings: ['a 1', 'a 2'] }, { kind: 'honest', target: 'honest', findings: ['a 3'] }, { kind: 'variant', target: 'slow', findings: ['a 4', 'b'] }, { kind: 'variant', target: 'gzip', findings: [] },
    { kind: 'fault', target: 'x', findings: ['z'] },
  ];
  expect(scored(runs)).toMatchObject({ falseAlarms: 2, servers: 3, accused: ['honest', 'slow'] });
});

test('every fault is of a kind that the table of peers has a row for', () => {
  expect(new Set(Object.values(faults).map(({ caughtBy }) => kindOf(caughtBy)))).toEqual(new Set(['answers', 'requests', 'credentials', 'methods', 'meaning']));
  expect(() => kindOf('no-such-rule@getUser#/responses/200')).toThrow(/of no kind/);
});

test('a section is put in the place of its own, and nobody else\'s', () => {
  const page = withSection(withSection('# Page\n', 'one', 'first'), 'two', 'second');
  expect(page).toBe('# Page\n\n<!-- one -->\nfirst\n<!-- end of one -->\n\n<!-- two -->\nsecond\n<!-- end of two -->\n');
  expect(withSection(page, 'one', 'third $& $1')).toBe(page.replace('first', () => 'third $& $1'));
});

test('a peer that nobody knows is a problem', () => {
  const { status, stderr } = spawnSync(process.execPath, [fileURLToPath(new URL('../peers.mjs', import.meta.url)), '--only', 'nobody'], { encoding: 'utf8' });
  expect(stderr).toMatch(/^problem UNKNOWN_PEER: There is no peer "nobody"\.\n {2}Known: calico-conformance, .*Dredd/);
  expect(status).toBe(3);
});
