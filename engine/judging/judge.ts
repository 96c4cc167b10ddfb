import type { CaseId, SentCase } from '../../model/case.ts';
import type { Description, Operation, Origin } from '../../model/description.ts';
import type { Exchange } from '../../model/exchange.ts';
import type { Finding, Outcome } from '../../model/outcome.ts';
import type { Requirements } from '../../model/plan.ts';
import type { Requirement, RequirementId } from '../../model/requirement.ts';
import type { CaseRule, Judgement, LawContext, ResponseView, Rule, SchemaJudge } from '../../model/rule.ts';
import { responseFor } from '../../spec/response-for.ts';
import { requirementId } from '../requirement-id.ts';
import { responseView } from './response-view.ts';
import type { Bench, CasesUnderway, Settled } from './bench.ts';
import { createBenches } from './bench.ts';
import type { Tally } from './tally.ts';
import { count, emptyTally, outcomeOf } from './tally.ts';

/** How one requirement ended, and what it was decided by. */
export interface Decision {
  readonly outcome: Outcome;
  readonly evidence: readonly string[];
  readonly durationMs: number;
  /** Where several answers are allowed: which of them came. */
  readonly branches?: readonly string[];
}

/**
 * Turns exchanges into outcomes. It sends nothing and reads no clock: fed with the same exchanges it says the same,
 * whether they have just come or were recorded a year ago.
 */
export interface Judge {
  /** Makes the cases of an operation known, so that controls can be told from the rest. */
  open(operation: Operation, cases: () => readonly Pick<SentCase, 'control'>[]): void;
  /** One exchange of an operation, whoever sent it: the rules over answers look at it. */
  answered(exchange: Exchange, sent?: SentCase): void;
  /** The exchange that a case ended with: the rules over cases look at it, once its control is known. */
  settled(sent: SentCase, exchange: Exchange): void;
  /** A case that was not sent: for want of something (`blocked`), or because the run ended (`not-run`). */
  withheld(sent: SentCase, because: string, kind?: 'blocked' | 'not-run'): void;
  /** Controls to be sent once more: what deviates from them was answered as if nobody were let in, or nothing were there. */
  doubtful(operation: Operation): readonly CaseId[];
  /** The run ended before its plan: what is judged over all answers is undecided from here on, unless it failed. */
  cut(because: string): void;
  /** No case of this operation is coming any more; what waited for a control is judged without it. */
  close(operation: Operation): void;
  decide(requirement: Requirement): Decision;
}

