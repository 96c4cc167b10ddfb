import { permissions, profileNamed, risks } from '../config/profiles.ts';
import { systemClock } from '../engine/clock.ts';
import { makePlan } from '../engine/make-plan.ts';
import { run } from '../engine/run.ts';
import type { Description } from '../model/description.ts';
import type { Outcome } from '../model/outcome.ts';
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
}

const description = await theContract();
const schemas = compileSchemas(description, { direction: 'response' });
const request = compileSchemas(description, { direction: 'request' });
const flows = allFlows(description);
const plan = makePlan({
  description, rules, flows, profile: full(), permission: 'destructive', fixtures: { 'disposable:user_id': disposable.user_id }, law,
  seed: 1, expiredCredentials: true, schemas: request, version: '0',
});

/** Runs the suite in profile `full` against a reference backend of its own. */
export async function judged(options: ReferenceOptions, { timeoutMs = 5_000 }: { readonly timeoutMs?: number } = {}): Promise<Judged> {
  const reference = await startReference(options);
  const target = httpTarget({ baseUrl: reference.url, kind: 'embedded', timeoutMs, maxBodyBytes: 10_000_000, connections: 8 });
  const outcomes = new Map<string, Outcome>();
  let verdict = 'none';
  const told: RunEvent[] = [];
  try {
    const events = run({
      plan, description, rules, flows, profile: full(), law, schemas, target,
      credentials: { schemes: {}, headers: [], token: reference.tokens.owner, expiredToken: reference.tokens.expired },
      disposables: disposable, switches: new Set(risks), permission: 'destructive', redact: (exchange) => exchange,
      clock: systemClock, signal: new AbortController().signal, concurrency: 8,
      started: {
        runId: 'test', suite: { name: 'calico-conformance', version: '0', rulesetDigest: plan.rulesetDigest },
        description: { title: description.title, version: description.version, source: description.source, digest: description.digest, bundledDigest: description.bundledDigest },
        target: { kind: 'embedded', baseUrl: reference.url }, permissions, reproduce: '', node: process.version,
      },
    });
    for await (const event of events) {
      told.push(event);
      if (event.event === 'judged') outcomes.set(event.id, event.outcome);
      if (event.event === 'run-finished') ({ verdict } = event);
    }
  } finally {
    await target.close();
    await reference.close();
  }
  await junitIsValid(told);
  const idsOf = (...kinds: readonly Outcome['kind'][]): readonly string[] => [...outcomes].filter(([, { kind }]) => kinds.includes(kind)).map(([id]) => id);
  return { verdict, outcomes, failed: idsOf('fail', 'error'), open: idsOf('blocked', 'not-run') };
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
