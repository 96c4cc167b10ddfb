import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Configuration } from '../config/configuration.ts';
import type { CredentialSettings } from '../engine/sending/credentials.ts';
import { fixedKeyring } from '../engine/sending/keyring.ts';
import type { KillMatrix } from '../model/kill-matrix.ts';
import type { Plan } from '../model/plan.ts';
import type { Problem } from '../model/problem.ts';
import type { Target } from '../model/target.ts';
import { killMatrixPage } from '../reporters/kill-matrix/kill-matrix-page.ts';
import { killMatrixText, scoreLine } from '../reporters/kill-matrix/kill-matrix-text.ts';
import { scoreOf } from '../reporters/kill-matrix/score.ts';
import { honestModel, type HonestServer } from '../selftest/honest-server.ts';
import { modelCredentials } from '../selftest/model-server/admission.ts';
import { modelUrl } from '../selftest/model-server/model-target.ts';
import { createModelServer } from '../selftest/model-server/model-server.ts';
import { selftest, type Progress } from '../selftest/selftest.ts';
import { httpTarget } from '../target/http-target.ts';
import { exitError } from './exit-codes.ts';
import { interrupts } from './interrupts.ts';
import type { Io } from './io.ts';
import { prepare, type Prepared } from './prepare.ts';
import { printProblems } from './print-problems.ts';
import { writeWhole, writingProblem } from './report-folder.ts';
import { runInput } from './run-input.ts';
import { suppliesOf } from './supplies.ts';

/** The files that a selftest leaves. */
const selftestFiles = { json: 'selftest.json', html: 'selftest.html' } as const;

/** What was asked for beside the configuration. */
export interface Proving {
  readonly quiet: boolean;
  /** Per cent of the lies that must be found out. */
  readonly threshold?: number;
  readonly sample?: number;
}

/** Lies that are told by silence take as long as this. */
const longestSilence = 4_000;

/** Sends the plan of a configuration to an honest server and to liars, leaves the kill matrix, and resolves with the exit code. */
export async function proveItself(configuration: Configuration, { quiet, threshold, sample }: Proving, io: Io): Promise<number> {
  // No target is asked: what the plan finds out does not depend on one.
  const { baseUrl: _, container: _container, ...own } = configuration;
  const prepared = await prepare(own, await suppliesOf(own));
  if (!prepared.ok) return printProblems(prepared.problems, io);
  const { signal, release } = interrupts(io);
  try {
    const { honest, credentials, plan } = own.description === undefined ? { ...(await reference(own)), plan: prepared.value.plan } : modelOf(prepared.value);
    const placeholder: Target = { kind: own.description === undefined ? 'embedded' : 'url', baseUrl: modelUrl, send: async () => { throw new Error('No target was opened.'); }, close: async () => undefined };
    const { target: _target, clock: _clock, restore: _restore, keyring: _keyring, minResponseCoverage: _least, ...run } = runInput(prepared.value, { target: placeholder, credentials, keyring: fixedKeyring(credentials) }, signal, io);
    const show = progressOn(io, quiet);
    const matrix = await selftest({
      run: { ...run, plan, redact: (exchange) => exchange }, flows: prepared.value.flows, answers: prepared.value.schemas, honest,
      ...(sample !== undefined && { sample }), concurrency: honest.kind === 'reference' ? 2 : 1, onProgress: show.progress,
    });
    show.end();
    const trouble = await leave(resolve(io.folder, own.output), matrix, own.output);
    if (trouble) {
      printProblems([trouble], io);
      return exitError;
    }
    io.stdout.write(quiet ? `${scoreLine(matrix)}\n` : `${killMatrixText(matrix)}Reports in ${own.output}/: ${Object.values(selftestFiles).join(', ')}\n`);
    return exitCodeOf(matrix, threshold);
  } finally {
    release();
  }
}

/** The server that is made from a description, and the credentials that it knows. */
function modelOf({ description, requestSchemas, schemas, plan, supplies, flows }: Prepared): { readonly honest: HonestServer; readonly plan: Plan; readonly credentials: CredentialSettings } {
  // Flows that somebody wrote know what an API means, which no description says.
  const written = new Map([...plan.requirements].filter(({ rule }) => flows.some(({ id, steps }) => id === rule && steps.some((step) => step.rule === undefined))).map(({ id }) => [id, 'What it means is not in the description, so no server can be made that keeps to it.'] as const));
  const model = createModelServer({ description, requests: requestSchemas, answers: schemas, seed: plan.seed }, plan.captures);
  return { honest: honestModel(model), plan: { ...plan, withheld: new Map([...plan.withheld, ...written]) }, credentials: modelCredentials(description, supplies.actors) };
}

/** The reference backend with its named lies; each is started anew, because some change what it keeps. */
async function reference({ timeoutMs, maxBodyBytes, concurrency }: Configuration): Promise<{ readonly honest: HonestServer; readonly credentials: CredentialSettings }> {
  const { faults, startReference } = await import('../reference/server.ts');
  const { tokens } = await import('../reference/tokens.ts');
  const open = async (fault?: string): Promise<Target> => {
    const started = await startReference({ port: 0, ...(fault !== undefined && { fault }) });
    const target = httpTarget({ baseUrl: started.url, kind: 'embedded', timeoutMs: fault === undefined ? timeoutMs : Math.min(timeoutMs, longestSilence), maxBodyBytes, connections: concurrency });
    return {
      ...target,
      close: async () => {
        await target.close();
        await started.close();
      },
    };
  };
  return {
    honest: { kind: 'reference', open: () => open(), lies: Object.values(faults).map(({ id, lie, caughtBy }) => ({ id, lie, caughtBy, open: () => open(id) })) },
    credentials: { schemes: {}, headers: [], token: tokens.owner, others: { expired: { token: tokens.expired }, 'other-tenant': { token: tokens.other }, 'read-only': { token: tokens.readOnly } } },
  };
}

async function leave(folder: string, matrix: KillMatrix, shown: string): Promise<Problem | undefined> {
  try {
    await mkdir(folder, { recursive: true });
    await writeWhole(join(folder, selftestFiles.json), [`${JSON.stringify({ ...matrix, score: scoreOf(matrix) }, null, 1)}\n`]);
    await writeWhole(join(folder, selftestFiles.html), killMatrixPage(matrix));
    return undefined;
  } catch (error) {
    const problem = writingProblem(error, shown);
    if (!problem) throw error;
    return problem;
  }
}

/** Green only where something was tried, on a server that was honest, and enough was found out. */
function exitCodeOf({ interrupted, honest, ...matrix }: KillMatrix, threshold: number | undefined): number {
  const { perCent } = scoreOf(matrix);
  if (interrupted) return exitError;
  if (perCent === undefined || honest.verdict === 'ERROR' || honest.verdict === 'NON_CONFORMANT') return 2;
  return threshold !== undefined && perCent < threshold ? 1 : 0;
}

function progressOn({ stderr }: Io, quiet: boolean): { progress(progress: Progress): void; end(): void } {
  if (quiet || !stderr.isTerminal) return { progress: () => undefined, end: () => undefined };
  let shownAt = 0;
  return {
    progress({ requirements: { done, all }, tried, survived }) {
      const now = Date.now();
      if (now - shownAt < 200) return;
      shownAt = now;
      stderr.write(`\r${done} of ${all} requirements, ${tried} lies, ${survived} survived `);
    },
    end: () => stderr.write(`\r${' '.repeat(70)}\r`),
  };
}