/** Judges by these rules what belongs to these requirements. */
export function createJudge(
  description: Description, requirements: Requirements, rules: readonly Rule[], context: LawContext, schemas: SchemaJudge,
  /** Sees every answer beside what the description says of it. */
  onAnswer: (view: ResponseView) => void = () => undefined,
): Judge {
  const operations = new Map(description.operations.map((operation) => [operation.id, operation]));
  const caseRules = rules.filter((rule): rule is CaseRule => rule.kind === 'case');
  const responseRules = new Map(rules.flatMap((rule) => (rule.kind === 'response' ? [[rule.id, rule] as const] : [])));
  const benches = createBenches(requirements, responseRules);
  const opened = new Map<string, () => readonly Pick<SentCase, 'control'>[]>();
  const closed = new Set<string>();
  const doubtful = new Set<string>();
  let cutBecause: string | undefined;

  /** Opened and closed when it is looked at next: to unpack the benches of all operations only for that would take longer than all judging. */
  const benchOf = (operationId: string): Bench => {
    const bench = benches.of(operationId);
    const cases = opened.get(operationId);
    if (cases) {
      opened.delete(operationId);
      bench.cases = { controls: new Set(cases().flatMap(({ control }) => control ?? [])), answeredControls: new Map(), lostControls: new Set(), waiting: [], doubtful: [] };
    }
    if (bench.cases && closed.has(operationId)) {
      const underway = bench.cases;
      judgeWaiting(underway, () => true);
      for (const each of underway.doubtful) leaveUndecided(each, 'its positive control was not sent again afterwards');
      bench.cases = undefined;
    }
    return bench;
  };

  const tallyOf = (tallies: Map<RequirementId, Tally>, id: RequirementId): Tally => {
    const known = tallies.get(id);
    if (known) return known;
    const tally = emptyTally();
    tallies.set(id, tally);
    return tally;
  };

  const eachClaim = (sent: SentCase, operation: Operation, visit: (rule: CaseRule, tally: Tally) => void): void => {
    const { wanted, tallies } = benches.of(operation.id);
    for (const rule of caseRules) {
      const subject = rule.claims(sent.intent, operation, context);
      if (!subject) continue;
      const id = requirementId(rule.id, operation.id, subject.at);
      if (wanted.has(id)) visit(rule, tallyOf(tallies, id));
    }
  };

  const judgeCase = (sent: SentCase, exchange: Exchange, control: Exchange | undefined): void => {
    const operation = operations.get(sent.operationId);
    if (!operation) return;
    const answer = exchange.response;
    const declared = answer.kind === 'response' ? responseFor(operation, answer.status) : undefined;
    const view = { operation, case: sent, exchange, answer, ...(control && { control }), ...(declared && { declared }) };
    const evidence = control ? [exchange.id, control.id] : [exchange.id];
    eachClaim(sent, operation, (rule, tally) => count(tally, guarded(rule.id, () => rule.judge(view)), evidence, exchange.durationMs));
  };

  const judgeWaiting = (state: CasesUnderway, ready: (control: CaseId) => boolean): void => {
    for (let i = 0; i < state.waiting.length; ) {
      const { sent, exchange } = state.waiting[i] ?? unreachable();
      if (sent.control !== undefined && !ready(sent.control)) {
        i++;
        continue;
      }
      state.waiting.splice(i, 1);
      judgeCase(sent, exchange, sent.control === undefined ? undefined : state.answeredControls.get(sent.control));
    }
  };

  /** What was doubtful is judged once its control is accepted again, and is undecided where it is not. */
  const askedAgain = ({ id, operationId }: SentCase, again: Exchange): void => {
    const state = benchOf(operationId).cases;
    const { response } = again;
    if (!state || state.doubtful.length === 0 || (response.kind === 'response' && response.status === 429)) return;
    const answered = state.doubtful.filter(({ sent, exchange }) => sent.control === id && again.startedAt >= exchange.startedAt + exchange.durationMs);
    state.doubtful = state.doubtful.filter((each) => !answered.includes(each));
    for (const each of answered) {
      if (isSuccess(again)) judgeCase(each.sent, each.exchange, state.answeredControls.get(id));
      else leaveUndecided(each, `the same request without the fault was answered ${response.kind === 'response' ? response.status : 'with nothing'} too when it was sent again`);
    }
  };

  const leaveUndecided = ({ sent, exchange }: Settled, why: string): void => {
    const operation = operations.get(sent.operationId);
    const status = exchange.response.kind === 'response' ? exchange.response.status : 0;
    if (operation) eachClaim(sent, operation, (_, tally) => count(tally, { kind: 'blocked', because: `Answered ${status}, and ${why}: the fault in it was not what was refused.` }, [exchange.id], exchange.durationMs));
  };

  return {
    open(operation, cases) {
      opened.set(operation.id, cases);
      closed.delete(operation.id);
    },

    answered(exchange, sent) {
      const operation = exchange.operationId === undefined ? undefined : operations.get(exchange.operationId);
      if (!operation || hasLapsed(exchange)) return;
      const bench = benchOf(operation.id);
      if (exchange.response.kind === 'response') bench.answers++;
      if (isSuccess(exchange)) bench.successes++;
      const view = responseView(operation, exchange, sent, schemas, context.options);
      onAnswer(view);
      for (const { requirement, rule } of bench.overAnswers) {
        const judgement = guarded(rule.id, () => rule.judge(view, requirement.at));
        if (judgement) count(tallyOf(bench.tallies, requirement.id), judgement, [exchange.id], exchange.durationMs);
      }
      if (sent) askedAgain(sent, exchange);
    },

    settled(sent, exchange) {
      const state = benchOf(sent.operationId).cases;
      if (!state) return;
      if (state.controls.has(sent.id)) {
        state.answeredControls.set(sent.id, withoutBodies(exchange));
        judgeWaiting(state, (control) => control === sent.id);
      }
      if (sent.control === undefined || state.answeredControls.has(sent.control) || state.lostControls.has(sent.control)) {
        const control = sent.control === undefined ? undefined : state.answeredControls.get(sent.control);
        if (control && isDoubtful(sent, exchange, control)) {
          state.doubtful.push({ sent, exchange: withoutBodies(exchange) });
          doubtful.add(sent.operationId);
        } else judgeCase(sent, exchange, control);
      } else {
        state.waiting.push({ sent, exchange });
      }
    },

    doubtful: ({ id }) => (doubtful.has(id) ? [...new Set(benchOf(id).cases?.doubtful.flatMap(({ sent: { control } }) => control ?? []))] : []),

    cut(because) {
      cutBecause = because;
    },

    withheld(sent, because, kind = 'blocked') {
      const operation = operations.get(sent.operationId);
      const state = benchOf(sent.operationId).cases;
      if (!operation || !state) return;
      if (state.controls.has(sent.id)) {
        state.lostControls.add(sent.id);
        judgeWaiting(state, (control) => control === sent.id);
      }
      eachClaim(sent, operation, (_, tally) => {
        if (kind === 'blocked') count(tally, { kind, because }, [], 0);
        else tally.notRun ??= because;
      });
    },

    close(operation) {
      closed.add(operation.id);
    },

    decide(requirement) {
      const bench = benchOf(requirement.operationId ?? '');
      const tally = bench.tallies.get(requirement.id);
      const rule = rules.find(({ id }) => id === requirement.rule);
      const outcome = tally && outcomeOf(tally, rule?.kind === 'case' ? rule.decidedBy : 'all');
      if (cutBecause !== undefined && (!outcome || (rule?.kind === 'response' && outcome.kind !== 'fail'))) {
        return { outcome: { kind: 'not-run', because: cutBecause }, evidence: tally?.evidence ?? [], durationMs: tally?.durationMs ?? 0 };
      }
      if (tally && outcome) return { outcome: placed(outcome, description.origin), evidence: tally.evidence, durationMs: tally.durationMs };
      return { outcome: undecided(requirement, bench), evidence: [], durationMs: 0 };
    },
  };
}

