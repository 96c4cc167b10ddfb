import { createHash } from 'node:crypto';
import type { CollectedRun, JudgedRequirement } from './collected-run.ts';
import { collectRun } from './collected-run.ts';
import type { Reporter } from './reporter.ts';
import { cutText } from './visible-text.ts';

/** Bytes of a message, which stands in one attribute. */
const longestMessage = 900;
const longestCase = 16 * 1024;
const longestOutput = 20 * 1024 * 1024;

/** JUnit XML in its strict flavour: one test case for each requirement. */
export const junit: Reporter = {
  id: 'junit',
  summary: 'JUnit XML, one test case for each requirement; for the test pages of CI systems',
  async *tell(events) {
    yield* xmlOf(await collectRun(events));
  },
};

interface Suite {
  readonly name: string;
  readonly rows: JudgedRequirement[];
}

function* xmlOf(run: CollectedRun): Iterable<string> {
  const suites = suitesOf(run.rows);
  const total = tally(run.rows);
  yield '<?xml version="1.0" encoding="UTF-8"?>\n';
  yield `<testsuites name="calico-conformance" tests="${run.rows.length}" failures="${total.failures}" errors="${total.errors}" time="${seconds(total.time)}">\n`;
  let output = 0;
  for (const { name, rows } of suites) {
    const { failures, errors, skipped, time } = tally(rows);
    const timestamp = run.started === undefined ? '' : ` timestamp="${attribute(run.started.startedAt.slice(0, 19))}"`;
    yield `  <testsuite name="${attribute(name)}" tests="${rows.length}" failures="${failures}" errors="${errors}" skipped="${skipped}" time="${seconds(time)}"${timestamp}>\n`;
    for (const row of rows) {
      const text = caseXml(run, row, output < longestOutput);
      output += text.length;
      yield text;
    }
    yield '  </testsuite>\n';
  }
  yield '</testsuites>\n';
}

/** One level of suites: the law and the group of operations that it was held against. */
function suitesOf(rows: readonly JudgedRequirement[]): readonly Suite[] {
  const suites = new Map<string, Suite>();
  for (const row of rows) {
    const { suite, tag } = row.requirement;
    const name = tag === undefined ? suite : `${suite}.${tag}`;
    const group = suites.get(name) ?? { name, rows: [] };
    suites.set(name, group);
    group.rows.push(row);
  }
  return [...suites.values()];
}

function tally(rows: readonly JudgedRequirement[]): { readonly failures: number; readonly errors: number; readonly skipped: number; readonly time: number } {
  let [failures, errors, skipped, time] = [0, 0, 0, 0];
  for (const row of rows) {
    const element = elementOf(row);
    if (element === 'failure') failures++;
    else if (element === 'error') errors++;
    else if (element === 'skipped') skipped++;
    time += row.durationMs;
  }
  return { failures, errors, skipped, time };
}

function elementOf({ outcome }: JudgedRequirement): 'failure' | 'error' | 'skipped' | undefined {
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

function caseXml(run: CollectedRun, row: JudgedRequirement, withOutput: boolean): string {
  const { requirement, durationMs } = row;
  const name = requirement.at === '' ? requirement.rule : `${requirement.rule} ${requirement.at}`;
  const head = `    <testcase classname="${attribute(classNameOf(row))}" name="${attribute(name)}" time="${seconds(durationMs)}"`;
  const element = elementOf(row);
  if (element === undefined) return `${head}/>\n`;
  const message = attribute(cutToBytes(carried(messageOf(row)).replaceAll(/\s+/g, ' '), longestMessage));
  if (element === 'skipped') return `${head}>\n      <skipped message="${message}"/>\n    </testcase>\n`;
  const output = withOutput ? outputOf(run, row) : 'The exchanges were left out: this file has 20 MB already. They are in run.ndjson.';
  const text = content(cutText(textOf(row), longestCase));
  return `${head}>\n      <${element} type="${attribute(requirement.rule)}" message="${message}">${text}</${element}>\n${
    output === '' ? '' : `      <system-out>${content(cutText(output, longestCase))}</system-out>\n`}    </testcase>\n`;
}

function classNameOf({ requirement: { suite, tag, operationId } }: JudgedRequirement): string {
  const word = (text: string): string => text.replaceAll(/[^A-Za-z0-9_]+/g, '_');
  return [word(suite), ...(tag === undefined ? [] : [word(tag)]), ...(operationId === undefined ? [] : [distinct(operationId, word(operationId))])].join('.');
}

/** `get-a` and `get_a` would be one class, and consumers drop a second case of the same name. */
function distinct(name: string, word: string): string {
  return name === word ? word : `${word}_${createHash('sha256').update(name).digest('hex').slice(0, 6)}`;
}

function messageOf({ outcome }: JudgedRequirement): string {
  switch (outcome.kind) {
    case 'fail':
    case 'waived':
      return outcome.findings[0].message;
    case 'stale-waiver':
      return `The waiver ${outcome.waiver.ticket} covers this, and it passes: remove the waiver.`;
    case 'error':
      return outcome.problem.what;
    case 'blocked':
      return `blocked: ${outcome.because}`;
    case 'not-run':
      return `not run: ${outcome.because}`;
    case 'not-applicable':
      return `not applicable: ${outcome.because}`;
    case 'pass':
      return '';
  }
}

function textOf(row: JudgedRequirement): string {
  const { requirement, outcome } = row;
  const clause = `${requirement.statement}\n${requirement.level}, ${requirement.clause.title}: ${requirement.clause.url}\n${requirement.id}`;
  if (outcome.kind !== 'fail') return `${messageOf(row)}\n\n${clause}`;
  const findings = outcome.findings.map(({ message, instance, place }) =>
    [message, ...(instance ? [`  in the body at ${instance}`] : []), ...(place ? [`  in the description at ${place}`] : [])].join('\n'));
  const more = outcome.sites > outcome.findings.length ? `\n${outcome.sites} sites in all.` : '';
  return `${findings.join('\n')}${more}\n\n${clause}`;
}

function outputOf(run: CollectedRun, row: JudgedRequirement): string {
  const ids = row.outcome.kind === 'fail' ? row.outcome.findings[0].evidence : row.evidence.slice(0, 2);
  return ids.flatMap((id, index) => {
    const shown = run.exchange(id);
    return shown ? [`${index === 0 ? 'Deciding exchange' : 'Positive control'} ${id}\n${shown.curl}\n\n${shown.request}\n\n${shown.answer}`] : [];
  }).join('\n\n');
}

function cutToBytes(text: string, most: number): string {
  if (Buffer.byteLength(text) <= most) return text;
  // What a cut leaves of a character in the middle is no character.
  const kept = Buffer.from(text).subarray(0, most).toString('utf8').replace(/\ufffd+$/, '');
  return `${kept}… (truncated ${Buffer.byteLength(text) - Buffer.byteLength(kept)} bytes)`;
}

function seconds(milliseconds: number): string {
  return (milliseconds / 1000).toFixed(3);
}

/** What XML 1.0 cannot carry, not even as a reference, is shown as `\u001b`; ANSI sequences lose their power with their first character. */
function carried(text: string): string {
  return text.replaceAll(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .replaceAll(/[\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

function content(text: string): string {
  return carried(text).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('\r', '&#13;');
}

function attribute(text: string): string {
  return content(text).replaceAll('"', '&quot;').replaceAll('\n', '&#10;').replaceAll('\t', '&#9;');
}
