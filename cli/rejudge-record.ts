import type { Configuration } from '../config/configuration.ts';
import { canonicalJson } from '../engine/digest.ts';
import { rejudge } from '../engine/rejudge.ts';
import { otherActors } from '../model/case.ts';
import type { RunEvent, RunStarted } from '../model/run-event.ts';
import type { Io } from './io.ts';
import { prepare } from './prepare.ts';
import { printProblems } from './print-problems.ts';
import { wrapped } from './wrapped.ts';

const mostShown = 40;

/** Judges a record again and prints what ends otherwise. */
export async function rejudgeRecord(configuration: Configuration, started: RunStarted, events: readonly RunEvent[], json: boolean, io: Io): Promise<number> {
  // Who was at hand decides which flows there are.
  const prepared = await prepare(configuration, { disposable: {}, actors: otherActors.filter((actor) => started.switches.includes(actor)) });
  if (!prepared.ok) return printProblems(prepared.problems, io);
  const { description, rules, flows, schemas } = prepared.value;
  if (description.bundledDigest !== started.description.bundledDigest) {
    return printProblems([{ code: 'ANOTHER_DESCRIPTION', what: `The run was of ${started.description.source} with the digest ${started.description.bundledDigest.slice(0, 12)}, and this is ${description.bundledDigest.slice(0, 12)}.`, fix: 'Name the description of the run with --description.' }], io);
  }
  const decisions = await rejudge({ events, description, rules, flows, schemas });
  const judged = events.flatMap((event) => (event.event === 'judged' ? [event] : []));
  const differences = judged.flatMap(({ id, outcome }) => {
    const again = decisions.get(id)?.outcome;
    return again && canonicalJson(again) === canonicalJson(outcome) ? [] : [{ id, recorded: outcome.kind, now: again?.kind ?? 'not judged' }];
  });
  if (json) io.stdout.write(`${JSON.stringify({ judged: judged.length, differences }, undefined, 2)}\n`);
  else {
    for (const { id, recorded, now } of differences.slice(0, mostShown)) for (const line of wrapped(`${id}: ${recorded}, and now ${now === recorded ? `${now} for another reason` : now}`, 80)) io.stdout.write(`${line}\n`);
    if (differences.length > mostShown) io.stdout.write(`and ${differences.length - mostShown} more\n`);
    io.stdout.write(`${judged.length} requirements judged again from the record; ${differences.length === 0 ? 'each ends as it did' : `${differences.length} end${differences.length === 1 ? 's' : ''} otherwise`}.\n`);
  }
  return differences.length === 0 ? 0 : 1;
}