/** Answers that speak of who asks, or of what is asked for, and not of the fault in a request. */
const saysSomethingElse: ReadonlySet<number> = new Set([401, 403, 404]);

/** A control that was accepted long ago proves little where the answer says that credentials or things are gone. */
function isDoubtful({ intent }: SentCase, { response, startedAt }: Exchange, control: Exchange): boolean {
  if (intent.kind !== 'invalid' && intent.kind !== 'malformed') return false;
  if (response.kind === 'failure' || !saysSomethingElse.has(response.status) || (response.status === 404 && intent.at.startsWith('/parameters/path/'))) return false;
  return isSuccess(control) && control.startedAt < startedAt;
}

/** Whoever writes a record could call anything lapsed; only a 401 can be. */
function hasLapsed({ lapsed, response }: Exchange): boolean {
  return lapsed !== undefined && response.kind === 'response' && response.status === 401;
}

function isSuccess({ response }: Exchange): boolean {
  return response.kind === 'response' && response.status >= 200 && response.status <= 299;
}

/** A judge that breaks leaves its requirement undecided, and the others alone. */
function guarded<T>(rule: string, judge: () => T): T | Judgement {
  try {
    return judge();
  } catch (thrown) {
    const what = thrown instanceof Error ? thrown.message : String(thrown);
    return { kind: 'error', problem: { code: 'JUDGE_BROKE', what: `The rule ${rule} could not judge this: ${what.split('\n')[0] ?? ''}`, fix: 'Please report it: it is a fault of ours, not of the target.' } };
  }
}

/** A finding points to what the user wrote, not to what we made of it. */
function placed(outcome: Outcome, origin: Origin | undefined): Outcome {
  if (outcome.kind !== 'fail' || !origin) return outcome;
  const [first, ...rest] = outcome.findings;
  const moved = (finding: Finding): Finding => (finding.place === undefined ? finding : { ...finding, place: origin.short(finding.place) });
  return { ...outcome, findings: [moved(first), ...rest.map(moved)] };
}

/** Silence is never a pass: why nothing was seen, and whether that matters. */
function undecided(requirement: Requirement, seen: Pick<Bench, 'answers' | 'successes'>): Outcome {
  if (requirement.blocked !== undefined) return { kind: 'blocked', because: requirement.blocked };
  if (requirement.unprovable !== undefined) return { kind: 'not-applicable', because: requirement.unprovable };
  if (seen.answers === 0) return { kind: 'blocked', because: `Nothing was received from ${requirement.operationId ?? 'the target'}.` };
  const key = /^\/responses\/([^/]+)/.exec(requirement.at)?.[1];
  if (requirement.conditional && key === undefined) return { kind: 'not-applicable', because: 'Its occasion did not arise: no answer of this kind was received.' };
  if (key?.startsWith('2') && seen.successes === 0) return { kind: 'blocked', because: `${requirement.operationId} never answered with success.` };
  if (requirement.conditional) return { kind: 'not-applicable', because: `Its occasion did not arise in ${seen.answers} answers${key === undefined ? '' : ` (${key})`}.` };
  return { kind: 'blocked', because: `No valid request of ${requirement.operationId} got an answer that could decide it.` };
}

/** A control is asked for its status alone; its body need not stay in memory. */
function withoutBodies(exchange: Exchange): Exchange {
  const { body: _sent, ...request } = exchange.request;
  if (exchange.response.kind === 'failure') return { ...exchange, request };
  const { body: _received, ...response } = exchange.response;
  return { ...exchange, request, response };
}

function unreachable(): never {
  throw new Error('An index was left that the loop does not reach.');
}
