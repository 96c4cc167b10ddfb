import type { CaseId } from '../../model/case.ts';
import type { Flow } from '../../model/flow.ts';
import type { Plan } from '../../model/plan.ts';
import type { Problem, Result } from '../../model/problem.ts';
import type { RunEvent, RunFinished, RunStarted } from '../../model/run-event.ts';
import type { Share } from '../../model/shard.ts';
import { canonicalJson } from '../digest.ts';
import { inOrder } from './in-order.ts';

/** The record of one shard, whole. */
export interface ShardRecord {
  /** As the user named it. */
  readonly name: string;
  readonly events: readonly RunEvent[];
}

/** What several records come to, before anything of it is judged. */
export interface Joined {
  readonly started: RunStarted;
  /** From the start to the last answer, in the order of the plan, as if one process had sent it all. */
  readonly events: readonly RunEvent[];
  readonly exchanges: number;
  readonly startedAt: string;
  readonly finishedAt: string;
}

interface Part extends ShardRecord {
  readonly started: RunStarted;
  readonly finished: RunFinished;
  readonly share: Share;
  readonly standIns: readonly string[];
}

/**
 * Puts the records of all shards of a plan together. It proves from the plan, which was made again, that each of its cases was sent or
 * withheld once and by the shard whose it is; nothing is taken from what the records say of themselves.
 */
export function joinShards(records: readonly ShardRecord[], plan: Plan, flows: readonly Pick<Flow, 'id' | 'inOrder'>[], sharesOf: (count: number) => readonly Share[]): Result<Joined> {
  const parts: Part[] = [];
  const problems: Problem[] = [];
  for (const record of records) {
    const part = partOf(record, plan);
    if (part.ok) parts.push(part.value);
    else problems.push(...part.problems);
  }
  const [first] = parts;
  if (problems.length === 0 && first) problems.push(...notOneRun(parts, first), ...notAllOnce(parts, first));
  if (problems.length === 0 && first) problems.push(...otherShares(parts, sharesOf(first.share.of)), ...notSentOnce(parts, plan));
  const [problem, ...more] = problems;
  if (problem || !first) return { ok: false, problems: [problem ?? { code: 'NO_SHARDS', what: 'No record was named.', fix: 'Name the folders of all shards.' }, ...more] };
  return { ok: true, value: joined([...parts].sort((one, other) => one.share.index - other.share.index), plan, new Set(flows.filter((flow) => flow.inOrder === true).map(({ id }) => id))) };
}

function partOf({ name, events }: ShardRecord, plan: Plan): Result<Part> {
  const started = events.find((event) => event.event === 'run-started');
  const finished = events.find((event) => event.event === 'run-finished');
  const refused = (code: string, what: string, fix: string): Result<never> => ({ ok: false, problems: [{ code, what, where: { file: name }, fix }] });
  if (!started || !finished) return refused('RECORD_UNREADABLE', 'This is no whole record of a run.', 'Name a run.ndjson, or the folder with it.');
  if (started.planDigest !== plan.digest) return refused('ANOTHER_PLAN', `It carried out the plan ${started.planDigest.slice(0, 12)}, and here the plan is ${plan.digest.slice(0, 12)}.`, 'Merge where the configuration is the one of the shards, with the same version.');
  const unreachable = events.some((event) => event.event === 'problem' && event.problem.code === 'TARGET_UNREACHABLE');
  if (finished.interrupted || unreachable) return refused('SHARD_UNFINISHED', `It did not come to its end: ${finished.because}`, 'Run this shard again.');
  if (events.some((event) => event.event === 'explored')) return refused('SHARD_EXPLORED', 'It sent random cases too, which no plan has.', 'Run it without --explore.');
  // A run that was not divided is its own only shard.
  const share = started.shard ?? { index: 1, of: 1, operations: plan.operations.map(({ operationId }) => operationId), flows: plan.flows };
  return { ok: true, value: { name, events, started, finished, share, standIns: started.standIns ?? [] } };
}

/** What must be alike in all of them. */
function notOneRun(parts: readonly Part[], first: Part): readonly Problem[] {
  const facts = ({ started, share }: Part): string => canonicalJson({ of: share.of, suite: started.suite, description: started.description, kind: started.target.kind, switches: started.switches, known: started.known ?? [], waivers: started.waivers ?? [], acceptsWaivers: started.acceptsWaivers ?? false, capabilities: started.capabilities ?? [] });
  return parts.filter((part) => facts(part) !== facts(first)).map(({ name, share }) => ({
    code: 'SHARDS_MIXED', where: { file: name },
    what: share.of === first.share.of ? `It is of another run than ${first.name}: version, description, kind of target, actors, known findings, waivers or capabilities differ.` : `It is one of ${share.of}, and ${first.name} is one of ${first.share.of}.`,
    fix: 'Merge the shards of one run.',
  }));
}

