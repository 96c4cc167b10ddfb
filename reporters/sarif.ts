import { createHash } from 'node:crypto';
import type { Finding } from '../model/outcome.ts';
import { blameOf, blameText } from './blame.ts';
import type { CollectedRun, JudgedRequirement } from './collected-run.ts';
import { curlText } from './curl.ts';
import { jsonText } from './json-text.ts';
import type { TellOptions } from './reporter.ts';
import { wholeRunReporter } from './reporter.ts';
import { cutText, visibleLine } from './visible-text.ts';

/** Code-scanning pages show no more of one run. */
const mostResults = 5_000;
const mostPlaces = 10;

/** SARIF 2.1.0: what failed, at the line of the description that promises otherwise. */
export const sarif = wholeRunReporter('sarif', 'SARIF 2.1.0, findings at the lines of the description that they contradict', textOf);

function* textOf(run: CollectedRun, { lineOf }: TellOptions): Iterable<string> {
  const { started, finished } = run;
  const failed = run.rows.filter(({ outcome }) => outcome.kind === 'fail').toSorted((a, b) => weight(b) - weight(a)).slice(0, mostResults);
  const rules = [...new Map(failed.map((row) => [row.requirement.rule, row])).values()];
  yield '{"$schema":"https://json.schemastore.org/sarif-2.1.0.json","version":"2.1.0","runs":[{\n';
  yield `"tool":{"driver":${jsonText({ name: 'calico-conformance', ...(started && { semanticVersion: started.suite.version }), rules: rules.map(ruleOf) })}},\n`;
  yield `"invocations":[${jsonText({
    executionSuccessful: finished !== undefined && !finished.interrupted && run.problems.length === 0,
    ...(finished && { exitCode: finished.exitCode, endTimeUtc: finished.finishedAt }), ...(started && { startTimeUtc: started.startedAt }),
    toolExecutionNotifications: [
      { level: run.verdict === 'CONFORMANT' ? 'note' : 'warning', message: { text: `${run.verdict}: ${run.because}${finished ? '' : ' The run ended before this was decided.'}` } },
      ...run.problems.map(({ code, what }) => ({ level: 'error', descriptor: { id: code }, message: { text: cutText(what, 1_000) } })),
    ],
  })}],\n"columnKind":"utf16CodeUnits",\n"results":[\n`;
  for (const [index, row] of failed.entries()) yield `${index === 0 ? '' : ',\n'}${jsonText(resultOf(run, row, rules.findIndex(({ requirement }) => requirement.rule === row.requirement.rule), lineOf))}`;
  yield `\n]${started === undefined ? '' : `,\n"properties":${jsonText({ verdict: run.verdict, target: started.target.baseUrl, profile: started.profile, planDigest: started.planDigest })}`}\n}]}\n`;
}

function ruleOf({ requirement: { rule, clause, level } }: JudgedRequirement): object {
  return {
    id: rule, name: rule, shortDescription: { text: `${rule}: ${clause.title}` }, helpUri: linkTo(clause.url),
    help: { text: `calico-conformance requirements explain ${rule}` }, defaultConfiguration: { level: level === 'MUST' ? 'error' : 'warning' },
  };
}

function resultOf(run: CollectedRun, row: JudgedRequirement, ruleIndex: number, lineOf: TellOptions['lineOf']): object {
  const { requirement, outcome, binding, evidence } = row;
  const findings = outcome.kind === 'fail' ? outcome.findings : [];
  const [first] = findings;
  const shown = evidence[0] === undefined ? undefined : run.exchange(evidence[0]);
  const blame = first && outcome.kind === 'fail' ? ` ${blameText(blameOf({ finding: first, requirements: [row], sites: outcome.sites }))}` : '';
  return {
    ruleId: requirement.rule, ruleIndex, kind: 'fail', level: requirement.level === 'MAY' ? 'note' : binding ? 'error' : 'warning',
    message: { text: cutText(`${findings.slice(0, 5).map(({ message }) => message).join('\n')}${blame}`, 4_000) },
    locations: placesOf(row, findings).slice(0, mostPlaces).map((place) => locationOf(place, row, lineOf, run)),
    partialFingerprints: { 'requirement/v1': createHash('sha256').update(requirement.id).digest('hex').slice(0, 32) },
    properties: { requirement: requirement.id, level: requirement.level, binding, provenance: requirement.provenance, clause: requirement.clause.url, ...(shown && { curl: cutText(curlText(shown.curl), 4_000) }) },
  };
}

/** Where the description stands that is contradicted: of the findings, or of the requirement itself. */
function placesOf({ requirement }: JudgedRequirement, findings: readonly Finding[]): readonly string[] {
  const places = [...new Set(findings.flatMap(({ place }) => place ?? []))];
  return places.length > 0 ? places : [requirement.place ?? ''];
}

function locationOf(place: string, { requirement }: JudgedRequirement, lineOf: TellOptions['lineOf'], { started }: CollectedRun): object {
  const [, file, pointer] = /^([^#]*)#(.*)$/s.exec(place) ?? [];
  const line = file === undefined ? lineOf?.(place) : undefined;
  return {
    physicalLocation: { artifactLocation: { uri: uriOf(file ?? started?.description.source ?? 'description') }, ...(line !== undefined && { region: { startLine: line } }) },
    logicalLocations: [{ fullyQualifiedName: pointer ?? place, name: requirement.operationId ?? requirement.rule, kind: 'member' }],
  };
}

/** A reference to a file or a URL, whatever characters its name has. */
function uriOf(source: string): string {
  const text = source.replaceAll('\\', '/');
  try {
    return encodeURI(decodeURI(text)).replaceAll('#', '%23');
  } catch {
    return encodeURIComponent(visibleLine(text));
  }
}

function linkTo(url: string): string {
  return /^https?:\/\/[^\s<>"{}|\\^`]+$/.test(url) ? url : 'https://spec.openapis.org/oas/latest.html';
}

function weight({ binding, requirement: { level } }: JudgedRequirement): number {
  return binding ? 3 : level === 'MUST' ? 2 : level === 'SHOULD' ? 1 : 0;
}
