import { permissions, profileNamed, risks } from '../config/profiles.ts';
import { systemClock } from '../engine/clock.ts';
import { makePlan } from '../engine/make-plan.ts';
import { run } from '../engine/run.ts';
import { otherActors } from '../model/case.ts';
import type { Description } from '../model/description.ts';
import type { Exploration } from '../model/exploration.ts';
import type { Outcome } from '../model/outcome.ts';
import type { Plan } from '../model/plan.ts';
import type { RunEvent } from '../model/run-event.ts';
import { readBuiltIn } from '../spec/calico-enterprise.ts';
import { compileSchemas } from '../spec/schemas.ts';
import { rules } from '../suites/rules.ts';
import { httpTarget } from '../target/http-target.ts';
import { allFlows } from '../test/all-flows.ts';
import { junitIsValid } from '../test/junit-is-valid.ts';
import type { ReferenceOptions } from './server.ts';
import { startReference } from './server.ts';
import { disposableUsers } from './data/tenants.ts';

const law = { formats: 'assert', undeclaredProperties: 'off' } as const;
const disposable = { user_id: disposableUsers() };

/** For tests: what the whole suite says of the reference backend, started so. */
export interface Judged {
  readonly verdict: string;
  readonly outcomes: ReadonlyMap<string, Outcome>;
  /** Everything that failed or went wrong, in the order of the plan. */
  readonly failed: readonly string[];
  /** Everything that was left open. */
  readonly open: readonly string[];
  /** What random cases came to, where some were asked for. */
  readonly exploration: Exploration | undefined;
}

export interface JudgedOptions {
  readonly timeoutMs?: number;
  /** So many random cases, drawn by this seed. */
  readonly explore?: number;
  readonly seed?: number;
  readonly planSeed?: number;
  readonly userAgent?: string;
}

const description = await theContract();
const schemas = compileSchemas(description, { direction: 'response' });
const request = compileSchemas(description, { direction: 'request' });
const flows = allFlows(description, 1, otherActors);
const planOf = (own: typeof flows, seed = 1): Plan => makePlan({
  description, rules, flows: own, profile: full(), permission: 'destructive', fixtures: { 'disposable:user_id': disposable.user_id }, law,
  seed, actors: otherActors, schemas: request, version: '0',
});
const plan = planOf(flows);
/** What it is judged by. */
export const judgedBy = { description, flows, plan };
/** Random cases need the values that planned ones find, and nothing of flows. */
const withoutFlows = planOf([]);

/** Runs the suite in profile `full` against a reference backend of its own. */
export async function judged(options: ReferenceOptions, { timeoutMs = 5_000, explore = 0, seed = 1, planSeed = 1, userAgent }: JudgedOptions = {}): Promise<Judged> {
  const reference = await startReference(options);
  const target = httpTarget({ baseUrl: reference.url, kind: 'embedded', timeoutMs, maxBodyBytes: 10_000_000, connections: 8 });
  const outcomes = new Map<string, Outcome>();
  let verdict = 'none';
  let exploration: Exploration | undefined;
  const told: RunEvent[] = [];
  try {
    const events = run({
      plan: explore > 0 ? { ...withoutFlows, seed } : planSeed === 1 ? plan : planOf(flows, planSeed), description, rules, flows, profile: full(), law, schemas, target,
      credentials: { schemes: {}, headers: userAgent === undefined ? [] : [['user-agent', userAgent]], token: reference.tokens.owner, others: { expired: { token: reference.tokens.expired }, 'other-tenant': { token: reference.tokens.other }, 'read-only': { token: reference.tokens.readOnly } } },
      disposables: disposable, switches: new Set(risks), permission: 'destructive', redact: (exchange) => exchange,
      clock: systemClock, signal: new AbortController().signal, concurrency: 8,
      ...(explore > 0 && { explore: { cases: explore, counts: false, schemas: request } }),
      started: {
        runId: 'test', suite: { name: 'calico-conformance', version: '0', rulesetDigest: plan.rulesetDigest },
        description: { title: description.title, version: description.version, source: description.source, digest: description.digest, bundledDigest: description.bundledDigest },
        target: { kind: 'embedded', baseUrl: reference.url }, permissions, reproduce: '', node: process.version,
      },
    });
    for await (const event of events) {
      told.push(event);
      if (event.event === 'judged') outcomes.set(event.id, event.outcome);
      if (event.event === 'exploration') ({ exploration } = event);
      if (event.event === 'run-finished') ({ verdict } = event);
    }
  } finally {
    await target.close();
    await reference.close();
  }
  await junitIsValid(told);
  const idsOf = (...kinds: readonly Outcome['kind'][]): readonly string[] => [...outcomes].filter(([, { kind }]) => kinds.includes(kind)).map(([id]) => id);
  return { verdict, outcomes, failed: idsOf('fail', 'error'), open: idsOf('blocked', 'not-run'), exploration };
}

async function theContract(): Promise<Description> {
  const read = await readBuiltIn();
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  return read.value;
}

function full() {
  const found = profileNamed('full');
  if (!found.ok) throw new Error(found.problems[0].what);
  return found.value;
}
