import { join } from 'node:path';
import type { Configuration } from '../config/configuration.ts';
import { recordCoverage } from '../engine/coverage/response-coverage.ts';
import { knownFindings } from '../engine/known-findings.ts';
import { binds } from '../engine/permission-of.ts';
import { rejudge } from '../engine/rejudge.ts';
import { createRunCounts } from '../engine/run-counts.ts';
import type { Joined, ShardRecord } from '../engine/sharding/join-shards.ts';
import { joinShards } from '../engine/sharding/join-shards.ts';
import { sharesOf } from '../engine/sharding/shares-of.ts';
import { acceptsWaivers, exitCodeOf, verdictOf, withEnoughSeen, withValidWaivers } from '../engine/verdict.ts';
import { waiverBook } from '../engine/waivers.ts';
import { otherActors } from '../model/case.ts';
import type { Result } from '../model/problem.ts';
import type { RunEvent, RunStarted } from '../model/run-event.ts';
import { reporters } from '../reporters/reporters.ts';
import { openRecord } from './recorder.ts';
import { prepare, type Prepared } from './prepare.ts';
import { readRecord } from './read-record.ts';
import { ofTheWhole } from './reproduce.ts';
import { reportFiles, writeWhole } from './report-folder.ts';
import { suppliesOf } from './supplies.ts';

/** Puts the shards of a run together and judges the whole from their answers. */
export async function mergeShards(records: readonly ShardRecord[], started: RunStarted, configuration: Configuration): Promise<Result<readonly RunEvent[]>> {
  // Who was at hand decides which flows there are; whoever merges need not have the tokens.
  const prepared = await prepare(configuration, { ...(await suppliesOf(configuration)), actors: otherActors.filter((actor) => started.switches.includes(actor)) });
  if (!prepared.ok) return prepared;
  const { plan, description, flows } = prepared.value;
  const permission = configuration.permissions.at(-1) ?? 'read';
  const joined = joinShards(records, plan, (count) => sharesOf(plan, description, flows, permission, count));
  if (!joined.ok) return joined;
  const whole = { ...joined.value.started, reproduce: ofTheWhole(joined.value.started.reproduce) };
  const events = joined.value.events.map((event) => (event.event === 'run-started' ? whole : event));
  return { ok: true, value: [...events, ...(await judged({ ...joined.value, started: whole, events }, prepared.value))] };
}

/** All that follows from the answers. */
async function judged({ events, started, exchanges, finishedAt }: Joined, { plan, description, rules, flows, schemas, configuration }: Prepared): Promise<readonly RunEvent[]> {
  const judgedOperations = new Set([...plan.requirements].flatMap(({ id, operationId }) => (plan.withheld.has(id) ? [] : [operationId])));
  const coverage = recordCoverage(description, description.operations.filter(({ id }) => judgedOperations.has(id)));
  // What is known already is let pass here, where it can be said what of it was not seen any more.
  const { known: _, waivers: _waivers, ...plain } = started;
  const decisions = await rejudge({ events: [plain, ...events.slice(1)], description, rules, flows, schemas, onAnswer: (view) => coverage.see(view) });
  const known = knownFindings(started.known ?? [], started.startedAt.slice(0, 10));
  const counts = createRunCounts();
  const found = [...plan.requirements].map((requirement) => {
    const because = plan.withheld.get(requirement.id);
    const decision = because === undefined ? decisions.get(requirement.id) : undefined;
    const { outcome, ...rest } = decision ?? { outcome: { kind: 'not-run', because: because ?? 'No shard has decided it.' }, evidence: [], durationMs: 0 };
    return { requirement, rest, outcome: known.applied(requirement.id, outcome) };
  });
  const waivers = waiverBook(started.waivers ?? [], found.map(({ requirement, outcome }) => ({ requirement, kind: outcome.kind })), started.startedAt.slice(0, 10));
  const decided = found.map(({ requirement, rest, outcome }): RunEvent => {
    const applied = waivers.applied(requirement, outcome);
    const binding = binds(requirement, configuration.profile);
    counts.add(requirement, applied.kind, binding);
    return { event: 'judged', id: requirement.id, ...rest, outcome: applied, binding };
  });
  const seen = coverage.coverage();
  const { verdict, because } = withEnoughSeen(withValidWaivers(verdictOf(counts.binding), waivers.standings), seen, configuration.minResponseCoverage);
  return [
    ...decided,
    ...waivers.standings.map((standing) => ({ event: 'waiver', standing }) as const),
    ...known.notices().map((notice) => ({ event: 'notice', notice }) as const),
    { event: 'response-coverage', coverage: seen },
    {
      event: 'run-finished', verdict, because, exitCode: exitCodeOf(verdict, acceptsWaivers(started)), counts: counts.all, exchanges,
      interrupted: false, finishedAt, durationMs: Date.parse(finishedAt) - Date.parse(started.startedAt),
    },
  ];
}

/** Leaves the record of the whole, and its reports, in a folder that is ready for them. */
export async function writeMerged(events: readonly RunEvent[], folder: string): Promise<void> {
  const path = join(folder, reportFiles.record);
  const record = openRecord(path);
  try {
    for (const event of events) record.write(event);
  } finally {
    record.close();
  }
  for (const format of ['junit', 'html', 'summary'] as const) await writeWhole(join(folder, reportFiles[format]), reporters[format].tell(readRecord(path)));
}
