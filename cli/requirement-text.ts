import { unknownName } from '../config/near-names.ts';
import type { Flow } from '../model/flow.ts';
import type { Result } from '../model/problem.ts';
import type { Requirement } from '../model/requirement.ts';
import type { Rule } from '../model/rule.ts';
import type { Prepared } from './prepare.ts';
import { wrapped } from './wrapped.ts';

/** Every requirement that is asked for, under its operation; or as lines of JSON. */
export function listText({ plan, selection, description }: Prepared, json: boolean): string {
  const asked = [...plan.requirements].filter((requirement) => selection.requirement(requirement));
  if (json) return asked.map((requirement) => `${JSON.stringify(requirement)}\n`).join('');
  const groups = description.operations.flatMap((operation) => {
    const own = asked.filter(({ operationId }) => operationId === operation.id);
    if (own.length === 0) return [];
    return [`${operation.method.toUpperCase()} ${operation.path}\n`, ...own.map(oneLine), '\n'];
  });
  return `${groups.join('')}${asked.length} requirements of profile ${plan.profile}.\n`;
}

function oneLine({ level, provenance, id }: Requirement): string {
  return `  ${level.padEnd(6)}  ${provenance.padEnd(10)}  ${id}\n`;
}

/** What one requirement, one rule or one flow says. */
export function explainText(prepared: Prepared, name: string): Result<string> {
  const { plan, rules, flows } = prepared;
  const requirement = [...plan.requirements].find(({ id }) => id === name);
  if (requirement) return { ok: true, value: requirementText(requirement, prepared) };
  const rule = rules.find(({ id }) => id === name);
  if (rule) return { ok: true, value: ruleText(rule, [...plan.requirements]) };
  const flow = flows.find(({ id }) => id === name);
  if (flow) return { ok: true, value: flowText(flow) };
  const known = name.includes('@') ? [...plan.requirements].map(({ id }) => id) : [...rules, ...flows].map(({ id }) => id);
  return { ok: false, problems: [unknownName('UNKNOWN_REQUIREMENT', name.includes('@') ? 'requirement' : 'rule or flow', name, known)] };
}

function requirementText(requirement: Requirement, { plan, description, rules }: Prepared): string {
  const { id, level, statement, clause, provenance, suite, rule, operationId, place, cases, unprovable, conditional } = requirement;
  const operation = description.operations.find((each) => each.id === operationId);
  const decided = cases.length > 0
    ? ['Decided by these requests:', ...cases.slice(0, 20).map((each) => `  ${each}`), ...(cases.length > 20 ? [`  and ${cases.length - 20} more`] : [])]
    : [rules.some((each) => each.id === rule) ? 'Decided by every answer of the operation.' : 'Decided by a step of the flow.'];
  const withheld = plan.withheld.get(id);
  return lines([
    id, '', ...wrapped(statement, 80), '',
    `Level       ${level}${conditional ? ', where its occasion arises' : ''}`,
    `Rule        ${rule} (${suite})`,
    `Clause      ${clause.title}`,
    `            ${clause.url}`,
    `Provenance  ${provenance}`,
    ...(operation ? [`Operation   ${operation.method.toUpperCase()} ${operation.path} (${operation.id})`] : []),
    ...(place === undefined ? [] : [`Described   ${place === '' || place.startsWith('/') ? `${description.source}#${place}` : place}`]),
    '', ...(unprovable === undefined ? decided : [`Nothing can decide it: ${unprovable}`]),
    ...(withheld === undefined ? [] : ['', `This run would not decide it. ${withheld}`]),
  ]);
}

const judged: Readonly<Record<Rule['kind'], string>> = { response: 'every answer of an operation', case: 'what is answered to requests made for it', flow: 'a step of a flow that is derived from the description' };

function ruleText({ id, suite, level, summary, clause, kind }: Rule, all: readonly Requirement[]): string {
  const own = all.filter((requirement) => requirement.rule === id);
  return lines([
    id, '', ...wrapped(summary, 80), '',
    `Level         ${level}`, `Suite         ${suite}`, `Clause        ${clause.title}`, `              ${clause.url}`,
    `Judges        ${judged[kind]}`,
    `Requirements  ${own.length} with this description and profile`,
    ...own.slice(0, 10).map((requirement) => `  ${requirement.id}`),
    ...(own.length > 10 ? [`  and ${own.length - 10} more`] : []),
  ]);
}

function flowText({ id, title, level, clause, permission, needs, steps }: Flow): string {
  return lines([
    id, '', title, '',
    `Level       ${level}`, `Clause      ${clause.title}`, `            ${clause.url}`, `Permission  ${permission}`,
    `Needs       ${[...Object.values(needs.operations).map(({ method, path }) => `${method.toUpperCase()} ${path}`), ...needs.captures].join('\n            ')}`,
    '', 'Steps:',
    ...steps.flatMap((step) => [`  ${step.id}`, ...wrapped(step.statement, 74).map((line) => `      ${line}`)]),
  ]);
}

function lines(all: readonly string[]): string {
  return all.map((line) => `${line}\n`).join('');
}
