import type { Exchange } from '../../model/exchange.ts';
import type { Flow, FlowStep } from '../../model/flow.ts';
import type { Outcome } from '../../model/outcome.ts';
import { inSettledOrder } from './settled-order.ts';
import { Blocked, FlowBroken, Hindered, Interrupted } from './step-ending.ts';
import { brokenFlow, evidenceOf, outcomeOf } from './step-outcome.ts';
import type { StepResult } from './step-result.ts';

/** A step while it runs. */
export interface RunningStep {
  readonly id: string;
  readonly exchanges: Exchange[];
  readonly branches: string[];
  /** How often it has looked at several things at the same time. */
  forks: number;
  /** Why the last request that got no answer got none. */
  trouble?: unknown;
  readonly cleaning?: boolean;
}

/** Keeps account of the steps of one run of one flow. */
export interface StepBook {
  /** The step that runs now; requests and branches outside of one are a fault of the flow. */
  running(): RunningStep;
  /** Why this step must not run, if it must not. Throws when the flow has no such step, or runs it twice or inside another. */
  hindrance(id: string): Outcome | undefined;
  begin(id: string): RunningStep;
  end(step: RunningStep | string, outcome: Outcome): void;
  outcome(id: string): Outcome | undefined;
  /** The flow's function is over; what it did not reach is settled. */
  runEnded(thrown?: unknown): void;
  results(): readonly StepResult[];
  blockAll(because: string): readonly StepResult[];
}

/** The step that undoing belongs to; it runs whatever became of the others. */
export const cleanupStep = 'cleanup';

interface Settled {
  readonly outcome: Outcome;
  readonly exchanges: readonly Exchange[];
  readonly branches: readonly string[];
}

/** An empty book for these steps. */
export function createStepBook(flow: Flow, switches: ReadonlySet<string>): StepBook {
  const steps = new Map(flow.steps.map((step) => [step.id, step]));
  const settled = new Map<string, Settled>();
  let current: RunningStep | undefined;

  const required = ({ id, after }: FlowStep): readonly string[] =>
    after ?? flow.steps.slice(0, flow.steps.findIndex((step) => step.id === id)).map((step) => step.id);

  const settle = (id: string, outcome: Outcome, running?: RunningStep): void => {
    const before = settled.get(id);
    settled.set(id, { outcome, exchanges: [...(before?.exchanges ?? []), ...inSettledOrder(running?.exchanges ?? [])], branches: [...(before?.branches ?? []), ...(running?.branches ?? [])] });
  };

  /** What the steps ended with that this one rests on: its positive controls. */
  const groundsOf = (step: FlowStep): readonly Exchange[] =>
    [...required(step), ...(step.control === undefined ? [] : [step.control])].flatMap((id) => settled.get(id)?.exchanges.slice(-1) ?? []);

  const resultOf = (step: FlowStep): StepResult => {
    const { outcome, branches, exchanges } = settled.get(step.id) ?? { outcome: undecided, branches: [], exchanges: [] };
    const control = step.control === undefined ? undefined : settled.get(step.control)?.outcome;
    const uncontrolled = outcome.kind === 'pass' && step.control !== undefined && control?.kind !== 'pass';
    const evidence = evidenceOf(exchanges, wasDecided(outcome) ? groundsOf(step) : []);
    return {
      step: step.id,
      outcome: uncontrolled ? { kind: 'blocked', because: `The positive control did not hold: ${wordsFor(step.control ?? '', control)}.` } : withEvidence(outcome, evidence),
      branches,
      evidence,
      durationMs: exchanges.reduce((sum, { durationMs }) => sum + durationMs, 0),
    };
  };

  return {
    running() {
      if (!current) throw new FlowBroken('It used something outside of a step that works inside of one only.');
      return current;
    },
    hindrance(id) {
      const step = steps.get(id);
      if (!step) throw new FlowBroken(`It has no step ${id}; it has: ${[...steps.keys()].join(', ')}.`);
      if (current) throw new FlowBroken(`It began the step ${id} inside the step ${current.id}.`);
      if (settled.has(id) && step.repeatable !== true) throw new FlowBroken(`It ran the step ${id} twice.`);
      if (step.onlyWith !== undefined && !switches.has(step.onlyWith)) {
        // Nobody has declared that the target can bear it, so it does not apply; a verdict does not wait for it.
        return { kind: 'not-applicable', because: `It is tried only where "${step.onlyWith}" is allowed, because it can do harm beyond what was handed out.` };
      }
      if (step.actor !== undefined && !switches.has(step.actor)) {
        return { kind: 'not-applicable', because: `No credentials of the ${step.actor} actor are configured.` };
      }
      for (const each of required(step)) {
        const before = settled.get(each)?.outcome;
        if (!before) throw new FlowBroken(`The step ${id} came before the step ${each}, which it needs.`);
        if (before.kind !== 'pass') return blockedBy(each, before);
      }
      return undefined;
    },
    begin(id) {
      current = { id, exchanges: [], branches: [], forks: 0, ...(id === cleanupStep && { cleaning: true }) };
      return current;
    },
    end(step, outcome) {
      if (typeof step === 'string') {
        settle(step, outcome);
        return;
      }
      settle(step.id, outcome, step);
      current = undefined;
    },
    outcome: (id) => settled.get(id)?.outcome,
    runEnded(thrown) {
      current = undefined;
      const outcome: Outcome = thrown === undefined
        ? { kind: 'error', problem: brokenFlow(flow.id, 'It ended before this step.') }
        : outcomeOf(thrown instanceof Blocked || thrown instanceof Hindered || thrown instanceof Interrupted ? thrown : new FlowBroken(messageOf(thrown)), { flow: flow.id, step: '', exchanges: [] });
      for (const { id } of flow.steps) {
        if (!settled.has(id) && id !== cleanupStep) settle(id, outcome);
      }
    },
    results: () => flow.steps.map(resultOf),
    blockAll: (because) => flow.steps.map(({ id }) => ({ step: id, outcome: { kind: 'blocked', because }, branches: [], evidence: [], durationMs: 0 })),
  };
}

const undecided: Outcome = { kind: 'not-applicable', because: 'There was nothing to clean up.' };

/** Blocked by a step; the first cause is named, not the last. */
export function blockedBy(id: string, outcome: Outcome): Outcome {
  return outcome.kind === 'not-run' || outcome.kind === 'blocked' || outcome.kind === 'not-applicable' ? outcome : { kind: 'blocked', because: `${wordsFor(id, outcome)}.` };
}

function wordsFor(id: string, outcome: Outcome | undefined): string {
  switch (outcome?.kind) {
    case 'fail': return `step "${id}" failed`;
    case 'error': return `step "${id}" ended in an error`;
    case 'blocked': return `step "${id}" was blocked (${outcome.because})`;
    default: return `step "${id}" was not run`;
  }
}

function wasDecided(outcome: Outcome): boolean {
  return outcome.kind === 'pass' || outcome.kind === 'fail';
}

function withEvidence(outcome: Outcome, evidence: readonly string[]): Outcome {
  if (outcome.kind !== 'fail') return outcome;
  const [first, ...rest] = outcome.findings;
  return { ...outcome, findings: [{ ...first, evidence }, ...rest] };
}

function messageOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}
