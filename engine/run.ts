import { codeIn } from './code-flow/code-in.ts';
import { otherActors } from '../model/case.ts';
import type { Description, Notice } from '../model/description.ts';
import type { Exchange, TransportFailure } from '../model/exchange.ts';
import type { Flow } from '../model/flow.ts';
import type { Json } from '../model/json.ts';
import type { Maker } from '../model/ledger.ts';
import type { Outcome } from '../model/outcome.ts';
import type { Plan } from '../model/plan.ts';
import type { Permission, Profile } from '../model/profile.ts';
import type { Requirement } from '../model/requirement.ts';
import type { LawOptions, Rule, SchemaJudge } from '../model/rule.ts';
import type { RunEvent, RunStarted } from '../model/run-event.ts';
import type { Share } from '../model/shard.ts';
import type { Target, WireRequest } from '../model/target.ts';
import type { Clock } from './clock.ts';
import type { EventChannel } from './event-channel.ts';
import { eventChannel } from './event-channel.ts';
import type { ExploreOptions } from './exploring/explore-beside.ts';
import type { Decision } from './judging/judge.ts';
import { recordCoverage } from './coverage/response-coverage.ts';
import { createJudge } from './judging/judge.ts';
import type { CaseLedger } from './judging/ledger.ts';
import { caseLedger } from './judging/ledger.ts';
import { asDeclared, untouched } from './capabilities.ts';
import { knownFindings } from './known-findings.ts';
import { createLedger } from './ledger/ledger.ts';
import { takeAway } from './ledger/take-away.ts';
import { lawContext } from './law-context.ts';
import { binds } from './permission-of.ts';
import { digestOfProfile } from './profile-digest.ts';
import { createCaseRunner } from './running/case-runner.ts';
import { createDisposables } from './running/disposables.ts';
import { runCases } from './running/run-cases.ts';
import { runFlows } from './running/run-flows.ts';
import { createRunCounts } from './run-counts.ts';
import { createAuthorisedSender } from './sending/authorised-sender.ts';
import type { CredentialSettings } from './sending/credentials.ts';
import type { Keyring } from './sending/keyring.ts';
import { fixedKeyring } from './sending/keyring.ts';
import { createSender } from './sending/sender.ts';
import { unreachableProblem } from './unreachable-problem.ts';
import type { Cut } from './verdict.ts';
import { acceptsWaivers, exitCodeOf, ofShard, saidInsecure, verdictOf, withEnoughSeen, withFindings, withValidWaivers } from './verdict.ts';
import type { WaiverRow } from './waivers.ts';
import { waiverBook } from './waivers.ts';

/** What a run needs beside its plan. */
export interface RunInput {
  readonly plan: Plan;
  readonly description: Description;
  readonly rules: readonly Rule[];
  readonly flows: readonly Flow[];
  readonly profile: Profile;
  readonly law: LawOptions;
  /** Judges answers. */
  readonly schemas: SchemaJudge;
  readonly target: Target;
  readonly credentials: CredentialSettings;
  /** The same credentials where some of them run out and are got anew; by default they stay. */
  readonly keyring?: Keyring;
  /** Values that may be destroyed, by parameter name. */
  readonly disposables: Readonly<Record<string, readonly Json[]>>;
  /** Operations that make things; what they make is written down before it is sent, and taken away in the end. */
  readonly makers?: readonly Maker[];
  /** Switches of steps that can do harm beyond what was handed out; only where nothing of value can be lost. */
  readonly switches: ReadonlySet<string>;
  /** The strongest permission granted. */
  readonly permission: Permission;
  readonly redact: (exchange: Exchange) => Exchange;
  /** Puts back into a request of a flow what the target has handed out and was redacted; by default nothing. */
  readonly restore?: (request: WireRequest) => WireRequest;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly concurrency: number;
  /** A seed that draws the order of cases. No outcome depends on it; what destroys keeps its place at the end. */
  readonly shuffle?: number;
  /** Per cent of the documented answers that must have been seen; otherwise the run is incomplete. */
  readonly minResponseCoverage?: number;
  /** Requests per second at most. */
  readonly rate?: number;
  /** It is one of several that share a plan; its own plan is what it has of it. */
  readonly shard?: Share;
  /** Random cases beside the plan. */
  readonly explore?: ExploreOptions;
  /** How often a safe request is sent again that got no answer (default 0). */
  readonly retries?: number;
  /** What every report has to say about how the run was made. */
  readonly notices?: readonly Notice[];
  readonly started: Omit<RunStarted, 'event' | 'format' | 'startedAt' | 'planDigest' | 'seed' | 'law' | 'profile' | 'profileVersion' | 'profileDigest' | 'binding' | 'switches' | 'code'>;
}

