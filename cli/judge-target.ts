import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Challenge } from '../certify/challenge.ts';
import type { Configuration } from '../config/configuration.ts';
import { listed } from '../config/near-names.ts';
import type { Redactor } from '../engine/redaction.ts';
import { run, type RunInput } from '../engine/run.ts';
import { exitCodeFor } from '../engine/verdict.ts';
import type { KnownFinding } from '../model/known-finding.ts';
import type { Problem, Result } from '../model/problem.ts';
import type { RunEvent } from '../model/run-event.ts';
import type { Shard } from '../model/shard.ts';
import { interrupts } from './interrupts.ts';
import type { Io } from './io.ts';
import { openContainerLog } from './container-log-file.ts';
import { leaveReports, type Telling } from './leave-reports.ts';
import { logEvidence, type LogEvidence } from './log-evidence.ts';
import { notOpened, openTarget, redactorOf, type OpenTarget } from './open-target.ts';
import { prepare, type Prepared } from './prepare.ts';
import { printProblems } from './print-problems.ts';
import { containerLogFile, prepareFolder, reportFiles, secondOpinionFile, writeWhole } from './report-folder.ts';
import { runInput, type Circumstances } from './run-input.ts';
import { figureBeside } from './selftest-figure.ts';
import { suppliesOf } from './supplies.ts';

/** What a run is to prove to others, and what it leaves to them. */
export interface Proof {
  /** File of the bundle, as the user named it. */
  readonly bundle?: string;
  readonly challenge?: Challenge;
  readonly shard?: Shard;
}

/** Judges the target that the configuration names, leaves the reports, and resolves with the exit code. */
export async function judgeTarget(configuration: Configuration, telling: Telling, io: Io, proof: Proof = {}): Promise<number> {
  if (configuration.baseUrl === undefined && !configuration.container && configuration.description !== undefined) {
    return printProblems([await nothingToJudge(configuration)], io);
  }
  const { signal, release } = interrupts(io);
  try {
    const prepared = await prepare(configuration, await suppliesOf(configuration));
    if (!prepared.ok) return printProblems(prepared.problems, io);
    const known = await knownFindings(configuration, io);
    if (known && !known.ok) return printProblems(known.problems, io);
    const waivers = configuration.waivers === undefined ? undefined : await (await import('./read-waivers.ts')).waiversFor(prepared.value, io);
    if (waivers && !waivers.ok) return printProblems(waivers.problems, io);
    const folder = resolve(io.folder, configuration.output);
    const ready = await prepareFolder(folder, configuration.output);
    if (!ready.ok) return printProblems(ready.problems, io);
    const unfit = proof.bundle === undefined ? undefined : await (await import('./write-bundle.ts')).unbundleable(prepared.value);
    if (unfit) return printProblems([unfit], io);
    return await judgeOpened(folder, prepared.value, { known: known?.value, waivers: waivers?.value }, telling, signal, io, proof);
  } finally {
    release();
  }
}

/** Opens the target, and closes it whatever happens. */
async function judgeOpened(folder: string, prepared: Prepared, letPass: Pick<Circumstances, 'known' | 'waivers'>, telling: Telling, signal: AbortSignal, io: Io, { bundle, challenge, shard }: Proof): Promise<number> {
  const { configuration } = prepared;
  const redactor = redactorOf(configuration);
  const log = configuration.container && openContainerLog(join(folder, containerLogFile));
  try {
    const opened = await openTarget(configuration, signal, io, { onLine: (line) => log?.write(line), redact: redactor.redactText });
    if (!opened.ok) return notOpened(opened.problems, io);
    try {
      const judge = async (): Promise<number> => judgeInto(folder, prepared, { ...letPass, redactor, challenge, shard, selftest: await figureBeside(folder, { rulesetDigest: prepared.plan.rulesetDigest, descriptionDigest: prepared.description.bundledDigest, profile: configuration.profile.id }) }, opened.value, telling, signal, io);
      if (bundle === undefined) return await judge();
      const { judgeIntoBundle } = await import('./judge-into-bundle.ts');
      return await judgeIntoBundle(bundle, join(folder, reportFiles.record), prepared, opened.value, judge, io);
    } finally {
      await opened.value.close();
    }
  } finally {
    log?.close();
  }
}

