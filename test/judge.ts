import { otherActors } from '../model/case.ts';
import type { Permission, Profile } from '../model/profile.ts';
import type { Json } from '../model/json.ts';
import type { Outcome, OutcomeKind } from '../model/outcome.ts';
import type { Requirement } from '../model/requirement.ts';
import type { RunEvent, RunFinished } from '../model/run-event.ts';
import type { Description } from '../model/description.ts';
import { secretsIn, type CredentialSettings } from '../engine/sending/credentials.ts';
import { profiles } from '../config/profiles.ts';
import { systemClock } from '../engine/clock.ts';
import { makePlan } from '../engine/make-plan.ts';
import { createRedactor } from '../engine/redaction.ts';
import { run } from '../engine/run.ts';
import { readBuiltIn } from '../spec/calico-enterprise.ts';
import { sampleRequests } from '../generate/sample-requests.ts';
import { compileSchemas } from '../spec/schemas.ts';
import { rules } from '../suites/rules.ts';
import { makersOf } from '../suites/stateful/makers.ts';
import { httpTarget } from '../target/http-target.ts';
import { allFlows } from './all-flows.ts';

/** What a test may set of a run; anything else is as in a run on the embedded backend. */
export interface Judging {
  readonly baseUrl: string;
  readonly token?: string;
  readonly others?: CredentialSettings['others'];
  readonly disposable?: readonly string[];
  /** The same by the name of the parameter, for other descriptions than the built-in one. */
  readonly disposables?: Readonly<Record<string, readonly Json[]>>;
  /** Whether what the run makes is written down, and taken away in the end; as the command line does it. */
  readonly tidy?: boolean;
  readonly profile?: string;
  readonly timeoutMs?: number;
  readonly maxBodyBytes?: number;
  readonly concurrency?: number;
  /** Draws the order of cases. */
  readonly shuffle?: number;
  readonly description?: Description;
  readonly switches?: readonly string[];
  readonly permission?: Permission;
  readonly seed?: number;
  /** Random cases beside the plan, and whether they count. */
  readonly explore?: { readonly cases: number; readonly counts?: boolean };
}

/** A run that is over. */
export interface Judged {
  readonly events: readonly RunEvent[];
  readonly finished: RunFinished;
  readonly requirements: ReadonlyMap<string, Requirement>;
  readonly outcomes: ReadonlyMap<string, Outcome>;
  /** Ids of the requirements that ended so. */
  ids(...kinds: readonly OutcomeKind[]): readonly string[];
}

/** The built-in contract, read once. */
export async function contract(): Promise<Description> {
  const read = await readBuiltIn();
  if (!read.ok) throw new Error(read.problems[0].what);
  return read.value;
}

const law = { formats: 'assert', undeclaredProperties: 'off' } as const;

/** Judges a server with the whole suite, in this process and over a real socket. */
export async function judge(judging: Judging): Promise<Judged> {
  const description = judging.description ?? (await contract());
  const profile = profiles.find(({ id }) => id === (judging.profile ?? 'full')) as Profile;
  const disposables: Readonly<Record<string, readonly Json[]>> = judging.disposables ?? { user_id: judging.disposable ?? [] };
  const credentials: CredentialSettings = {
    schemes: {}, headers: [], others: judging.others ?? {}, ...(judging.token !== undefined && { token: judging.token }),
  };
  const redactor = createRedactor();
  for (const secret of secretsIn(credentials)) redactor.addSecret(secret);
  const actors = otherActors.filter((actor) => judging.others?.[actor] !== undefined);
  const flows = allFlows(description, 1, actors);
  const permission = judging.permission ?? 'destructive';
  const request = compileSchemas(description, { direction: 'request' });
  const plan = makePlan({
    description, rules, flows, profile, permission, fixtures: Object.fromEntries(Object.entries(disposables).map(([name, values]) => [`disposable:${name}`, values])), law, seed: judging.seed ?? 1,
    actors, schemas: request, version: '0.0.0',
  });
  const target = httpTarget({ baseUrl: judging.baseUrl, timeoutMs: judging.timeoutMs ?? 10_000, maxBodyBytes: judging.maxBodyBytes ?? 8 * 1024 * 1024, connections: judging.concurrency ?? 8 });
  const events: RunEvent[] = [];
  try {
    for await (const event of run({
      plan, description, rules, flows, profile, law, schemas: compileSchemas(description, { direction: 'response' }), target, credentials, disposables,
      ...(judging.tidy === true && { makers: makersOf(description, sampleRequests(description, request, 1)) }),
      switches: new Set(judging.switches ?? ['collection-delete']), permission, redact: (exchange) => redactor.redactExchange(exchange), clock: systemClock,
      signal: new AbortController().signal, concurrency: judging.concurrency ?? 8, ...(judging.shuffle !== undefined && { shuffle: judging.shuffle }),
      ...(judging.explore && { explore: { cases: judging.explore.cases, counts: judging.explore.counts ?? false, schemas: request } }),
      started: {
        runId: 'test', suite: { name: 'calico-conformance', version: '0.0.0', rulesetDigest: plan.rulesetDigest }, target: { kind: 'url', baseUrl: judging.baseUrl },
        description: { title: description.title, version: description.version, source: description.source, digest: description.digest, bundledDigest: description.bundledDigest },
        permissions: ['read', 'write', 'destructive'], reproduce: 'calico-conformance', node: process.version,
      },
    })) events.push(event);
  } finally {
    await target.close();
  }
  const finished = events.at(-1);
  if (finished?.event !== 'run-finished') throw new Error('The run has no footer.');
  const outcomes = new Map(events.flatMap((event) => (event.event === 'judged' ? [[event.id, event.outcome] as const] : [])));
  return {
    events, finished, outcomes,
    requirements: new Map(events.flatMap((event) => (event.event === 'requirement-planned' ? [[event.requirement.id, event.requirement] as const] : []))),
    ids: (...kinds) => [...outcomes].filter(([, { kind }]) => kinds.includes(kind)).map(([id]) => id),
  };
}
