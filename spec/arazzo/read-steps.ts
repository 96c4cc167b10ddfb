import type { JsonObject, JsonPointer } from '../../model/json.ts';
import { readCriteria } from './criterion.ts';
import type { Call, FailureAction, Outputs, Step, StepParameter, SuccessAction } from './document.ts';
import type { Complain } from './fault.ts';
import { knownFields, membersOf, notEmpty, optionalText, requiredText, textsOf } from './fields.ts';
import { readFailureActions, readSuccessActions } from './read-actions.ts';
import { readBody } from './read-body.ts';
import { keyOf, readParameters } from './read-parameters.ts';
import { readOperationId, readOperationPath, readWorkflowRef } from './read-targets.ts';
import { isSelector } from './selector.ts';
import { readTemplate } from './template.ts';

/** What a workflow says for all of its steps. */
export interface Shared {
  readonly parameters: readonly StepParameter[];
  readonly successActions: readonly SuccessAction[];
  readonly failureActions: readonly FailureAction[];
}

const ways = ['operationId', 'operationPath', 'workflowId'] as const;
const newer = ['timeout', 'dependsOn'];
const asynchronous = ['channelPath', 'correlationId', 'action'];
const known = ['stepId', 'description', ...ways, 'parameters', 'requestBody', 'successCriteria', 'onSuccess', 'onFailure', 'outputs', ...newer];

/** Reads one Step Object, and puts into it what the workflow says for all. */
export function readStep(value: JsonObject, pointer: JsonPointer, shared: Shared, document: JsonObject, complain: Complain): Step {
  knownFields(Object.fromEntries(Object.entries(value).filter(([name]) => !asynchronous.includes(name))), known, pointer, complain);
  for (const field of asynchronous) if (value[field] !== undefined) complain(`${pointer}/${field}`, `"${field}" belongs to AsyncAPI, which is not run here.`, 'Name an operation of an OpenAPI description.');
  for (const name of ['successCriteria', 'dependsOn']) notEmpty(value, name, pointer, complain);
  const id = requiredText(value, 'stepId', pointer, complain);
  const call = readCall(value, pointer, complain);
  const calls = call?.kind === 'workflow';
  const own = readParameters(value, pointer, call === undefined ? 'either' : calls ? 'calls-workflow' : 'operation', document, complain);
  const mine = new Set(own.map(keyOf));
  const inherited = shared.parameters.filter((each) => !mine.has(keyOf(each)) && calls === (each.in === undefined));
  if (calls && value['requestBody'] !== undefined) complain(`${pointer}/requestBody`, 'A step that calls a workflow sends no body.', 'Give its inputs as parameters.');
  const onSuccess = readSuccessActions(value, 'onSuccess', pointer, document, complain);
  const onFailure = readFailureActions(value, 'onFailure', pointer, document, complain);
  const step = {
    id, description: optionalText(value, 'description', pointer, complain), parameters: [...own, ...inherited],
    requestBody: readBody(value, pointer, complain),
    criteria: readCriteria(value, 'successCriteria', pointer, complain),
    onSuccess: [...onSuccess, ...notNamed(shared.successActions, onSuccess)],
    onFailure: [...onFailure, ...notNamed(shared.failureActions, onFailure)],
    outputs: readOutputs(value, pointer, complain),
    timeoutMs: readTimeout(value, pointer, complain),
    dependsOn: textsOf(value, 'dependsOn', pointer, complain).flatMap(([each, at]) => readDependency(each, at, complain)),
    pointer,
  };
  // A step that does nothing is a fault already; that others refer to it is none.
  return { ...step, call: call ?? { kind: 'operation', operation: { by: 'id', operationId: '' }, pointer } };
}

/** The outputs of a step or a workflow. */
export function readOutputs(holder: JsonObject, pointer: JsonPointer, complain: Complain): Outputs {
  return membersOf(holder, 'outputs', pointer, complain).flatMap(([name, value, at]) => {
    if (typeof value === 'string' || isSelector(value)) return [[name, readTemplate(value, at, complain)] as const];
    complain(at, 'An output is a runtime expression, or a selector.');
    return [];
  });
}

function readCall(value: JsonObject, pointer: JsonPointer, complain: Complain): Call | undefined {
  const given = ways.filter((way) => value[way] !== undefined);
  const [way, ...more] = given;
  if (way === undefined || more.length > 0) {
    complain(pointer, way === undefined ? 'The step does nothing: it has none of operationId, operationPath and workflowId.' : `The step has ${given.join(' and ')}.`, `Give exactly one of ${ways.join(', ')}.`);
    return undefined;
  }
  const at = `${pointer}/${way}`;
  const text = requiredText(value, way, pointer, complain);
  if (text === '') return undefined;
  if (way === 'workflowId') {
    const workflow = readWorkflowRef(text, at, complain);
    return workflow && { kind: 'workflow', workflow };
  }
  const operation = way === 'operationId' ? readOperationId(text, at, complain) : readOperationPath(text, at, complain);
  return operation && { kind: 'operation', operation, pointer: at };
}

function notNamed<T extends { readonly name: string }>(shared: readonly T[], own: readonly T[]): readonly T[] {
  return shared.filter(({ name }) => !own.some((each) => each.name === name));
}

function readTimeout(value: JsonObject, pointer: JsonPointer, complain: Complain): number | undefined {
  const { timeout } = value;
  if (timeout === undefined) return undefined;
  if (typeof timeout === 'number' && Number.isInteger(timeout) && timeout > 0) return timeout;
  complain(`${pointer}/timeout`, '"timeout" must be a whole number of milliseconds, above zero.');
  return undefined;
}

function readDependency(text: string, pointer: JsonPointer, complain: Complain): readonly string[] {
  if (!text.startsWith('$')) return [text];
  complain(pointer, 'A step can depend on steps of its own workflow only; those of others are over before it begins.', 'Let the workflow depend on the other workflow instead.');
  return [];
}
