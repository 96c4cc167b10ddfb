import type { Configuration } from '../config/configuration.ts';
import { conclude } from '../engine/conclude.ts';
import { recordCoverage } from '../engine/coverage/response-coverage.ts';
import { rejudge } from '../engine/rejudge.ts';
import type { Joined, ShardRecord } from '../engine/sharding/join-shards.ts';
import { joinShards } from '../engine/sharding/join-shards.ts';
import { sharesOf } from '../engine/sharding/shares-of.ts';
import { otherActors } from '../model/case.ts';
import type { Result } from '../model/problem.ts';
import type { RunEvent, RunStarted } from '../model/run-event.ts';
import { prepare, type Prepared } from './prepare.ts';
import { ofTheWhole } from './reproduce.ts';
import { suppliesOf } from './supplies.ts';

/** Puts the shards of a run together and judges the whole from their answers. */
export async function mergeShards(records: readonly ShardRecord[], started: RunStarted, configuration: Configuration): Promise<Result<readonly RunEvent[]>> {
  // Who was at hand decides which flows there are; whoever merges need not have the tokens.
  const prepared = await prepare(configuration, { ...(await suppliesOf(configuration)), actors: otherActors.filter((actor) => started.switches.includes(actor)) });
  if (!prepared.ok) return prepared;
  const { plan, description, flows } = prepared.value;
  const permission = configuration.permissions.at(-1) ?? 'read';
  const joined = joinShards(records, plan, flows, (count) => sharesOf(plan, description, flows, permission, count));
  if (!joined.ok) return joined;
  const whole = { ...joined.value.started, reproduce: ofTheWhole(joined.value.started.reproduce) };
  const events = joined.value.events.map((event) => (event.event === 'run-started' ? whole : event));
  return { ok: true, value: [...events, ...(await judged({ ...joined.value, started: whole, events }, prepared.value))] };
}

/** All that follows from the answers. */
async function judged({ events, started, exchanges, finishedAt }: Joined, { plan, description, rules, flows, schemas, configuration }: Prepared): Promise<readonly RunEvent[]> {
  const judgedOperations = new Set([...plan.requirements].flatMap(({ id, operationId }) => (plan.withheld.has(id) ? [] : [operationId])));
  const coverage = recordCoverage(description, description.operations.filter(({ id }) => judgedOperations.has(id)));
  // What is let pass is let pass by the conclusion, which can say what of it was not seen any more.
  const { known: _, waivers: _waivers, ...plain } = started;
  const decisions = await rejudge({ events: [plain, ...events.slice(1)], description, rules, flows, schemas, onAnswer: (view) => coverage.see(view) });
  const { profile, minResponseCoverage } = configuration;
  return conclude({
    plan, profile, started, exchanges, finishedAt, coverage: coverage.coverage(), decide: ({ id }) => decisions.get(id), ...(minResponseCoverage !== undefined && { minResponseCoverage }),
  });
}
