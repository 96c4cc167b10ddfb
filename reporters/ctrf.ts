import type { Outcome, OutcomeKind } from '../model/outcome.ts';
import type { CollectedRun, JudgedRequirement } from './collected-run.ts';
import { curlText } from './curl.ts';
import { jsonText } from './json-text.ts';
import { outcomeMessage } from './outcome-words.ts';
import { wholeRunReporter } from './reporter.ts';
import { cutText } from './visible-text.ts';

type Status = 'passed' | 'failed' | 'skipped' | 'pending' | 'other';

/** `other` is what could not be decided for reasons of ours; the outcome itself stands in `rawStatus`. */
const statusOf: Readonly<Record<OutcomeKind, Status>> = {
  pass: 'passed', fail: 'failed', 'stale-waiver': 'failed', error: 'other', blocked: 'other', 'not-run': 'pending', 'not-applicable': 'skipped', waived: 'skipped',
};
/** Tests from which on evidence is left out, so that the file stays one that pages can take. */
const mostEvidence = 500;

/** The Common Test Report Format: one test for each requirement. */
export const ctrf = wholeRunReporter('ctrf', 'Common Test Report Format (CTRF), one test for each requirement', textOf);

function* textOf(run: CollectedRun): Iterable<string> {
  const { rows, started, finished } = run;
  const start = started === undefined ? 0 : Date.parse(started.startedAt);
  const count = (status: Status): number => rows.filter(({ outcome }) => statusOf[outcome.kind] === status).length;
  const stop = finished === undefined ? start : Date.parse(finished.finishedAt);
  yield `{"reportFormat":"CTRF","specVersion":"0.0.0","generatedBy":"calico-conformance",${started === undefined ? '' : `"runId":${jsonText(started.runId)},"timestamp":${jsonText(started.startedAt)},`}"results":{\n`;
  yield `"tool":${jsonText({ name: 'calico-conformance', ...(started && { version: started.suite.version }) })},\n`;
  yield `"summary":${jsonText({
    tests: rows.length, passed: count('passed'), failed: count('failed'), skipped: count('skipped'), pending: count('pending'), other: count('other'),
    suites: new Set(rows.map(suiteOf)).size, start, stop, extra: { verdict: run.verdict, because: run.because, ...(finished && { exitCode: finished.exitCode }) },
  })},\n"tests":[\n`;
  let shown = 0;
  for (const [index, row] of rows.entries()) yield `${index === 0 ? '' : ',\n'}${jsonText(testOf(run, row, row.outcome.kind === 'fail' && ++shown <= mostEvidence))}`;
  yield `\n]${started === undefined ? '' : `,\n"environment":${jsonText({ appName: started.description.title, appVersion: started.description.version, extra: { target: started.target.baseUrl, profile: started.profile, planDigest: started.planDigest, seed: started.seed } })}`}\n}}\n`;
}

function testOf(run: CollectedRun, { requirement, outcome, binding, durationMs, evidence }: JudgedRequirement, full: boolean): object {
  const message = outcomeMessage(outcome);
  const shown = full && evidence[0] !== undefined ? run.exchange(evidence[0]) : undefined;
  return {
    // Names of tests must not be empty, and nothing in a requirement is.
    name: requirement.id, status: statusOf[outcome.kind], rawStatus: outcome.kind, duration: Math.round(durationMs), suite: suiteOf({ requirement }),
    ...(message !== '' && { message: cutText(message, 2_000) }),
    ...(outcome.kind === 'fail' && { trace: traceOf(outcome, shown?.answer) }),
    ...(shown && { stdout: [cutText(shown.request, 4_000), curlText(shown.curl)] }),
    type: 'api', tags: [requirement.level, requirement.rule, ...(requirement.tag === undefined ? [] : [requirement.tag])],
    extra: { statement: requirement.statement, clause: requirement.clause.url, provenance: requirement.provenance, binding, ...(requirement.place !== undefined && { place: requirement.place }) },
  };
}

function traceOf({ findings }: Extract<Outcome, { kind: 'fail' }>, answer: string | undefined): string {
  return [...findings.map(({ message }) => cutText(message, 1_000)), ...(answer === undefined ? [] : ['', cutText(answer, 4_000)])].join('\n');
}

function suiteOf({ requirement: { suite, tag, operationId } }: Pick<JudgedRequirement, 'requirement'>): string[] {
  return [suite, ...(tag === undefined ? [] : [tag]), ...(operationId === undefined ? [] : [operationId])];
}
