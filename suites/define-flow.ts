import type { CaptureKey } from '../model/case.ts';
import type { Flow, FlowContext, FlowNeeds, FlowStep, OperationRef } from '../model/flow.ts';

/** A flow whose steps, operations and captures are spelled the same wherever they are named: the compiler checks it. */
export function defineFlow<
  const Step extends string, const Operation extends string, const Capture extends CaptureKey,
>(
  flow: Omit<Flow, 'needs' | 'steps' | 'run'> & {
    readonly needs: FlowNeeds & {
      readonly operations: Readonly<Record<Operation, OperationRef>>;
      readonly captures: readonly Capture[];
    };
    readonly steps: readonly (FlowStep & {
      readonly id: Step;
      readonly operation: NoInfer<Operation>;
      readonly after?: readonly NoInfer<Step>[];
      readonly control?: NoInfer<Step>;
    })[];
    run(context: FlowContext<NoInfer<Step>, NoInfer<Operation>, NoInfer<Capture>>): Promise<void>;
  },
): Flow {
  return flow;
}
