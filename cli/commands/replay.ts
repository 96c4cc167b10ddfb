import { nearNames, oneOf } from '../../config/near-names.ts';
import type { Case } from '../../model/case.ts';
import type { Problem, Result } from '../../model/problem.ts';
import type { RunEvent, RunStarted } from '../../model/run-event.ts';
import type { Command } from '../command.ts';
import { findRecord, standardRecord } from '../find-record.ts';
import { judgingFlags } from '../flags.ts';
import type { Io } from '../io.ts';
import { printProblems } from '../print-problems.ts';
import { recordedFlags } from '../recorded-flags.ts';
import type { Before } from '../replay-case.ts';

const mostNamed = 10;

/** Sends one case again, with what it rests on. */
export const replay: Command = {
  usage: ['replay <case> [--record <file>] [flags of run]'],
  about: 'Sends one case of a run again, with its positive control and what supplies its values, and judges it again. Shows both requests, in what they differ, the answers, and every requirement that they decide, then and now. Judges the target of the record, by the flags of that run, unless flags say otherwise. Exits as a run of this case alone does: 0 when all that it decides holds now.',
  operands: [{ name: 'case', summary: 'id of a case or of a requirement, or a part that only one of them has' }],
  flags: ['record', ...judgingFlags, 'noColor'],
  examples: [
    ['calico-conformance replay getUser/baseline', 'send that request again'],
    ['calico-conformance replay getUser/baseline --base-url http://127.0.0.1:8080', 'the same on another target'],
  ],
  async act({ operands: [asked], flags }, io) {
    if (asked === undefined) return printProblems([{ code: 'USAGE', what: 'Nothing says which case to send again.', fix: 'For example: calico-conformance replay getUser/baseline' }], io);
    const before = await recorded(typeof flags.record === 'string' ? flags.record : undefined, io);
    if (!before.ok) return printProblems(before.problems, io);
    const found = before.value ? oneNamed(asked, before.value.names) : { ok: true as const, value: asked };
    if (!found.ok) return printProblems(found.problems, io);
    const { settle } = await import('../settle.ts');
    const configuration = await settle({ ...(before.value?.started && recordedFlags(before.value.started.reproduce)), ...flags }, io);
    if (!configuration.ok) return printProblems(configuration.problems, io);
    const { replayCase } = await import('../replay-case.ts');
    return replayCase(configuration.value, found.value, before.value ? beforeOf(found.value, before.value) : { outcomes: new Map(), random: [] }, io);
  },
};

interface Recorded {
  readonly started: RunStarted | undefined;
  readonly names: ReadonlySet<string>;
  /** Kind of outcome by requirement. */
  readonly outcomes: ReadonlyMap<string, string>;
  /** Random cases by id, and what those of them broke that were told. */
  readonly random: ReadonlyMap<string, Case>;
  readonly broken: ReadonlyMap<string, readonly string[]>;
}

/** Of a random case the record says what it found itself, whatever the planned cases came to. */
function beforeOf(id: string, { outcomes, random, broken }: Recorded): Before {
  const own = random.get(id);
  if (!own) return { outcomes, random: [] };
  const control = own.control === undefined ? undefined : random.get(own.control);
  return { outcomes: new Map((broken.get(id) ?? []).map((requirement) => [requirement, 'fail'])), random: [...(control ? [control] : []), own] };
}

/** What the record says; undefined where there is none and none was named. */
async function recorded(named: string | undefined, io: Io): Promise<Result<Recorded | undefined>> {
  const record = await findRecord(named ?? standardRecord, io.folder);
  if (!record.ok) return named === undefined ? { ok: true, value: undefined } : record;
  const { readRecord } = await import('../read-record.ts');
  const names = new Set<string>();
  const outcomes = new Map<string, string>();
  const random = new Map<string, Case>();
  const broken = new Map<string, string[]>();
  let started: RunStarted | undefined;
  const note = (event: RunEvent): void => {
    if (event.event === 'run-started') started = event;
    if (event.event === 'case-settled' || event.event === 'case-withheld') names.add(event.case.id);
    if (event.event === 'requirement-planned') for (const each of [event.requirement.id, ...event.requirement.cases]) names.add(each);
    if (event.event === 'explored') random.set(event.case.id, event.case);
    if (event.event === 'exploration') for (const { case: { id }, requirement } of event.exploration.findings) broken.set(id, [...(broken.get(id) ?? []), requirement.id]);
    if (event.event === 'judged') outcomes.set(event.id, event.outcome.kind);
  };
  for await (const event of readRecord(record.value)) note(event);
  for (const id of random.keys()) names.add(id);
  return { ok: true, value: { started, names, outcomes, random, broken } };
}

function oneNamed(asked: string, names: ReadonlySet<string>): Result<string> {
  if (names.has(asked)) return { ok: true, value: asked };
  const all = [...names].filter((name) => name.includes(asked));
  const cases = all.filter((name) => !name.includes('@'));
  const [only, ...others] = cases.length > 0 ? cases : all;
  if (only !== undefined && others.length === 0) return { ok: true, value: only };
  const problem: Problem = only === undefined
    ? { code: 'CASE_NOT_FOUND', what: `The record has no case ${JSON.stringify(asked)}.`, fix: `${near(asked, names)}Case ids stand in the reports beside each finding.` }
    : { code: 'CASE_AMBIGUOUS', what: `${others.length + 1} cases are called like that: ${[only, ...others].slice(0, mostNamed).join(', ')}${others.length >= mostNamed ? ', …' : ''}.`, fix: 'Write more of its id.' };
  return { ok: false, problems: [problem] };
}

function near(asked: string, names: ReadonlySet<string>): string {
  const found = nearNames(asked, [...names]);
  return found.length === 0 ? '' : `Did you mean ${oneOf(found)}? `;
}
