import type { OutcomeKind, Waiver } from '../model/outcome.ts';
import type { Counts, Verdict } from '../model/run-event.ts';
import type { Evidence } from './evidence.ts';

/** What a run came to, requirement by requirement, each with the leaves of the evidence that decided it. */
export interface Results {
  readonly format: 'calico-conformance/results/1';
  readonly runId: string;
  readonly verdict: Verdict;
  readonly because: string;
  readonly counts: Counts;
  readonly rows: readonly ResultRow[];
  readonly waivers: readonly Waiver[];
}

export interface ResultRow {
  readonly requirement: string;
  readonly outcome: OutcomeKind;
  /** It can keep the verdict from CONFORMANT. */
  readonly binding: boolean;
  /** Leaves of the evidence, counted from zero: lines of the record. */
  readonly evidence: readonly number[];
  /** Requests that were sent for what decided it, those that were asked to come again later included. */
  readonly attempts: number;
}

/** The results that a record says. */
export function resultsOf({ events, started, finished, exchanges }: Evidence): Results {
  const rows: ResultRow[] = [];
  const waivers: Waiver[] = [];
  for (const event of events) {
    if (event.event !== 'judged') continue;
    const { id, outcome, binding } = event;
    const decided = event.evidence.flatMap((each) => exchanges.get(each) ?? []);
    rows.push({ requirement: id, outcome: outcome.kind, binding, evidence: decided.map(({ leaf }) => leaf), attempts: decided.reduce((sum, { exchange }) => sum + exchange.attempt, 0) });
    if (outcome.kind === 'waived' || outcome.kind === 'stale-waiver') waivers.push(outcome.waiver);
  }
  return { format: 'calico-conformance/results/1', runId: started.runId, verdict: finished.verdict, because: finished.because, counts: finished.counts, rows, waivers };
}
