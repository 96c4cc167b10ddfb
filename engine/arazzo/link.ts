import type { Description, Operation } from '../../model/description.ts';
import type { JsonObject } from '../../model/json.ts';
import type { Problem, Result } from '../../model/problem.ts';
import type { ArazzoDocument, OperationTarget, Step, Workflow, WorkflowRef } from '../../spec/arazzo/document.ts';
import { inputSchemas, type InputSchemas } from '../../spec/arazzo/inputs.ts';
import type { ArazzoSet } from '../../spec/arazzo/read-set.ts';
import { workflowsNamedBy } from '../../spec/arazzo/workflows-named-by.ts';
import { parsePointer } from '../../spec/json-pointer.ts';
import { isObject } from '../../spec/resolve-reference.ts';

/** A workflow with all that it names found. */
export interface LinkedWorkflow {
  readonly document: ArazzoDocument;
  readonly workflow: Workflow;
  readonly schemas: InputSchemas;
  readonly sources: ReadonlyMap<string, string>;
  readonly components: JsonObject;
  operationOf(step: Step): Operation | undefined;
  workflowOf(ref: WorkflowRef): LinkedWorkflow | undefined;
}

/** Finds the operations of all workflows in the description that is judged; one that it lacks is a problem. */
export function linkWorkflows(set: ArazzoSet, description: Description): Result<readonly LinkedWorkflow[]> {
  const known = new Map<Workflow, LinkedWorkflow>();
  const problems: Problem[] = [];

  const linked = (document: ArazzoDocument, workflow: Workflow, shared: Pick<LinkedWorkflow, 'schemas' | 'sources' | 'components'>): LinkedWorkflow => {
    const operations = new Map<Step, Operation>();
    for (const step of workflow.steps) {
      if (step.call.kind !== 'operation') continue;
      const operation = operationFor(step.call.operation, description);
      if (operation) operations.set(step, operation);
      else problems.push(missingOperation(step.call.operation, description, document, step.call.pointer));
      if (operation?.method === 'trace') problems.push({ code: 'ARAZZO_REFUSED', what: 'TRACE cannot be sent: no client lets it through.', where: document.place(step.call.pointer), fix: 'Leave the step out.' });
    }
    return { document, workflow, ...shared, operationOf: (step) => operations.get(step), workflowOf: (ref) => found(document, ref) };
  };

  const found = (from: ArazzoDocument, { source, id }: WorkflowRef): LinkedWorkflow | undefined => {
    const document = source === undefined ? from : set.documentOf(from, source);
    const workflow = document?.workflows.find((each) => each.id === id);
    return workflow && known.get(workflow);
  };

  const link = (document: ArazzoDocument): void => {
    if (document.workflows.some((workflow) => known.has(workflow))) return;
    const { components } = document.document;
    const shared = { schemas: inputSchemas(document.document), sources: new Map(document.sources.map(({ name, url }) => [name, url])), components: isObject(components) ? components : {} };
    for (const workflow of document.workflows) known.set(workflow, linked(document, workflow, shared));
    for (const workflow of document.workflows) {
      for (const { source } of [...workflow.dependsOn, ...workflowsNamedBy(workflow)]) {
        const other = source === undefined ? undefined : set.documentOf(document, source);
        if (other) link(other);
      }
    }
  };

  link(set.main);
  const [first, ...rest] = problems;
  if (first) return { ok: false, problems: [first, ...rest] };
  return { ok: true, value: set.main.workflows.flatMap((workflow) => known.get(workflow) ?? []) };
}

/** Several sources may name descriptions; there is one target, and one description that it is judged by. */
function operationFor(target: OperationTarget, { operations }: Description): Operation | undefined {
  if (target.by === 'id') return operations.find(({ id }) => id === target.operationId);
  const [, path, method] = parsePointer(target.at) ?? [];
  return operations.find((operation) => operation.path === path && operation.method === method);
}

function missingOperation(target: OperationTarget, description: Description, document: ArazzoDocument, pointer: string): Problem {
  const name = target.by === 'id' ? target.operationId : target.at;
  const near = target.by === 'id' ? description.operations.find(({ id }) => id.toLowerCase() === target.operationId.toLowerCase()) : undefined;
  return {
    code: 'ARAZZO_OPERATION', what: `The description ${description.title} has no operation ${JSON.stringify(name)}.`, where: document.place(pointer),
    fix: near ? `Did you mean ${JSON.stringify(near.id)}? Names of operations are told apart by case.` : 'Every step is sent to the one target, and judged by its description: name that with --description, or correct the step.',
  };
}
