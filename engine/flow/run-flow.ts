import type { CaptureKey, CredentialUse } from '../../model/case.ts';
import type { Exchange } from '../../model/exchange.ts';
import type { Flow } from '../../model/flow.ts';
import type { Json } from '../../model/json.ts';
import type { Outcome } from '../../model/outcome.ts';
import type { WireRequest } from '../../model/target.ts';
import { createFlowContext } from './flow-context.ts';
import { openFlowWire } from './flow-wire.ts';
import { createStepBook } from './step-book.ts';

/** What a flow is run with. */
export interface FlowDependencies {
  /**
   * Adds the credentials, sends, answers for 429 and its retries, redacts and records. Resolves with the exchange as it
   * is recorded, because that is what is judged. A request that got no answer is an exchange too.
   */
  exchange(request: WireRequest, credentials: CredentialUse, step: { readonly flow: string; readonly step: string }): Promise<Exchange>;
  readonly captured: ReadonlyMap<CaptureKey, Json>;
  /** The switches that are on (see `FlowStep.onlyWith`). */
  readonly switches: ReadonlySet<string>;
  /** Resolves after so many milliseconds, or at once when the signal aborts. */
  sleep(milliseconds: number, signal: AbortSignal): Promise<void>;
  readonly signal: AbortSignal;
}

/** How one step ended. */
export interface StepResult {
  readonly step: string;
  readonly outcome: Outcome;
  /** Which of several documented answers came, in order. */
  readonly branches: readonly string[];
  /** Exchange ids, the deciding one first, at most 20. */
  readonly evidence: readonly string[];
  /** Sum over the exchanges. */
  readonly durationMs: number;
}

/** Runs a flow and says of each of its steps how it ended, in their order. It never throws on account of the target or the flow. */
export async function runFlow(flow: Flow, dependencies: FlowDependencies): Promise<readonly StepResult[]> {
  const book = createStepBook(flow, dependencies.switches);
  const missing = flow.needs.captures.find((key) => !dependencies.captured.has(key));
  if (missing !== undefined) return book.blockAll(`No value was found for ${missing}.`);

  const wire = await openFlowWire(flow.id, dependencies);
  try {
    const { context, undo } = createFlowContext(flow, dependencies, book, wire);
    try {
      await flow.run(context);
      book.runEnded();
    } catch (thrown) {
      book.runEnded(thrown);
    }
    await undo();
    return book.results();
  } finally {
    await wire.close();
  }
}
