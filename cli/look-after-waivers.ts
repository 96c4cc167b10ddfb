import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { amendedWaivers, emptyWaivers, readWaivers, type ProposedWaiver } from '../config/waivers-file.ts';
import { covers, waiverBook } from '../engine/waivers.ts';
import type { Result } from '../model/problem.ts';
import { isFaulty, waiverTarget, type WaiverEntry, type WaiverStanding } from '../model/waiver.ts';
import { collectRun, type CollectedRun } from '../reporters/collected-run.ts';
import { outcomeMessage } from '../reporters/outcome-words.ts';
import { visibleLine } from '../reporters/visible-text.ts';
import { answerable, standingSentence, stateWords } from '../reporters/waiver-words.ts';
import { exitError } from './exit-codes.ts';
import { findRecord } from './find-record.ts';
import type { Io } from './io.ts';
import { printProblems } from './print-problems.ts';
import { readRecord, type RecordFault } from './read-record.ts';
import { waiversText } from './read-waivers.ts';
import { writeWhole, writingProblem } from './report-folder.ts';
import { wrapped } from './wrapped.ts';

/** Says which waivers hold today, by what the record shows. Exits with 1 when one does not. */
export async function checkWaivers(file: string, record: string, json: boolean, io: Io): Promise<number> {
  const text = await waiversText(file, io);
  if (!text.ok) return printProblems(text.problems, io);
  const waivers = readWaivers(text.value, file);
  if (!waivers.ok) return printProblems(waivers.problems, io);
  const run = await recordedRun(record, io);
  if (!run.ok) return printProblems(run.problems, io);
  const standings = standingsOf(waivers.value, run.value);
  const holding = standings.filter((standing) => !isFaulty(standing));
  if (json) io.stdout.write(`${JSON.stringify(standings, undefined, 2)}\n`);
  else {
    for (const standing of standings) io.stdout.write(linesOf(standing));
    io.stdout.write(`${holding.length} of ${standings.length} waiver${standings.length === 1 ? '' : 's'} hold${standings.length === 1 ? 's' : ''} today.\n`);
  }
  return holding.length === standings.length ? 0 : 1;
}

/** Takes out what nobody needs any more, and proposes entries for what fails. It approves nothing. */
export async function updateWaivers(file: string, record: string, io: Io): Promise<number> {
  const path = resolve(io.folder, file);
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => (error.code === 'ENOENT' ? emptyWaivers : undefined));
  if (text === undefined) return printProblems([{ code: 'WAIVERS_UNREADABLE', what: 'The waivers cannot be read.', where: { file }, fix: 'Check the path.' }], io);
  const waivers = readWaivers(text, file);
  if (!waivers.ok) return printProblems(waivers.problems, io);
  const run = await recordedRun(record, io);
  if (!run.ok) return printProblems(run.problems, io);
  if (run.value.finished === undefined || run.value.finished.interrupted) {
    printProblems([{ code: 'RECORD_TRUNCATED', what: 'The run did not end, so nobody can know what fails.', where: { file: record }, fix: 'Run it again, to its end.' }], io);
    return exitError;
  }
  const stale = standingsOf(waivers.value, run.value).flatMap(({ state }, index) => (state === 'stale' ? [index] : []));
  const proposed = run.value.rows.flatMap(({ requirement, outcome, binding }): readonly ProposedWaiver[] =>
    (outcome.kind === 'fail' && binding && !waivers.value.some((waiver) => covers(waiver, requirement)) ? [{ requirement: requirement.id, message: visibleLine(outcomeMessage(outcome)) }] : []));
  const amended = amendedWaivers(text, file, stale, proposed);
  if (!amended.ok) return printProblems(amended.problems, io);
  try {
    await writeWhole(path, [amended.value]);
  } catch (error) {
    const problem = writingProblem(error, file);
    if (!problem) throw error;
    return printProblems([{ ...problem, what: problem.what.replace('The reports', 'The waivers'), fix: 'Name another file with --waivers.' }], io);
  }
  const removed = stale.flatMap((index) => waivers.value[index] ?? []);
  io.stdout.write([
    `Wrote ${file}: ${proposed.length} proposed, ${removed.length} taken out because nothing that ${removed.length === 1 ? 'it covers' : 'they cover'} fails any more.`,
    ...removed.map((waiver) => `  out  ${waiverTarget(waiver)}`),
    ...(proposed.length > 0 ? ['A proposal approves nothing: runs with this file fail until a person has filled in', 'its reason, ticket, owner and expires, or has taken it out and mended the API.'] : []),
  ].map((line) => `${visibleLine(line)}\n`).join(''));
  return 0;
}

/** By today, and by the outcomes as they were before anything was let pass. */
function standingsOf(waivers: readonly WaiverEntry[], { rows }: CollectedRun): readonly WaiverStanding[] {
  return waiverBook(waivers, rows.map(({ requirement, outcome }) => ({ requirement, kind: outcome.kind })), new Date().toISOString().slice(0, 10)).standings;
}

function linesOf(standing: WaiverStanding): string {
  const { waiver, state } = standing;
  const who = answerable(waiver);
  const detail = `${standingSentence(standing)}${who === '' ? '' : ` ${who}.`}`;
  return [`${stateWords[state].padEnd(12)}  ${visibleLine(waiverTarget(waiver))}`, ...wrapped(visibleLine(detail), 66).map((line) => `              ${line}`)].map((line) => `${line}\n`).join('');
}

async function recordedRun(given: string, io: Io): Promise<Result<CollectedRun>> {
  const found = await findRecord(given, io.folder);
  if (!found.ok) return found;
  const faults: RecordFault[] = [];
  const run = await collectRun(readRecord(found.value, (fault) => faults.push(fault)));
  const [fault] = faults;
  return fault ? { ok: false, problems: [{ code: fault.code, what: fault.what, where: { file: given, line: fault.line }, fix: 'Waivers are held against a whole run.' }] } : { ok: true, value: run };
}
