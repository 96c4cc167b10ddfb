import type { FailureAction, Goto, Step, SuccessAction } from '../../spec/arazzo/document.ts';
import { chooseAction } from '../../spec/arazzo/evaluate/choose-action.ts';
import { renderOutputs } from '../../spec/arazzo/evaluate/render.ts';
import type { Scope } from '../../spec/arazzo/evaluate/scope.ts';
import { attempt, callWorkflow, inputsFrom } from './attempt.ts';
import { mostAttempts, StepFailed, type Next, type Passage } from './walk.ts';

/** Runs a step until it has succeeded, or has failed for good: then StepFailed is thrown. */
export async function runStep(step: Step, passage: Passage): Promise<Next> {
  const retries = new Map<string, number>();
  const { errands } = passage.walk;
  requireSteps(step, passage);
  for (;;) {
    spend(step, passage);
    const { scope, failure, retryAfterMs, unanswered } = await attempt(step, passage);
    if (!failure) {
      passage.steps.set(step.id, renderOutputs(step.outputs, scope));
      return follow(chooseAction(step.onSuccess, { ...scope, steps: passage.steps })?.then, scope, passage);
    }
    const action = chooseAction(step.onFailure, scope, retries);
    // An answer that never came is no fault of the target that we could name.
    if (!action || action.then.kind === 'end') throw unanswered ?? new StepFailed(failure);
    if (action.then.kind !== 'retry') {
      errands.took(`failed, then ${action.name}`);
      return follow(action.then, scope, passage);
    }
    retries.set(action.name, (retries.get(action.name) ?? 0) + 1);
    await errands.pause(retryAfterMs ?? action.then.afterMs);
    if (action.then.first) await detour(action.then.first, scope, passage);
  }
}

function requireSteps({ id, dependsOn }: Step, { steps, walk }: Passage): void {
  const missing = dependsOn.find((each) => !steps.has(each));
  if (missing !== undefined) walk.errands.block(`The step "${id}" depends on the step "${missing}", which was not completed before it.`);
}

function spend({ id }: Step, { walk }: Passage): void {
  if (--walk.left >= 0) return;
  throw new StepFailed({
    received: mostAttempts, documented: 'an end', message: `Received no end after ${mostAttempts} attempts at steps, the last at "${id}"; documented: the workflow comes to an end.`,
  });
}

/** Goes where an action leads. Another workflow takes over: when it is over, so is this one. */
async function follow(then: SuccessAction['then'] | Exclude<FailureAction['then'], { kind: 'retry' }> | undefined, scope: Scope, passage: Passage): Promise<Next> {
  switch (then?.kind) {
    case undefined: return { kind: 'next' };
    case 'end': return { kind: 'end' };
    case 'goto': return { kind: 'goto', step: then.step };
    case 'goto-workflow': {
      await callWorkflow(then.workflow, inputsFrom(then.parameters, scope), passage);
      return { kind: 'end' };
    }
  }
}

/** What is done before the step is tried again; the step comes back to where it was. */
async function detour(goto: Goto, scope: Scope, passage: Passage): Promise<void> {
  if (goto.kind === 'goto-workflow') {
    await callWorkflow(goto.workflow, inputsFrom(goto.parameters, scope), passage);
    return;
  }
  const step = passage.linked.workflow.steps.find(({ id }) => id === goto.step);
  if (!step) return;
  spend(step, passage);
  const { scope: found, failure, unanswered } = await attempt(step, passage);
  if (failure) throw unanswered ?? new StepFailed(failure);
  passage.steps.set(step.id, renderOutputs(step.outputs, found));
}
