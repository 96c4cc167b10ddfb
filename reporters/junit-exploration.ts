import type { Exploration, ExplorationFinding } from '../model/exploration.ts';
import type { CollectedRun } from './collected-run.ts';
import { curlText } from './curl.ts';
import { blocks, differenceOf, explorationSentence, sourceOf, weightOf } from './exploration-words.ts';
import { keptExchange, shownExchange } from './shown-exchange.ts';
import { attribute, contentWithin, lineWithin } from './xml-text.ts';

/** Bytes of a message, and of what stands beside it. */
const longestMessage = 900;
const longestOutput = 12 * 1024;

/** How many cases the suite of random cases has, and how many of them are failures: none, unless they count. */
export function explorationTally({ exploration }: CollectedRun): { readonly tests: number; readonly failures: number } {
  if (!exploration) return { tests: 0, failures: 0 };
  return { tests: exploration.findings.length, failures: exploration.findings.filter((finding) => blocks(finding, exploration)).length };
}

/** What is true of all random cases, as properties. */
export function explorationProperties({ exploration }: CollectedRun): readonly (readonly [name: string, value: string])[] {
  if (!exploration) return [];
  return [['exploration.cases', String(exploration.cases)], ['exploration.findings', String(exploration.findings.length)], ['exploration.counts', String(exploration.counts)]];
}

/** A suite of its own: each finding of random cases as a test case, skipped unless it counts. */
export function* explorationXml(run: CollectedRun): Iterable<string> {
  const { exploration, started } = run;
  if (!exploration || exploration.findings.length === 0) return;
  const { tests, failures } = explorationTally(run);
  const timestamp = started === undefined ? '' : ` timestamp="${attribute(started.startedAt.slice(0, 19))}"`;
  yield `  <testsuite name="exploration" tests="${tests}" failures="${failures}" errors="0" skipped="${tests - failures}" time="0.000"${timestamp}>\n`;
  for (const [index, finding] of exploration.findings.entries()) yield findingXml(finding, index + 1, exploration, started?.seed);
  yield '  </testsuite>\n';
}

function findingXml(found: ExplorationFinding, number: number, exploration: Exploration, seed: number | undefined): string {
  const { requirement, finding, exchange } = found;
  const { curl, request, answer } = shownExchange(keptExchange(exchange));
  const message = attribute(lineWithin(`${weightOf(found, exploration)}: ${finding.message}`, longestMessage));
  const clause = `${requirement.statement}\n${requirement.level}, ${requirement.clause.title}: ${requirement.clause.url}\n${requirement.id}`;
  const output = [finding.message, sourceOf(found), clause, ...differenceOf(found), curlText(curl), request, answer, explorationSentence(exploration, seed)].join('\n\n');
  const ending = blocks(found, exploration) ? `<failure type="${attribute(requirement.rule)}" message="${message}"/>` : `<skipped message="${message}"/>`;
  const operation = (requirement.operationId ?? 'api').replaceAll(/[^A-Za-z0-9_]+/g, '_');
  return [
    `    <testcase classname="exploration.${attribute(operation)}" name="${attribute(`${number}. ${requirement.rule} ${found.case.id}`)}" time="${(exchange.durationMs / 1000).toFixed(3)}">`,
    `      ${ending}`,
    `      <system-out>${contentWithin(output, longestOutput)}</system-out>`,
    '    </testcase>', '',
  ].join('\n');
}
