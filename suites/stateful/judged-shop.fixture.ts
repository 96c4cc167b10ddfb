import { profileNamed } from '../../config/profiles.ts';
import { systemClock } from '../../engine/clock.ts';
import { makePlan } from '../../engine/make-plan.ts';
import { rejudge } from '../../engine/rejudge.ts';
import { run } from '../../engine/run.ts';
import { sampleRequests } from '../../generate/sample-requests.ts';
import type { JsonObject } from '../../model/json.ts';
import type { Outcome } from '../../model/outcome.ts';
import type { RunEvent } from '../../model/run-event.ts';
import { compileSchemas } from '../../spec/schemas.ts';
import { descriptionOf } from '../../spec/reading/folder.fixture.ts';
import { httpTarget } from '../../target/http-target.ts';
import { rules } from '../rules.ts';
import { shopKey } from './shop.fixture.ts';
import { statefulFlows } from './stateful-flows.ts';

/** Five seconds of looking again take a quarter of one here. */
const hurried = { ...systemClock, sleep: (milliseconds: number, signal: AbortSignal) => systemClock.sleep(milliseconds / 20, signal) };

/** For tests: what the whole suite says of a server with this description, and the same from its record. */
export async function judgedBy(document: JsonObject, baseUrl: string, only: (rule: string) => boolean = () => true): Promise<ReadonlyMap<string, Outcome>> {
  const description = await descriptionOf({ 'api.json': JSON.stringify(document) });
  const request = compileSchemas(description, { direction: 'request' });
  const schemas = compileSchemas(description, { direction: 'response' });
  const flows = statefulFlows(description, sampleRequests(description, request, 1), []);
  const profile = profileNamed('full');
  if (!profile.ok) throw new Error('There is no profile full.');
  const law = { formats: 'assert', undeclaredProperties: 'off' } as const;
  const plan = makePlan({
    description, rules, flows, profile: profile.value, permission: 'write', fixtures: { branchId: ['north'] }, law, seed: 1, actors: [], schemas: request, version: '0',
    selects: ({ rule }) => only(rule),
  });
  const target = httpTarget({ baseUrl, kind: 'url', timeoutMs: 5_000, maxBodyBytes: 1_000_000, connections: 4 });
  const told: RunEvent[] = [];
  for await (const event of run({
    plan, description, rules, flows, profile: profile.value, law, schemas, target, credentials: { schemes: { key: shopKey }, others: {}, headers: [] }, disposables: {}, switches: new Set(), permission: 'write',
    redact: (exchange) => exchange, clock: hurried, signal: new AbortController().signal, concurrency: 4,
    started: {
      runId: 'test', suite: { name: 'calico-conformance', version: '0', rulesetDigest: plan.rulesetDigest }, description: { title: '', version: '', source: '', digest: '', bundledDigest: '' },
      target: { kind: 'url', baseUrl }, permissions: ['read', 'write'], reproduce: '', node: process.version,
    },
  })) told.push(event);
  await target.close();
  const live = new Map(told.flatMap((event) => (event.event === 'judged' ? [[event.id, event.outcome] as const] : [])));
  const again = await rejudge({ events: told, description, rules, flows, schemas });
  for (const [id, outcome] of live) if (JSON.stringify(again.get(id)?.outcome) !== JSON.stringify(outcome)) throw new Error(`${id} was judged ${JSON.stringify(outcome)}, and from the record ${JSON.stringify(again.get(id)?.outcome)}.`);
  return live;
}