function notAllOnce(parts: readonly Part[], { share: { of } }: Part): readonly Problem[] {
  const names = new Map<number, string>();
  const twice = parts.flatMap(({ name, share: { index } }): readonly Problem[] => {
    const before = names.get(index);
    if (before === undefined) names.set(index, name);
    return before === undefined ? [] : [{ code: 'SHARD_TWICE', what: `It is shard ${index} of ${of}, and so is ${before}.`, where: { file: name }, fix: 'Name each shard once.' }];
  });
  const missing = Array.from({ length: of }, (_, position) => position + 1).filter((index) => !names.has(index));
  return [...twice, ...(missing.length > 0 ? [{ code: 'SHARD_MISSING', what: `Of ${of} shards, ${missing.length === 1 ? 'one is' : `${missing.length} are`} missing: ${missing.join(', ')}.`, fix: 'Name the records of all shards.' }] : [])];
}

/** Who judges what is a function of the plan, and no matter of what a record says. */
function otherShares(parts: readonly Part[], shares: readonly Share[]): readonly Problem[] {
  return parts.filter(({ share }) => canonicalJson(share) !== canonicalJson(shares[share.index - 1] ?? null)).map(({ name, share }) => ({
    code: 'SHARD_CHANGED', what: `It did not judge what shard ${share.index} of ${share.of} of this plan judges.`, where: { file: name }, fix: 'Run this shard again.',
  }));
}

function notSentOnce(parts: readonly Part[], plan: Plan): readonly Problem[] {
  const times = new Map<CaseId, number>();
  for (const { events, share } of parts) {
    const own = new Set(share.operations);
    for (const event of events) {
      if (event.event !== 'case-settled' && event.event !== 'case-withheld') continue;
      if (own.has(event.case.operationId)) times.set(event.case.id, (times.get(event.case.id) ?? 0) + 1);
    }
  }
  const planned = plan.operations.flatMap(({ operationId }) => plan.casesOf(operationId).map(({ id }) => id));
  const missing = planned.filter((id) => !times.has(id));
  const doubled = planned.filter((id) => (times.get(id) ?? 0) > 1);
  const unplanned = [...times.keys()].filter((id) => !new Set(planned).has(id));
  const problem = (code: string, ids: readonly string[], what: string): readonly Problem[] => (ids.length === 0 ? [] : [{ code, what: `${ids.length} case${ids.length === 1 ? '' : 's'} of the plan ${what}, such as ${ids[0] ?? ''}.`, fix: 'Run the shards again.' }]);
  return [
    ...problem('CASE_MISSING', missing, missing.length === 1 ? 'is in no record' : 'are in no record'),
    ...problem('CASE_TWICE', doubled, 'ended more than once'),
    ...(unplanned.length === 0 ? [] : [{ code: 'CASE_UNPLANNED', what: `The records have ${unplanned.length} cases that no plan has, such as ${unplanned[0] ?? ''}.`, fix: 'Run the shards again.' }]),
  ];
}

function joined(parts: readonly Part[], plan: Plan, handOn: ReadonlySet<string>): Joined {
  const [first] = parts;
  if (!first) throw new Error('There is no shard.');
  const { shard: _, ...whole } = first.started;
  const finished = parts.map((part) => part.finished.finishedAt).sort();
  const startedAt = parts.map((part) => part.started.startedAt).sort()[0] ?? whole.startedAt;
  const started: RunStarted = { ...whole, startedAt, ...(parts.length > 1 && { mergedOf: parts.length }) };
  const addresses = [...new Set(parts.map((part) => part.started.target.baseUrl))];
  const cases = plan.operations.reduce((sum, { cases: own }) => sum + own, 0);

  const sent = inOrder(parts, plan, handOn);
  return {
    started, startedAt, exchanges: sent.filter(({ event }) => event === 'exchange').length, finishedAt: finished.at(-1) ?? first.finished.finishedAt,
    events: [
      started,
      ...once(parts.flatMap(({ events }) => events.filter((event) => event.event === 'notice' && !event.notice.code.startsWith('BASELINE_')))),
      ...(addresses.length > 1 ? [{ event: 'notice', notice: { code: 'SEVERAL_ADDRESSES', what: `The shards judged ${addresses.length} addresses, which are taken for the same backend: ${addresses.join(', ')}.` } } as const] : []),
      ...Array.from(plan.requirements, (requirement) => ({ event: 'requirement-planned', requirement }) as const),
      { event: 'planned', requirements: plan.requirements.length, cases, captures: plan.captures },
      ...sent,
      ...once(parts.flatMap(({ events }) => events.filter((event) => event.event === 'problem'))),
    ],
  };
}

function once(events: readonly RunEvent[]): readonly RunEvent[] {
  return [...new Map(events.map((event) => [canonicalJson(event), event])).values()];
}
