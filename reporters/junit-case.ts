import { createHash } from 'node:crypto';
import { blameOf, blameText } from './blame.ts';
import type { CollectedRun, JudgedRequirement } from './collected-run.ts';
import { curlText } from './curl.ts';
import { outcomeMessage } from './outcome-words.ts';
import type { TellOptions } from './reporter.ts';
import { attribute, contentWithin, cutToBytes, lineWithin } from './xml-text.ts';

/** Bytes of a message, which stands in one attribute. */
const longestMessage = 900;
/** Bytes of a case. */
const longestCase = 16 * 1024;
const longestText = 6 * 1024;

/** `rich` has what some consumers read and the schema does not know. */
export type JunitFlavour = 'strict' | 'rich';

/** The element that tells how a requirement ended, if any does. */
export function elementOf({ outcome }: JudgedRequirement): 'failure' | 'error' | 'skipped' | undefined {
  switch (outcome.kind) {
    case 'fail':
    case 'stale-waiver':
      return 'failure';
    case 'error':
      return 'error';
    case 'blocked':
    case 'not-run':
    case 'not-applicable':
    case 'waived':
      return 'skipped';
    case 'pass':
      return undefined;
  }
}

/** One requirement as a test case. Where the file is full, only its message stays. */
export function caseXml(run: CollectedRun, row: JudgedRequirement, full: boolean, flavour: JunitFlavour, lineOf: TellOptions['lineOf']): string {
  const { rule, at } = row.requirement;
  const name = at === '' ? rule : `${rule} ${at}`;
  const rich = flavour === 'rich' ? placeOf(run, row, lineOf) : '';
  const inner = [...(flavour === 'rich' ? [propertiesXml(row)] : []), ...endingXml(run, row, full)];
  const head = `    <testcase classname="${attribute(classNameOf(row))}" name="${attribute(name)}" time="${seconds(row.durationMs)}"${rich}`;
  return inner.length === 0 ? `${head}/>\n` : `${head}>\n${inner.map((line) => `      ${line}\n`).join('')}    </testcase>\n`;
}

/** Seconds with three digits, as every consumer reads them. */
export function seconds(milliseconds: number): string {
  return (milliseconds / 1000).toFixed(3);
}

function endingXml(run: CollectedRun, row: JudgedRequirement, full: boolean): readonly string[] {
  const element = elementOf(row);
  if (element === undefined) return [];
  const message = attribute(lineWithin(outcomeMessage(row.outcome), longestMessage));
  if (element === 'skipped') return [`<skipped message="${message}"/>`];
  const head = `<${element} type="${attribute(row.requirement.rule)}" message="${message}">`;
  if (full) return [`${head}The rest was left out, because this file has 20 MB already. It stands in run.ndjson.</${element}>`];
  const ending = `${head}${contentWithin(textOf(row), longestText)}</${element}>`;
  const output = outputOf(run, row);
  return output === '' ? [ending] : [ending, `<system-out>${contentWithin(output, longestCase - Buffer.byteLength(ending) - 500)}</system-out>`];
}

function placeOf({ started }: CollectedRun, { requirement, outcome }: JudgedRequirement, lineOf: TellOptions['lineOf']): string {
  if (!started) return '';
  const place = (outcome.kind === 'fail' ? outcome.findings[0].place : undefined) ?? requirement.place;
  const line = place === undefined ? undefined : lineOf?.(place);
  return ` file="${attribute(started.description.source)}"${line === undefined ? '' : ` line="${line}"`}`;
}

function propertiesXml({ requirement, outcome, binding }: JudgedRequirement): string {
  const properties: readonly (readonly [string, string])[] = [
    ['requirement', requirement.id], ['level', requirement.level], ['binding', String(binding)], ['provenance', requirement.provenance], ['clause', requirement.clause.url],
    ...(requirement.place === undefined ? [] : [['place', requirement.place] as const]),
    ['dd_tags[conformance.level]', requirement.level], ['dd_tags[conformance.outcome]', outcome.kind], ['dd_tags[conformance.rule]', requirement.rule],
  ];
  return `<properties>${properties.map(([name, value]) => `<property name="${name}" value="${attribute(value)}"/>`).join('')}</properties>`;
}

function classNameOf({ requirement: { suite, tag, operationId } }: JudgedRequirement): string {
  const word = (text: string): string => text.replaceAll(/[^A-Za-z0-9_]+/g, '_');
  return [word(suite), ...(tag === undefined ? [] : [word(tag)]), ...(operationId === undefined ? [] : [distinct(operationId, word(operationId))])].join('.');
}

/** `get-a` and `get_a` would be one class, and consumers drop a second case of the same name. */
function distinct(name: string, word: string): string {
  return name === word ? word : `${word}_${createHash('sha256').update(name).digest('hex').slice(0, 6)}`;
}

function textOf(row: JudgedRequirement): string {
  const { requirement, outcome } = row;
  const clause = `${requirement.statement}\n${requirement.level}, ${requirement.clause.title}: ${requirement.clause.url}\n${requirement.id}`;
  if (outcome.kind !== 'fail') return `${outcomeMessage(row.outcome)}\n\n${clause}`;
  const findings = outcome.findings.map(({ message, instance, place }) =>
    [cutToBytes(message, 2_000), ...(instance ? [`  in the body at ${instance}`] : []), ...(place ? [`  in the description at ${place}`] : [])].join('\n'));
  const more = outcome.sites > outcome.findings.length ? `\n${outcome.sites} sites in all.` : '';
  const blame = blameText(blameOf({ finding: outcome.findings[0], requirements: [row], sites: outcome.sites }));
  // What must hold stands first of all where findings are so many that not all of them fit.
  return findings.join('\n').length > 4_000 ? `${clause}\n\n${findings.join('\n')}${more}` : `${findings.join('\n')}${more}\n${blame}\n\n${clause}`;
}

function outputOf(run: CollectedRun, row: JudgedRequirement): string {
  const ids = row.outcome.kind === 'fail' ? row.outcome.findings[0].evidence : row.evidence.slice(0, 2);
  return ids.map((id, index) => {
    const shown = run.exchange(id);
    if (!shown) return `Exchange ${id} stands in run.ndjson.`;
    const twin = index === 0 ? run.twin(id) : [];
    const difference = twin.length === 0 ? '' : `\n\nDifference from the request that is its positive control:\n${twin.join('\n')}`;
    const log = run.logOf(id).map((line) => `\n${line}`).join('');
    return `${index === 0 ? 'Deciding exchange' : 'Exchange'} ${id}, ${shown.purpose}\n${curlText(shown.curl)}${difference}\n\n${shown.request}\n\n${shown.answer}${log === '' ? '' : `\n\nLogged by the container at that time:${log}`}`;
  }).join('\n\n');
}
