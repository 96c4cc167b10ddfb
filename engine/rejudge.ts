import type { CaseId, SentCase } from '../model/case.ts';
import type { Description } from '../model/description.ts';
import type { Exchange } from '../model/exchange.ts';
import type { Requirement, RequirementId } from '../model/requirement.ts';
import type { CodeFile, Flow } from '../model/flow.ts';
import type { Json } from '../model/json.ts';
import type { OutcomeKind } from '../model/outcome.ts';
import type { ResponseView, Rule, SchemaJudge } from '../model/rule.ts';
import type { CodeInRun, RunEvent } from '../model/run-event.ts';
import { decisionOf } from './flow/decision-of.ts';
import { flowRequirements } from './flow/flow-requirements.ts';
import { replayFlow } from './flow/replay-flow.ts';
import type { Decision } from './judging/judge.ts';
import { createJudge } from './judging/judge.ts';
import { asDeclared } from './capabilities.ts';
import { knownFindings } from './known-findings.ts';
import { lawContext } from './law-context.ts';
import { requirementsIn } from './requirements-in.ts';
import { waiverBook } from './waivers.ts';

/** What judging again needs beside the record. */
export interface RejudgeInput {
  readonly events: readonly RunEvent[];
  readonly description: Description;
  readonly rules: readonly Rule[];
  readonly flows: readonly Flow[];
  /** Judges answers. */
  readonly schemas: SchemaJudge;
  /** Sees every answer beside what the description says of it. */
  readonly onAnswer?: (view: ResponseView) => void;
}

/** Outcomes from recorded exchanges alone: nothing is sent, and equal records give equal outcomes. */
export async function rejudge(input: RejudgeInput): Promise<ReadonlyMap<RequirementId, Decision>> {
  const decisions = new Map([...rejudgeCases(input), ...(await rejudgeFlows(input))]);
  // What a filter or a permission withheld was never asked of the target.
  for (const event of input.events) {
    if (event.event === 'judged' && event.outcome.kind === 'not-run') decisions.set(event.id, { outcome: event.outcome, evidence: event.evidence, durationMs: event.durationMs });
  }
  const started = input.events.find((each) => each.event === 'run-started');
  const today = started?.startedAt.slice(0, 10) ?? '';
  const known = knownFindings(started?.known ?? [], today);
  const decided = input.events.flatMap((event) => {
    const decision = event.event === 'requirement-planned' ? decisions.get(event.requirement.id) : undefined;
    if (event.event !== 'requirement-planned' || !decision) return [];
    const { requirement } = event;
    return [{ requirement, decision, outcome: known.applied(requirement.id, asDeclared(requirement, decision.outcome, started?.capabilities ?? [])) }];
  });
  const waivers = waiverBook(started?.waivers ?? [], decided.map(({ requirement, outcome }) => ({ requirement, kind: outcome.kind })), today);
  return new Map(decided.map(({ requirement, decision, outcome }) => [requirement.id, { ...decision, outcome: waivers.applied(requirement, outcome) }]));
}

const undecided: ReadonlySet<OutcomeKind> = new Set(['blocked', 'not-run', 'not-applicable']);

async function rejudgeFlows({ events, flows, description }: RejudgeInput): Promise<ReadonlyMap<RequirementId, Decision>> {
  const started = events.find((each) => each.event === 'run-started');
  const planned = new Set(events.flatMap((each) => (each.event === 'requirement-planned' ? [each.requirement.id] : [])));
  const exchanges = events.flatMap((each) => (each.event === 'exchange' ? [each.exchange] : []));
  const decisions = new Map<RequirementId, Decision>();
  const left = new Map<string, Json>();
  for (const { id, because } of undecidable(started?.code ?? [], flows, events)) decisions.set(id, { outcome: { kind: 'blocked', because }, evidence: [], durationMs: 0 });
  for (const flow of flows) {
    if (!isAsRecorded(flow, started?.code ?? [])) continue;
    const prefix = `${flow.id}/`;
    const captured = new Map<string, Json>(events.flatMap((each) => (each.event === 'captured' && each.key.startsWith(prefix) ? [[each.key.slice(prefix.length), each.value] as const] : [])));
    if (flow.needs.captures.some((key) => !captured.has(key))) {
      // What it needed was never found, and no record can tell more; but nothing passes or fails without an answer.
      for (const { requirement } of flowRequirements(flow, description)) {
        const said = events.find((each) => each.event === 'judged' && each.id === requirement.id);
        if (said?.event === 'judged' && undecided.has(said.outcome.kind)) decisions.set(requirement.id, { outcome: said.outcome, evidence: said.evidence, durationMs: said.durationMs });
      }
      continue;
    }
    const results = await replayFlow(flow, exchanges, { captured, description, switches: new Set(started?.switches ?? []), left });
    for (const { requirement } of flowRequirements(flow, description)) {
      const result = results.find(({ step }) => requirement.at === `/steps/${step}`);
      if (result && planned.has(requirement.id)) decisions.set(requirement.id, decisionOf(result));
    }
  }
  return decisions;
}