const whyCut: Readonly<Record<Cut, string>> = {
  interrupted: 'The run was interrupted.', unreachable: 'The target could not be reached.', unauthorised: 'The run was given up for want of credentials.', broken: 'The run could not be finished.',
};

/** After so many requests of one operation in a row without any answer, the rest of them is not sent. */
const mostSilence = 5;

/** Does what the plan says and tells what happens, from the first event to the footer. */
export function run(input: RunInput): AsyncIterable<RunEvent> {
  return {
    [Symbol.asyncIterator]() {
      const channel = eventChannel<RunEvent>();
      execute(input, channel).then(() => channel.end(), (error: unknown) => channel.fail(error));
      return channel[Symbol.asyncIterator]();
    },
  };
}

async function execute(input: RunInput, channel: EventChannel<RunEvent>): Promise<void> {
  const { plan, description, clock, signal } = input;
  const startedAt = clock.now();
  const switches = new Set([...input.switches, ...otherActors.filter((actor) => input.credentials.others[actor] !== undefined)]);
  const startedOn = clock.date().toISOString();
  const say = (event: RunEvent): void => channel.push(event);
  say({ event: 'run-started', format: 1, ...input.started, profile: plan.profile, profileVersion: input.profile.version, profileDigest: digestOfProfile(input.profile), binding: input.profile.binding, law: input.law, switches: [...switches], ...codeIn(input.flows), planDigest: plan.digest, ...(input.shard && { shard: input.shard }), seed: plan.seed, startedAt: startedOn });
  for (const notice of [...(input.notices ?? []), ...description.notices]) say({ event: 'notice', notice });
  const judgedOperations = new Set<string | undefined>();
  const concerned = new Set<string>();
  for (const requirement of plan.requirements) {
    say({ event: 'requirement-planned', requirement });
    if (!plan.withheld.has(requirement.id)) judgedOperations.add(requirement.operationId);
    if (requirement.capability !== undefined) concerned.add(requirement.capability);
    await channel.taken();
  }
  for (const notice of untouched(concerned, input.started.capabilities ?? [])) say({ event: 'notice', notice });
  const planned = plan.operations.reduce((sum, { cases }) => sum + cases, 0);
  say({ event: 'planned', requirements: plan.requirements.length, cases: planned, captures: plan.captures });

  const operations = plan.operations.flatMap(({ operationId }) => description.operations.find(({ id }) => id === operationId) ?? []);
  const coverage = recordCoverage(description, operations.filter(({ id }) => judgedOperations.has(id)));
  const judge = createJudge(description, plan.requirements, input.rules, lawContext(description, input.law), input.schemas, (view) => coverage.see(view));
  const ledger = caseLedger(judge, say);
  const stop = new AbortController();
  const ended = AbortSignal.any([signal, stop.signal]);
  const silence = new Map<string, number>();
  let answers = 0;
  let lastFailure: TransportFailure | undefined;
  const made = createLedger(input.makers ?? [], (entry) => say({ event: 'ledger', entry }));
  const sender = createSender({
    target: input.target, clock, signal: ended, redact: input.redact, ledger: made, retries: input.retries ?? 0, ...(input.rate !== undefined && { rate: input.rate }),
    onExchange: (exchange) => {
      const explored = exchange.caseId === undefined ? undefined : explorer.caseOf(exchange.caseId);
      say(explored ? { event: 'explored', case: explored, exchange } : { event: 'exchange', exchange });
      if (exchange.response.kind === 'response') answers++;
      else if (exchange.response.code !== 'aborted') lastFailure = exchange.response;
      if (exchange.operationId !== undefined) silence.set(exchange.operationId, exchange.response.kind === 'response' ? 0 : (silence.get(exchange.operationId) ?? 0) + 1);
      if (!explored) judge.answered(exchange, exchange.caseId === undefined ? undefined : runner.caseOf(exchange.caseId));
    },
  });
  let unauthorised = false;
  const authorised = createAuthorisedSender(description, sender, input.keyring ?? fixedKeyring(input.credentials), (problem) => {
    unauthorised = true;
    say({ event: 'problem', problem });
    stop.abort();
  });
  const runner = createCaseRunner(description, authorised, ledger, ended);
  const explorer = createCaseRunner(description, authorised, unwritten, ended);
  for (const operation of operations) judge.open(operation, () => plan.casesOf(operation.id));
  const flows = input.flows.filter(({ id }) => plan.flows.includes(id));
  const disposables = createDisposables(input.disposables, flows.flatMap(({ needs }) => needs.captures));
  const reserved = new Set(Object.values(input.disposables).flat().map((value) => JSON.stringify(value)));
  const whySilent = (operationId: string): string | undefined => ((silence.get(operationId) ?? 0) < mostSilence ? undefined : `${operationId} stopped answering: ${lastFailure?.what ?? 'no answer came'}`);
  const captured = await runCases({
    plan, operations, runner, judge, ledger, disposables, concurrency: input.concurrency, ...(input.shuffle !== undefined && { shuffle: input.shuffle }),
    reserved,
    ownAt: (template) => made.ownAt(template),
    whySilent,
    onCaptured: (key, value, source) => say({ event: 'captured', key, value, source }),
    afterBaselines: () => {
      if (answers === 0 && lastFailure !== undefined) stop.abort();
      authorised.firstRequestsSent();
    },
  });
  const steps = await runFlows({ ...input, switches, flows, captured: captured.all, disposables, reserved, sender: authorised, signal: ended, say });
  // The newest first: it may stand on what was made before.
  for (const thing of made.left()) {
    const because = await takeAway(thing, { ...input, sender: authorised });
    if (because !== undefined) made.leave(thing.thing, because);
  }
  const cut: Cut | undefined = signal.aborted ? 'interrupted' : unauthorised ? 'unauthorised' : answers === 0 && lastFailure !== undefined ? 'unreachable' : undefined;
  if (cut === 'unreachable' && lastFailure) say({ event: 'problem', problem: unreachableProblem(input.target.baseUrl, lastFailure) });
  if (cut) judge.cut(whyCut[cut]);

  const counts = createRunCounts();
  const today = startedOn.slice(0, 10);
  const known = knownFindings(input.started.known ?? [], today);
  const failures = new Map<string, Outcome>();
  const decide = (requirement: Requirement): Decision => {
    const found = decisionOn(requirement, plan, steps, (each) => judge.decide(each));
    return { ...found, outcome: known.applied(requirement.id, asDeclared(requirement, found.outcome, input.started.capabilities ?? [])) };
  };
  const given = input.started.waivers ?? [];
  const waivers = waiverBook(given, given.length === 0 ? [] : rowsOf(plan, decide), today);
  for (const requirement of plan.requirements) {
    const found = decide(requirement);
    const decision = { ...found, outcome: waivers.applied(requirement, found.outcome) };
    const binding = binds(requirement, input.profile) && plan.elsewhere?.has(requirement.id) !== true;
    counts.add(requirement, decision.outcome.kind, binding);
    if (decision.outcome.kind === 'fail' || decision.outcome.kind === 'waived') failures.set(requirement.id, decision.outcome);
    say({ event: 'judged', id: requirement.id, ...decision, binding });
    await channel.taken();
  }
  for (const standing of waivers.standings) say({ event: 'waiver', standing });
  // Loaded only where it is asked for: a run should start fast.
  const exploration = cut || !input.explore ? undefined : await (await import('./exploring/explore-beside.ts')).exploreBeside({
    ...input, options: input.explore, operations: operations.filter(({ id }) => judgedOperations.has(id)), failures, known, waivers,
    runner: explorer, signal: ended, capturedFor: captured.of, whySilent,
  });
  if (exploration) say({ event: 'exploration', exploration });
  for (const notice of cut ? [] : known.notices()) say({ event: 'notice', notice });
  const seen = coverage.coverage();
  say({ event: 'response-coverage', coverage: seen });
  // What a shard has not seen, another one may have; and whether a waiver is still needed, all of them say.
  const reached = saidInsecure(withFindings(withEnoughSeen(withValidWaivers(verdictOf(counts.binding, cut), input.shard ? [] : waivers.standings), seen, input.shard ? 0 : input.minResponseCoverage), exploration), input.started.target.network?.insecure);
  const exitCode = exitCodeOf(reached.verdict, acceptsWaivers(input.started));
  say({
    event: 'run-finished', ...(input.shard ? ofShard(reached, exitCode, counts.binding, input.shard) : { ...reached, exitCode }), counts: counts.all, exchanges: sender.sent,
    interrupted: signal.aborted, finishedAt: clock.date().toISOString(), durationMs: Math.round(clock.now() - startedAt),
  });
}

/** How everything ends before waivers are looked at: what one covers has to be known whole. Only that is kept, because a plan may be large. */
function rowsOf({ requirements }: Plan, decide: (requirement: Requirement) => Decision): readonly WaiverRow[] {
  return Array.from(requirements, (requirement) => ({ requirement: { id: requirement.id, rule: requirement.rule }, kind: decide(requirement).outcome.kind }));
}

/** Random cases decide nothing that was planned. */
const unwritten: CaseLedger = { settled: () => undefined, withheld: () => undefined };

function decisionOn(requirement: Requirement, plan: Plan, steps: ReadonlyMap<string, Decision>, judge: (requirement: Requirement) => Decision): Decision {
  const because = plan.withheld.get(requirement.id);
  if (because !== undefined) return { outcome: { kind: 'not-run', because }, evidence: [], durationMs: 0 };
  return steps.get(requirement.id) ?? judge(requirement);
}
