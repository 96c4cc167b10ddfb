import type { JsonObject, JsonPointer } from '../../model/json.ts';
import { isObject } from '../resolve-reference.ts';
import type { Workflow } from './document.ts';
import type { Complain } from './fault.ts';
import { knownFields, objectsOf, optionalText, requiredText, textsOf, uniqueIds } from './fields.ts';
import { readFailureActions, readSuccessActions } from './read-actions.ts';
import { readParameters } from './read-parameters.ts';
import { readOutputs, readStep, type Shared } from './read-steps.ts';
import { readWorkflowRef } from './read-targets.ts';

const known = ['workflowId', 'summary', 'description', 'inputs', 'dependsOn', 'steps', 'successActions', 'failureActions', 'outputs', 'parameters'];

/** Reads one Workflow Object. */
export function readWorkflow(value: JsonObject, pointer: JsonPointer, document: JsonObject, complain: Complain): Workflow {
  knownFields(value, known, pointer, complain);
  const shared: Shared = {
    parameters: readParameters(value, pointer, 'either', document, complain),
    successActions: readSuccessActions(value, 'successActions', pointer, document, complain),
    failureActions: readFailureActions(value, 'failureActions', pointer, document, complain),
  };
  const steps = objectsOf(value, 'steps', pointer, complain);
  if (steps.length === 0) complain(value['steps'] === undefined ? pointer : `${pointer}/steps`, 'The workflow has no steps.');
  uniqueIds(steps.map(([step, at]) => [typeof step['stepId'] === 'string' ? step['stepId'] : '', `${at}/stepId`]), 'step', complain);
  const inputs = value['inputs'];
  if (inputs !== undefined && !isObject(inputs)) complain(`${pointer}/inputs`, '"inputs" must be a JSON Schema of an object.');
  return {
    id: requiredText(value, 'workflowId', pointer, complain),
    summary: optionalText(value, 'summary', pointer, complain),
    description: optionalText(value, 'description', pointer, complain),
    inputs: isObject(inputs) ? `${pointer}/inputs` : undefined,
    dependsOn: textsOf(value, 'dependsOn', pointer, complain).flatMap(([text, at]) => readWorkflowRef(text, at, complain) ?? []),
    steps: steps.map(([step, at]) => readStep(step, at, shared, document, complain)),
    outputs: readOutputs(value, pointer, complain),
    pointer,
  };
}
