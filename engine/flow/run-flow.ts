import type { Flow } from '../../model/flow.ts';
import { createFlowContext } from './flow-context.ts';
import type { FlowDependencies } from './flow-dependencies.ts';
import { openFlowWire } from './flow-wire.ts';
import { createStepBook } from './step-book.ts';
import { FlowBroken, Interrupted } from './step-ending.ts';
import type { StepResult } from './step-result.ts';

/** Runs a flow and says of each of its steps how it ended, in their order. It never throws on account of the target or the flow. */
export async function runFlow(flow: Flow, dependencies: FlowDependencies): Promise<readonly StepResult[]> {
  const book = createStepBook(flow, dependencies.switches);
  const missing = flow.needs.captures.find((key) => !dependencies.captured.has(key));
  if (missing !== undefined) return book.blockAll(`No value was found for ${missing}.`);

  const wire = await openFlowWire(flow.id, dependencies);
  try {
    const { context, undo } = createFlowContext(flow, dependencies, book, wire);
    try {
      await (flow.code ? untilGivenUp(flow.run(context), dependencies.signal) : flow.run(context));
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

const longestMs = 10 * 60_000;

/** Code that is not ours may wait for what never comes; then the run goes on without it. */
async function untilGivenUp(run: Promise<void>, signal: AbortSignal): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  let aborted: (() => void) | undefined;
  const givenUp = new Promise<never>((_, reject) => {
    timer = setTimeout(() => { reject(new FlowBroken(`It was still not over after ${longestMs / 60_000} minutes.`)); }, longestMs);
    // What the flow does about it itself comes first.
    aborted = () => { setTimeout(() => { reject(new Interrupted()); }, 1_000); };
    signal.addEventListener('abort', aborted);
  });
  try {
    await Promise.race([run, givenUp]);
  } finally {
    clearTimeout(timer);
    if (aborted) signal.removeEventListener('abort', aborted);
  }
}
