import { isFaulty, waiverTarget } from '../model/waiver.ts';
import type { CollectedRun } from './collected-run.ts';
import { standingLine } from './waiver-words.ts';
import { attribute, lineWithin } from './xml-text.ts';

/** Bytes of a message. */
const longestMessage = 900;

/** How many cases the suite of waivers has, and how many of them are failures. */
export function waiversTally({ waivers }: CollectedRun): { readonly tests: number; readonly failures: number } {
  return { tests: waivers.length, failures: waivers.filter(isFaulty).length };
}

/** A suite of its own: each waiver as a test case, which fails when it does not hold any more. */
export function* waiversXml(run: CollectedRun): Iterable<string> {
  const { waivers, started } = run;
  if (waivers.length === 0) return;
  const { tests, failures } = waiversTally(run);
  const timestamp = started === undefined ? '' : ` timestamp="${attribute(started.startedAt.slice(0, 19))}"`;
  yield `  <testsuite name="waivers" tests="${tests}" failures="${failures}" errors="0" skipped="0" time="0.000"${timestamp}>\n`;
  for (const [index, standing] of waivers.entries()) {
    const head = `    <testcase classname="waivers" name="${attribute(lineWithin(`${index + 1}. ${waiverTarget(standing.waiver)}`, 300))}" time="0.000"`;
    yield isFaulty(standing) ? `${head}>\n      <failure type="waiver-${standing.state}" message="${attribute(lineWithin(standingLine(standing), longestMessage))}"/>\n    </testcase>\n` : `${head}/>\n`;
  }
  yield '  </testsuite>\n';
}
