import type { Exchange } from '../../model/exchange.ts';
import type { Outcome } from '../../model/outcome.ts';
import { disappointmentOf } from './expectation.ts';
import { Blocked, FlowBroken, Hindered, Interrupted, interrupted, PassedOver, Unanswered } from './step-ending.ts';

/** Where a step stood when it ended. */
export interface StepPlace {
  readonly flow: string;
  readonly step: string;
  /** What the step sent, in order. */
  readonly exchanges: readonly Exchange[];
}

/** How a step ended that threw this. */
export function outcomeOf(thrown: unknown, { flow, step, exchanges }: StepPlace): Outcome {
  if (thrown instanceof Blocked) return { kind: 'blocked', because: thrown.message };
  if (thrown instanceof PassedOver) return { kind: 'not-applicable', because: thrown.message };
  if (thrown instanceof Hindered) return thrown.outcome;
  if (thrown instanceof Interrupted) return { kind: 'not-run', because: interrupted };
  if (thrown instanceof Unanswered) {
    if (thrown.failure.code === 'aborted') return { kind: 'not-run', because: interrupted };
    return { kind: 'error', problem: { code: 'NO_ANSWER', what: thrown.failure.what, fix: 'Look at the target, then run again.' } };
  }
  if (thrown instanceof FlowBroken) return { kind: 'error', problem: brokenFlow(flow, thrown.message) };
  const last = exchanges.at(-1);
  const found = disappointmentOf(thrown, last);
  if (!found) return { kind: 'error', problem: brokenFlow(flow, `Step ${step}: ${messageOf(thrown)}`) };
  if (last?.response.kind === 'response' && last.response.status === 429) {
    return { kind: 'blocked', because: 'Answered 429 until the retries were used up.' };
  }
  const { message, ...facts } = found;
  return {
    kind: 'fail',
    sites: 1,
    findings: [{ facts, message, cluster: `${flow}: ${step}`, evidence: evidenceOf(exchanges) }],
  };
}

/** The problem of a flow that did what it must not. */
export function brokenFlow(flow: string, what: string): { readonly code: string; readonly what: string; readonly fix: string } {
  return { code: 'FLOW_BROKEN', what: `The flow ${flow} broke off. ${what}`, fix: 'This is a fault of the flow, not of the target: report it with the recording.' };
}

const mostEvidence = 20;
const mostOfItsOwn = 15;

/** Exchange ids: the deciding one, which is the last, first; then what came before it, then the positive controls. */
export function evidenceOf(exchanges: readonly Exchange[], grounds: readonly Exchange[] = []): readonly string[] {
  const own = exchanges.slice(grounds.length > 0 ? -mostOfItsOwn : -mostEvidence).reverse();
  return [...new Set([...own, ...[...grounds].reverse()].map(({ id }) => id))].slice(0, mostEvidence);
}

function messageOf(thrown: unknown): string {
  return thrown instanceof Error ? (thrown.message.split('\n')[0] ?? '') : String(thrown);
}
