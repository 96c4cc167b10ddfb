import type { CredentialUse } from '../model/case.ts';
import type { ResponseCoverage } from '../model/coverage.ts';
import type { Notice } from '../model/description.ts';
import type { Exploration } from '../model/exploration.ts';
import type { Outcome, OutcomeKind } from '../model/outcome.ts';
import type { Problem } from '../model/problem.ts';
import type { Level, Requirement, RequirementId } from '../model/requirement.ts';
import type { Counts, RunEvent, RunFinished, RunStarted, Verdict } from '../model/run-event.ts';
import type { WaiverStanding } from '../model/waiver.ts';
import { keptExchange, shownExchange } from './shown-exchange.ts';
import type { KeptExchange, ShownExchange } from './shown-exchange.ts';
import { createSharedTexts } from './shared-texts.ts';
import { twinLines } from './twin-diff.ts';

/** A requirement with what became of it. */
export interface JudgedRequirement {
  readonly requirement: Requirement;
  readonly outcome: Outcome;
  /** It can keep the verdict from CONFORMANT. */
  readonly binding: boolean;
  readonly evidence: readonly string[];
  readonly durationMs: number;
}

/** A whole run, or what there is of one. */
export interface CollectedRun {
  readonly started: RunStarted | undefined;
  readonly rows: readonly JudgedRequirement[];
  readonly notices: readonly Notice[];
  readonly problems: readonly Problem[];
  readonly coverage?: ResponseCoverage;
  /** What random cases came to. */
  readonly exploration?: Exploration;
  /** What became of the waivers, in the order of their file. */
  readonly waivers: readonly WaiverStanding[];
  /** What the run made and could not take away again, and why. */
  readonly left: readonly LeftThing[];
  /** Missing when the record is cut off. */
  readonly finished: RunFinished | undefined;
  readonly verdict: Verdict;
  readonly because: string;
  readonly counts: Counts;
  exchange(id: string): ShownExchange | undefined;
  /** What the container logged while it answered an exchange that a finding rests on; none elsewhere. */
  logOf(id: string): readonly string[];
  /** In what the request of an exchange differs from its positive control, as lines; none where it has no control. */
  twin(id: string): readonly string[];
}

/** Something that is still on the target. */
export interface LeftThing {
  /** The request that made it, or may have. */
  readonly request: string;
  readonly because: string;
}

/** Characters of exchanges kept for evidence; beyond them the oldest are dropped. */
const mostEvidence = 48 * 1024 * 1024;

/** Folds events into a run, one after the other. */
export interface RunCollector {
  add(event: RunEvent): void;
  collected(): CollectedRun;
}

/** Folds all events into a run. */
export async function collectRun(events: AsyncIterable<RunEvent>): Promise<CollectedRun> {
  const collector = createRunCollector();
  for await (const event of events) collector.add(event);
  return collector.collected();
}

/** What was planned and never judged counts as our error, not as the target's silence. */
export function createRunCollector(): RunCollector {
  let started: RunStarted | undefined;
  let finished: RunFinished | undefined;
  let coverage: ResponseCoverage | undefined;
  let exploration: Exploration | undefined;
  const shared = createSharedTexts();
  const requirements = new Map<RequirementId, Requirement>();
  const judged = new Map<RequirementId, Omit<JudgedRequirement, 'requirement'>>();
  const notices: Notice[] = [];
  const problems: Problem[] = [];
  const asked = new Map<string, string>();
  const left: LeftThing[] = [];
  const waivers: WaiverStanding[] = [];
  const exchanges = new Map<string, KeptExchange>();
  const credentials = new Map<string, CredentialUse>();
  const controls = new Map<string, string>();
  const settled = new Map<string, string>();
  const logs = new Map<string, readonly string[]>();
  let size = 0;
  const add = (event: RunEvent): void => {
    switch (event.event) {
      case 'run-started':
        started = event;
        break;
      case 'requirement-planned':
        requirements.set(event.requirement.id, shared.requirement(event.requirement));
        break;
      case 'exchange': {
        const kept = keptExchange(event.exchange);
        exchanges.set(event.exchange.id, kept);
        size += kept.size;
        for (const [id, old] of exchanges) {
          if (size <= mostEvidence) break;
          exchanges.delete(id);
          size -= old.size;
          // What is known of it only serves to show it.
          controls.delete(id);
          credentials.delete(id);
          const { caseId } = old.exchange;
          if (caseId !== undefined && settled.get(caseId) === id) settled.delete(caseId);
        }
        break;
      }
      case 'case-settled':
        settled.set(event.case.id, event.exchange);
        if (event.case.control !== undefined) controls.set(event.exchange, event.case.control);
        if (event.case.intent.kind === 'unauthorised') credentials.set(event.exchange, event.case.intent.credentials);
        break;
      case 'judged':
        judged.set(requirements.get(event.id)?.id ?? event.id, { outcome: shared.outcome(event.outcome), binding: event.binding, evidence: shared.ids(event.evidence), durationMs: event.durationMs });
        break;
      case 'ledger':
        if (event.entry.kind === 'asked') asked.set(event.entry.thing, `${event.entry.method} ${event.entry.path}`);
        else if (event.entry.kind === 'left') left.push({ request: asked.get(event.entry.thing) ?? '', because: event.entry.because });
        if (event.entry.kind !== 'asked' && event.entry.kind !== 'made') asked.delete(event.entry.thing);
        break;
      case 'waiver':
        waivers.push(event.standing);
        break;
      case 'target-log':
        logs.set(event.exchange, event.lines);
        break;
      case 'notice':
        notices.push(event.notice);
        break;
      case 'problem':
        problems.push(event.problem);
        break;
      case 'response-coverage':
        ({ coverage } = event);
        break;
      case 'exploration':
        ({ exploration } = event);
        break;
      case 'run-finished':
        finished = event;
        break;
      default:
        break;
    }
  };
  const collected = (): CollectedRun => {
    const rows = [...requirements.values()].map((requirement): JudgedRequirement => ({ requirement, ...(judged.get(requirement.id) ?? lost(requirement)) }));
    return {
      started, rows, notices, problems, waivers, left, finished, ...(coverage && { coverage }), ...(exploration && { exploration }),
      verdict: finished?.verdict ?? 'ERROR',
      because: finished?.because ?? 'The record ends before the run did.',
      counts: countsOf(rows),
      exchange: (id) => {
        const kept = exchanges.get(id);
        return kept && shownExchange(kept, credentials.get(id), started?.target.network);
      },
      logOf: (id) => logs.get(id) ?? [],
      twin: (id) => {
        const [own, control] = [exchanges.get(id), exchanges.get(settled.get(controls.get(id) ?? '') ?? '')];
        return own && control ? twinLines(control.exchange.request, own.exchange.request) : [];
      },
    };
  };
  return { add, collected };
}

function lost({ level }: Requirement): Omit<JudgedRequirement, 'requirement'> {
  return {
    outcome: { kind: 'error', problem: { code: 'RUN_CUT_OFF', what: 'The run ended before this was decided.' } },
    binding: level === 'MUST', evidence: [], durationMs: 0,
  };
}

function countsOf(rows: readonly JudgedRequirement[]): Counts {
  const none = (): Record<OutcomeKind, number> => ({ pass: 0, fail: 0, error: 0, blocked: 0, 'not-run': 0, 'not-applicable': 0, waived: 0, 'stale-waiver': 0 });
  const counts: Record<Level, Record<OutcomeKind, number>> = { MUST: none(), SHOULD: none(), MAY: none() };
  for (const { requirement, outcome } of rows) counts[requirement.level][outcome.kind]++;
  return counts;
}