async function judgeInto(folder: string, prepared: Prepared, given: Circumstances & { readonly redactor: Redactor }, opened: OpenTarget, telling: Telling, signal: AbortSignal, io: Io): Promise<number> {
  const { configuration } = prepared;
  const input: RunInput = { ...runInput(prepared, opened, signal, io, given), ...exploring(prepared) };
  const last = await leaveReports(withLastWords(run(input), opened, folder), folder, configuration, telling, io);
  if (configuration.secondOpinion !== undefined && last?.event === 'run-finished' && last.verdict !== 'ERROR') await askAnother(folder, input, io);
  return exitCodeFor(last);
}

/** A container is asked for its last words before the run is over. */
async function* withLastWords(events: AsyncIterable<RunEvent>, opened: OpenTarget, folder: string): AsyncIterable<RunEvent> {
  const evidence = opened.container && logEvidence();
  for await (const event of events) {
    evidence?.hear(event);
    if (event.event === 'run-finished') yield* await lastOf(opened, evidence, folder);
    yield event;
  }
}

/** What there is to say about a container before the run is over: what it logged beside findings, and that it ended. */
async function lastOf({ container }: OpenTarget, evidence: LogEvidence | undefined, folder: string): Promise<readonly RunEvent[]> {
  if (!container || !evidence) return [];
  const ended = await container.ended();
  return [...(await evidence.found(join(folder, containerLogFile))), ...(ended ? [{ event: 'problem', problem: ended } as const] : [])];
}

/** Asks Dredd about the same answers. Whatever it says, or fails to say, the verdict stays. */
async function askAnother(folder: string, input: RunInput, io: Io): Promise<void> {
  const { secondOpinion, secondOpinionPage, secondOpinionText } = await import('./second-opinion.ts');
  const opinion = await secondOpinion(join(folder, reportFiles.record), input, io.folder);
  if (!opinion.ok) {
    printProblems(opinion.problems, io);
    return;
  }
  await writeWhole(join(folder, secondOpinionFile), [secondOpinionPage(opinion.value)]);
  io.stdout.write(secondOpinionText(opinion.value));
}

/** Random cases are sent where a run is asked for, and nowhere else. */
function exploring({ configuration: { explore, exploreAffectsVerdict }, requestSchemas, selection }: Prepared): Pick<RunInput, 'explore'> {
  if (explore === 0) return {};
  return { explore: { cases: explore, counts: exploreAffectsVerdict, schemas: requestSchemas, ...(selection.active && { selects: (requirement) => selection.requirement(requirement) }) } };
}

/** The findings that the configuration lets pass. */
async function knownFindings({ baseline }: Configuration, io: Io): Promise<Result<readonly KnownFinding[]> | undefined> {
  if (baseline === undefined) return undefined;
  const { readBaseline } = await import('../config/baseline-file.ts');
  const text = await readFile(resolve(io.folder, baseline), 'utf8').catch((error: unknown) => error as NodeJS.ErrnoException);
  if (typeof text === 'string') return readBaseline(text, baseline);
  return { ok: false, problems: [{ code: 'BASELINE_UNREADABLE', what: `The baseline cannot be read (${text.code ?? text.message}).`, where: { file: baseline }, fix: `Check the path, or write one: calico-conformance baseline --write ${baseline}` }] };
}

async function nothingToJudge({ description = '', safeOperations, overlays }: Configuration): Promise<Problem> {
  const { readDescription } = await import('../spec/read-description.ts');
  const read = await readDescription(description, { safeOperations, overlays });
  if (!read.ok) return read.problems[0];
  const servers = read.value.servers.filter((url) => /^https?:/i.test(url));
  return {
    code: 'BASE_URL_MISSING', what: 'A description is given, but no API to judge by it.',
    fix: servers.length > 0 ? `Add --base-url; the description names ${listed(servers)}.` : 'Add --base-url http://...',
  };
}