/** Requirements that code decided which is not here, or is not what it was. */
function undecidable(recorded: readonly CodeInRun[], flows: readonly Flow[], events: readonly RunEvent[]): readonly { readonly id: RequirementId; readonly because: string }[] {
  const reasons = new Map(recorded.filter(({ flow }) => !flows.some((each) => each.id === flow && isAsRecorded(each, recorded))).map(({ flow, files }) => {
    const named = files.map(({ file, sha256 }) => `${file} (sha256 ${sha256})`).join(', ');
    return [flow, `It was decided by code of the user, and cannot be judged again without exactly that code: ${named}.`];
  }));
  return events.flatMap((each) => {
    const because = each.event === 'requirement-planned' ? reasons.get(each.requirement.rule) : undefined;
    return each.event === 'requirement-planned' && because !== undefined ? [{ id: each.requirement.id, because }] : [];
  });
}

/** Whether a flow is the one of the record, as far as its code says; where files stand does not matter. */
function isAsRecorded({ id, code }: Flow, recorded: readonly CodeInRun[]): boolean {
  const before = recorded.find(({ flow }) => flow === id)?.files;
  const digests = (files: readonly CodeFile[] = []): string => files.map(({ sha256 }) => sha256).sort().join(' ');
  return digests(before) === digests(code);
}

function rejudgeCases({ events, description, rules, schemas, onAnswer }: RejudgeInput): ReadonlyMap<RequirementId, Decision> {
  const started = events.find((each) => each.event === 'run-started');
  const requirements = events.flatMap((each) => (each.event === 'requirement-planned' ? [each.requirement] : []));
  const ruleIds = new Set(rules.flatMap(({ id, kind }) => (kind === 'flow' ? [] : [id])));
  const judged = requirements.filter(({ rule }) => ruleIds.has(rule));
  const law = started?.law ?? { formats: 'assert', undeclaredProperties: 'off' };
  const judge = createJudge(description, requirementsIn(judged), rules, lawContext(description, law), schemas, onAnswer);
  const cases = casesIn(events);
  const byOperation = new Map<string, SentCase[]>();
  for (const each of cases.values()) (byOperation.get(each.operationId) ?? byOperation.set(each.operationId, []).get(each.operationId))?.push(each);
  for (const operation of description.operations) judge.open(operation, () => byOperation.get(operation.id) ?? []);
  const exchanges = new Map<string, Exchange>();
  for (const event of events) {
    switch (event.event) {
      case 'exchange':
        exchanges.set(event.exchange.id, event.exchange);
        judge.answered(event.exchange, event.exchange.caseId === undefined ? undefined : cases.get(event.exchange.caseId));
        break;
      case 'case-settled': {
        const exchange = exchanges.get(event.exchange);
        if (exchange) judge.settled(event.case, exchange);
        break;
      }
      case 'case-withheld':
        judge.withheld(event.case, event.because, event.kind);
        break;
      default:
        break;
    }
  }
  for (const operation of description.operations) judge.close(operation);
  return new Map(judged.map((requirement: Requirement) => [requirement.id, judge.decide(requirement)]));
}

function casesIn(events: readonly RunEvent[]): ReadonlyMap<CaseId, SentCase> {
  return new Map(events.flatMap((event) =>
    event.event === 'case-settled' || event.event === 'case-withheld' ? [[event.case.id, event.case] as const] : []));
}
