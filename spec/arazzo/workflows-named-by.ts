import type { Workflow, WorkflowRef } from './document.ts';

/** The workflows that a workflow may run as a part of itself: called by a step, or gone to. */
export function workflowsNamedBy({ steps }: Workflow): readonly WorkflowRef[] {
  return steps.flatMap(({ call, onSuccess, onFailure }) => [
    ...(call.kind === 'workflow' ? [call.workflow] : []),
    ...[...onSuccess, ...onFailure].flatMap(({ then }) => {
      const goto = then.kind === 'retry' ? then.first : then;
      return goto?.kind === 'goto-workflow' ? [goto.workflow] : [];
    }),
  ]);
}
