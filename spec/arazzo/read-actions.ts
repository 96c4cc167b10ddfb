import type { JsonObject, JsonPointer } from '../../model/json.ts';
import { readCriteria } from './criterion.ts';
import type { FailureAction, Goto, SuccessAction } from './document.ts';
import type { Complain } from './fault.ts';
import { knownFields, objectsOf, optionalText, requiredText } from './fields.ts';
import { readParameters } from './read-parameters.ts';
import { readWorkflowRef } from './read-targets.ts';
import { reusable, type ReusableGroup } from './reusables.ts';

interface Fields {
  readonly names: readonly string[];
  readonly types: readonly string[];
}

const fields: Readonly<Record<'successActions' | 'failureActions', Fields>> = {
  successActions: { names: ['name', 'type', 'workflowId', 'stepId', 'criteria', 'parameters'], types: ['end', 'goto'] },
  failureActions: { names: ['name', 'type', 'workflowId', 'stepId', 'criteria', 'parameters', 'retryAfter', 'retryLimit'], types: ['end', 'goto', 'retry'] },
};

/** Reads success actions under a name, references followed. */
export function readSuccessActions(holder: JsonObject, name: string, pointer: JsonPointer, document: JsonObject, complain: Complain): readonly SuccessAction[] {
  return readActions(holder, name, 'successActions', pointer, document, complain) as readonly SuccessAction[];
}

/** Reads failure actions under a name, references followed. */
export function readFailureActions(holder: JsonObject, name: string, pointer: JsonPointer, document: JsonObject, complain: Complain): readonly FailureAction[] {
  return readActions(holder, name, 'failureActions', pointer, document, complain);
}

function readActions(holder: JsonObject, name: string, group: Exclude<ReusableGroup, 'parameters'>, pointer: JsonPointer, document: JsonObject, complain: Complain): readonly FailureAction[] {
  const actions = objectsOf(holder, name, pointer, complain).flatMap(([value, at]) => {
    const real = reusable(value, at, group, document, complain);
    return real ? (readAction(real.value, real.pointer, group, document, complain) ?? []) : [];
  });
  const seen = new Set<string>();
  for (const action of actions) {
    if (seen.has(action.name)) complain(`${pointer}/${name}`, `Two actions are called ${JSON.stringify(action.name)}.`, 'Every action of a list needs a name of its own.');
    seen.add(action.name);
  }
  return actions;
}

/** Reads one Success or Failure Action Object. */
export function readAction(value: JsonObject, pointer: JsonPointer, group: 'successActions' | 'failureActions', document: JsonObject, complain: Complain): FailureAction | undefined {
  const { names, types } = fields[group];
  knownFields(value, names, pointer, complain);
  const name = requiredText(value, 'name', pointer, complain);
  const criteria = readCriteria(value, 'criteria', pointer, complain);
  const type = requiredText(value, 'type', pointer, complain);
  if (type === '') return undefined;
  if (!types.includes(type)) {
    complain(`${pointer}/type`, `There is no action of the type ${JSON.stringify(type)} here.`, `Known are ${types.join(', ')}.`);
    return undefined;
  }
  const goto = readGoto(value, pointer, document, complain);
  if (type === 'retry') return { name, criteria, then: { kind: 'retry', ...readRetry(value, pointer, complain), ...(goto && { first: goto }) } };
  for (const field of ['retryAfter', 'retryLimit']) if (value[field] !== undefined) complain(`${pointer}/${field}`, `"${field}" has no effect on an action of the type ${type}.`, 'Say "type: retry", or leave it out.');
  if (type === 'end') return { name, criteria, then: { kind: 'end' } };
  if (goto) return { name, criteria, then: goto };
  complain(pointer, 'This goto leads nowhere.', 'Add a stepId or a workflowId.');
  return undefined;
}

function readGoto(value: JsonObject, pointer: JsonPointer, document: JsonObject, complain: Complain): Goto | undefined {
  const step = optionalText(value, 'stepId', pointer, complain);
  const workflow = optionalText(value, 'workflowId', pointer, complain);
  if (step !== undefined && workflow !== undefined) complain(pointer, 'An action names both a stepId and a workflowId.', 'Leave one of them out.');
  if (value['parameters'] !== undefined && workflow === undefined) complain(`${pointer}/parameters`, 'An action can give parameters to a workflow only.', 'Add a workflowId, or leave them out.');
  if (workflow !== undefined) {
    const found = readWorkflowRef(workflow, `${pointer}/workflowId`, complain);
    return found && { kind: 'goto-workflow', workflow: found, parameters: readParameters(value, pointer, 'calls-workflow', document, complain) };
  }
  return step === undefined ? undefined : { kind: 'goto', step };
}

function readRetry(value: JsonObject, pointer: JsonPointer, complain: Complain): { readonly afterMs: number; readonly limit: number } {
  const { retryAfter = 0, retryLimit = 1 } = value;
  const seconds = typeof retryAfter === 'number' && retryAfter >= 0;
  const times = typeof retryLimit === 'number' && Number.isInteger(retryLimit) && retryLimit >= 0;
  if (!seconds) complain(`${pointer}/retryAfter`, '"retryAfter" must be a number of seconds, not below zero.');
  if (!times) complain(`${pointer}/retryLimit`, '"retryLimit" must be a whole number, not below zero.');
  return { afterMs: seconds ? retryAfter * 1000 : 0, limit: times ? retryLimit : 1 };
}
