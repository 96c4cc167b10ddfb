import { open } from 'node:fs/promises';
import { resolve } from 'node:path';
import { openBundle } from '../certify/bundle.ts';
import { readEvidence } from '../certify/evidence.ts';
import type { Result } from '../model/problem.ts';
import { comparedRun, compareRuns, type ComparedRow, type ComparedRun, type Comparison } from '../reporters/comparison/comparison.ts';
import { comparisonPage } from '../reporters/comparison/comparison-page.ts';
import { comparisonText } from '../reporters/comparison/comparison-text.ts';
import { findRecord } from './find-record.ts';
import type { Io } from './io.ts';
import { printProblems } from './print-problems.ts';
import { readGiven } from './read-files.ts';
import { readRecord, type RecordFault } from './read-record.ts';
import { writeWhole, writingProblem } from './report-folder.ts';

/** Compares runs, and resolves with 1 where something that held in the first fails in a later one. */
export async function compareFiles(names: readonly string[], { json, html }: { readonly json: boolean; readonly html?: string }, io: Io): Promise<number> {
  const runs: ComparedRun[] = [];
  for (const name of names) {
    const run = await runIn(name, io);
    if (!run.ok) return printProblems(run.problems, io);
    runs.push(run.value);
  }
  const comparison = compareRuns(runs);
  if (comparison.differing.concat(comparison.alike).every(({ cells }) => cells.filter((cell) => cell !== undefined).length < 2)) {
    return printProblems([{ code: 'NOTHING_IN_COMMON', what: 'No requirement is in two of these runs, so there is nothing to compare.', fix: 'Compare runs by the same description.' }], io);
  }
  if (html !== undefined) {
    try {
      await writeWhole(resolve(io.folder, html), comparisonPage(comparison));
    } catch (error) {
      const problem = writingProblem(error, html);
      if (!problem) throw error;
      return printProblems([{ ...problem, what: problem.what.replace('The reports', 'The page'), fix: 'Name another file with --html.' }], io);
    }
  }
  io.stdout.write(json ? `${JSON.stringify(asJson(comparison), undefined, 2)}\n` : `${comparisonText(comparison)}${html === undefined ? '' : `Wrote ${html}.\n`}`);
  return comparison.worse.length > 0 ? 1 : 0;
}

async function runIn(name: string, io: Io): Promise<Result<ComparedRun>> {
  const unreadable = { ok: false, problems: [{ code: 'RECORD_UNREADABLE', what: 'This is no record of a run.', where: { file: name }, fix: 'Name a run.ndjson, the folder with it, or a bundle.' }] } as const;
  if (await isArchive(resolve(io.folder, name))) {
    const archive = await readGiven(name, 'bundle', io);
    const bundle = archive.ok ? openBundle(archive.value) : archive;
    const evidence = bundle.ok ? readEvidence(bundle.value.of('record')) : bundle;
    if (!evidence.ok) return { ok: false, problems: [{ ...evidence.problems[0], where: { file: name } }] };
    const run = await comparedRun(name, evidence.value.events);
    return run ? { ok: true, value: run } : unreadable;
  }
  const found = await findRecord(name, io.folder);
  if (!found.ok) return found;
  const faults: RecordFault[] = [];
  const run = await comparedRun(name, readRecord(found.value, (fault) => faults.push(fault)));
  // A run that was cut off is told as such; one that was changed is not told at all.
  const changed = faults.find(({ code }) => code !== 'RECORD_TRUNCATED');
  if (changed) return { ok: false, problems: [{ code: changed.code, what: changed.what, where: { file: name, line: changed.line }, fix: 'Compare records as runs left them.' }] };
  return run ? { ok: true, value: run } : unreadable;
}

/** Whether a file begins as gzip does. */
async function isArchive(path: string): Promise<boolean> {
  const file = await open(path).catch(() => undefined);
  if (!file) return false;
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(2), 0, 2, 0);
    return bytesRead === 2 && buffer[0] === 0x1f && buffer[1] === 0x8b;
  } catch {
    return false;
  } finally {
    await file.close();
  }
}

function asJson({ runs, differing, alike, worse, better, reservations }: Comparison): object {
  const idsOf = (rows: readonly ComparedRow[]): readonly string[] => rows.map(({ requirement }) => requirement.id);
  return {
    runs: runs.map(({ name, started, finished }) => ({ name, verdict: finished?.verdict ?? 'ERROR', target: started.target.baseUrl, startedAt: started.startedAt, profile: started.profile })),
    reservations, alike: alike.length, worse: idsOf(worse), better: idsOf(better),
    differing: differing.map(({ requirement, cells }) => ({ requirement: requirement.id, outcomes: cells.map((cell) => cell?.kind ?? null) })),
  };
}
