import type { Flow } from '../../model/flow.ts';
import { createFlowContext } from './flow-context.ts';
import type { FlowDependencies } from './flow-dependencies.ts';
import { openFlowWire } from './flow-wire.ts';
import { createStepBook } from './step-book.ts';
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
