import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { coverageOf, coverageText } from '../cli/coverage.ts';
import type { Rule } from '../model/rule.ts';
import { brokenBy } from '../reference/fault.ts';
import { judgedBy } from '../reference/judged.fixture.ts';
import { faults } from '../reference/server.ts';
import { lies as selftestLies } from '../selftest/lies/lies.ts';
import { calicoFlows } from '../suites/calico/flows.ts';
import { rules } from '../suites/rules.ts';
import { shopLies } from '../suites/stateful/shop-lies.fixture.ts';

/** Why no lie breaks a rule and nothing else. */
const neverAlone: Readonly<Record<string, string>> = {
  'success-documented': 'What is no documented success is an undocumented 2xx (`status-documented`) or a server error (`no-server-error`); anything else leaves it undecided.',
  'verb-authorised': 'The flow `deactivate-user` asks the same of the only operation that changes something.',
  'problem-details-valid': 'The contract documents no problem details, so whoever sends them breaks `content-type-documented` too.',
  'requires-parameter': 'The contract requires no parameter but in paths; `selftest` lies about the header that `createOrder` of [its shop](../selftest/fixtures/shop.openapi.yaml) requires.',
};

/** Why no lie is told about a step of the flows. */
const notLiedAbout: Readonly<Record<string, string>> = {
  'user-is-active': 'prepares the flow: whether the user that the tester hands over is active',
  'count-users': 'prepares `count-after`; what it reads is held by `body-schema` and `users-agree`',
  'deactivate': 'accepts every documented answer; what it has to say and to do is asked by the steps after it',
};

const must = rules.filter(({ level }) => level === 'MUST');
const lies = Object.values(faults);
const ruleOf = (requirement: string): string => requirement.split('@')[0] ?? '';
const code = (ids: readonly string[]): string => ids.map((id) => `\`${id}\``).join(', ');

interface Proof {
  readonly rule: Rule;
  readonly file: string;
  readonly tests: readonly string[];
  /** Lies of the reference backend, and of the shop, that break nothing else. */
  readonly alone: readonly string[];
  readonly alongside: readonly string[];
}

const suiteTests = readdirSync(new URL('../suites', import.meta.url), { recursive: true }).map(String).filter((name) => name.endsWith('.test.ts') || name === 'stateful/shop-lies.fixture.ts').sort();
const textOf = new Map(suiteTests.map((name) => [name, readFileSync(new URL(`../suites/${name}`, import.meta.url), 'utf8')]));

function proofOf(rule: Rule): Proof {
  const { id } = rule;
  const mentions = (text: string): boolean => text.includes(`/${id}.ts'`) || text.includes(`'${id}@`);
  const told = [
    ...lies.map((lie) => ({ name: lie.id, broken: brokenBy(lie), caughtBy: lie.caughtBy })),
    ...shopLies.map(([lie, caught]) => ({ name: `shop: ${lie}`, broken: caught, caughtBy: caught[0] ?? '' })),
  ];
  const alone = told.filter(({ broken }) => broken.every((each) => ruleOf(each) === id));
  return {
    rule,
    file: rule.kind === 'flow' ? 'suites/stateful/laws.ts' : `suites/${rule.suite}/${id}.ts`,
    // What flows decide is tested by lies alone.
    tests: [...[...textOf].filter(([, text]) => mentions(text)).map(([name]) => `suites/${name}`), ...(rule.kind === 'flow' && lies.some(({ caughtBy }) => ruleOf(caughtBy) === id) ? ['reference/faults.test.ts'] : [])],
    alone: alone.map(({ name }) => name),
    alongside: told.filter((each) => !alone.includes(each) && each.broken.some((broken) => ruleOf(broken) === id)).map(({ name }) => name),
  };
}

const proofs = must.map(proofOf);
const few = (names: readonly string[]): string => (names.length === 0 ? '–' : `${names.length}: ${code(names.slice(0, 3))}${names.length > 3 ? ', …' : ''}`);
const link = (file: string): string => `[${file.replace(/^suites\//, '')}](../${file})`;

function page(): string {
  const { description, flows, plan } = judgedBy;
  const steps = calicoFlows.flatMap((flow) => flow.steps.map((step) => {
    const own = lies.filter((lie) => brokenBy(lie).some((each) => ruleOf(each) === flow.id && each.endsWith(`/steps/${step.id}`)));
    return `| \`${flow.id}\` | \`${step.id}\` | ${few(own.map(({ id }) => id))}${own.length === 0 ? ` (${notLiedAbout[step.id] ?? 'no reason given'})` : ''} |`;
  }));
  const undecided = new Map<string, number>();
  for (const { unprovable } of plan.requirements) if (unprovable !== undefined) undecided.set(unprovable, (undecided.get(unprovable) ?? 0) + 1);
  return `# What is held by what

This page is written by \`npx vitest run test/coverage-page.test.ts -u\`; the same test fails where it is no longer true.
${lies.length} lies of the reference backend and ${shopLies.length} of a small shop are told in tests, and each breaks what it names and nothing else.

## The parts of the contract

\`npx calico-conformance requirements coverage --profile full\`, with every flow (${flows.length}) and every actor: ${plan.requirements.length} requirements.

\`\`\`
${coverageText(coverageOf(description, plan)).trimEnd()}
\`\`\`

## What no request can decide

${undecided.size === 0 ? 'Nothing.' : ['| requirements | because |', '|---|---|', ...[...undecided].sort(([, one], [, other]) => other - one).map(([because, count]) => `| ${count} | ${because.replaceAll('|', '\\|')} |`)].join('\n')}

## The rules that bind

Each MUST has a file, tests beside it, and a liar that it finds out: of the reference backend, or of the shop where the contract has nothing of the kind.
*Alone*: lies that break this rule and no other. \`selftest\` makes lies of its own against every rule that it says yes to, on any description.

| rule | file | tests | alone | with other rules | selftest |
|---|---|---|---|---|---|
${proofs.map(({ rule, file, tests, alone, alongside }) => `| \`${rule.id}\` | ${link(file)} | ${tests.map(link).join(', ')} | ${few(alone)} | ${few(alongside)} | ${Object.hasOwn(selftestLies, rule.id) ? 'yes' : 'no'} |`).join('\n')}

Where no lie can break a rule alone:

${Object.entries(neverAlone).map(([id, because]) => `- \`${id}\`: ${because}`).join('\n')}

## The steps of the flows

| flow | step | lies |
|---|---|---|
${steps.join('\n')}
`;
}

test('docs/coverage.md is what the tables say today', async () => {
  await expect(page()).toMatchFileSnapshot('../docs/coverage.md');
});

test('every rule that binds has tests, and a lie that it finds out', () => {
  expect(proofs.filter(({ tests, alone, alongside, rule }) => tests.length === 0 || (alone.length + alongside.length === 0 && rule.id !== 'requires-parameter')).map(({ rule }) => rule.id)).toEqual([]);
});

test('every rule that binds has a lie that breaks nothing else, or a reason why there is none', () => {
  expect(proofs.filter(({ alone }) => alone.length === 0).map(({ rule }) => rule.id).sort()).toEqual(Object.keys(neverAlone).sort());
});

test('every step of the flows has a lie, or a reason why there is none', () => {
  const ids = calicoFlows.flatMap(({ id, steps }) => steps.filter((step) => !lies.some((lie) => brokenBy(lie).some((each) => ruleOf(each) === id && each.endsWith(`/steps/${step.id}`)))).map((step) => step.id));
  expect(ids.sort()).toEqual(Object.keys(notLiedAbout).sort());
});
