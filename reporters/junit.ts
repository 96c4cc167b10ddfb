import type { Extent } from '../model/coverage.ts';
import type { CollectedRun, JudgedRequirement } from './collected-run.ts';
import { coverageKinds } from './coverage-words.ts';
import { explorationProperties, explorationTally, explorationXml } from './junit-exploration.ts';
import { caseXml, elementOf, seconds } from './junit-case.ts';
import type { JunitFlavour } from './junit-case.ts';
import { waiversTally, waiversXml } from './junit-waivers.ts';
import type { TellOptions } from './reporter.ts';
import { wholeRunReporter } from './reporter.ts';
import { attribute } from './xml-text.ts';

/** Bytes of the file from which on cases are told by their messages alone. */
const longestFile = 20 * 1024 * 1024 - 64 * 1024;

/** JUnit XML in its strict flavour: one test case for each requirement, valid against the published schema. */
export const junit = wholeRunReporter('junit', 'JUnit XML, one test case for each requirement; for the test pages of CI systems', (run, options) => xmlOf(run, 'strict', options));

/** The same with places in the description and properties of cases. */
export const junitRich = wholeRunReporter('junit-rich', 'JUnit XML with file, line and properties, which some consumers read and the schema does not know', (run, options) => xmlOf(run, 'rich', options));

interface Suite {
  readonly name: string;
  readonly rows: JudgedRequirement[];
}

function* xmlOf(run: CollectedRun, flavour: JunitFlavour, { lineOf }: TellOptions): Iterable<string> {
  const total = tally(run.rows);
  const explored = explorationTally(run);
  const waived = waiversTally(run);
  yield '<?xml version="1.0" encoding="UTF-8"?>\n';
  yield `<testsuites name="calico-conformance" tests="${run.rows.length + explored.tests + waived.tests}" failures="${total.failures + explored.failures + waived.failures}" errors="${total.errors}" time="${seconds(total.time)}">\n`;
  let bytes = 0;
  for (const [index, { name, rows }] of suitesOf(run.rows).entries()) {
    const { failures, errors, skipped, time } = tally(rows);
    const timestamp = run.started === undefined ? '' : ` timestamp="${attribute(run.started.startedAt.slice(0, 19))}"`;
    yield `  <testsuite name="${attribute(name)}" tests="${rows.length}" failures="${failures}" errors="${errors}" skipped="${skipped}" time="${seconds(time)}"${timestamp}>\n`;
    // The format has no place above suites: what is true of the whole run stands in its first one.
    if (index === 0) yield propertiesXml(run);
    for (const row of rows) {
      const text = caseXml(run, row, bytes > longestFile, flavour, lineOf);
      bytes += Buffer.byteLength(text);
      yield text;
    }
    yield '  </testsuite>\n';
  }
  yield* explorationXml(run);
  yield* waiversXml(run);
  yield '</testsuites>\n';
}

function propertiesXml(run: CollectedRun): string {
  const properties = [...insecureProperty(run), ...coverageProperties(run), ...explorationProperties(run)];
  return properties.length === 0 ? '' : `    <properties>\n${properties.map(([name, value]) => `      <property name="${name}" value="${value}"/>\n`).join('')}    </properties>\n`;
}

function insecureProperty({ started }: CollectedRun): readonly (readonly [name: string, value: string])[] {
  return started?.target.network?.insecure ? [['INSECURE', 'the certificate of the target was not checked']] : [];
}

function coverageProperties({ coverage }: CollectedRun): readonly (readonly [name: string, value: string])[] {
  if (!coverage) return [];
  const extents: readonly (readonly [string, Extent])[] = [['response-coverage', coverage], ...coverageKinds.map(([kind]) => [`response-coverage.${kind}`, coverage.kinds[kind]] as const)];
  return extents.map(([name, { seen, total }]) => [name, `${seen}/${total}`]);
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
