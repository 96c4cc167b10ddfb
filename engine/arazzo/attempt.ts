import type { Exchange } from '../../model/exchange.ts';
import type { Json, JsonObject } from '../../model/json.ts';
import type { Condition } from '../../spec/arazzo/condition.ts';
import type { Step, StepParameter, WorkflowRef } from '../../spec/arazzo/document.ts';
import { holds, seenBy } from '../../spec/arazzo/evaluate/holds.ts';
import { render } from '../../spec/arazzo/evaluate/render.ts';
import type { Scope } from '../../spec/arazzo/evaluate/scope.ts';
import { Unanswered } from '../flow/step-ending.ts';
import { pauseAskedFor } from '../flow/poll.ts';
import { operationRequest } from './operation-request.ts';
import { requestSeen, responseSeen } from './seen.ts';
import { scopeOf, StepFailed, walkThrough, type Passage, type StepFacts } from './walk.ts';

/** What one attempt at a step came to. */
export interface Attempt {
  /** What expressions see after it. */
  readonly scope: Scope;
  /** Set when it failed. */
  readonly failure?: StepFacts;
  /** What `Retry-After` in the answer asks for. */
  readonly retryAfterMs?: number;
  /** Set when no answer came, and nobody had said by when it should. */
  readonly unanswered?: Unanswered;
}

/** Nobody is kept waiting longer than this by a header of the target. */
const longestPauseMs = 30_000;

/** Runs a step once. */
export async function attempt(step: Step, passage: Passage): Promise<Attempt> {
  return step.call.kind === 'workflow' ? attemptWorkflow(step, step.call.workflow, passage) : attemptOperation(step, passage);
}

async function attemptOperation(step: Step, passage: Passage): Promise<Attempt> {
  const { walk, linked } = passage;
  const before = scopeOf(passage);
  const operation = linked.operationOf(step);
  if (!operation) return walk.errands.block(`The description has no operation for the step "${step.id}".`);
  const request = operationRequest(step, operation, before);
  if ('why' in request) return { scope: before, failure: failed(request.why, `what the step "${step.id}" sends`) };
  const exchange = await walk.errands.send(request.wire, { once: handlesRefusals(step), ...(step.timeoutMs !== undefined && { withinMs: step.timeoutMs }) });
  const seen = requestSeen(exchange, request);
  const { response } = exchange;
  passage.last = { request: seen, response: response.kind === 'response' ? responseSeen(response) : undefined };
  if (response.kind === 'failure') {
    const scope = { ...before, request: seen };
    const late = step.timeoutMs !== undefined && response.code === 'timeout';
    return { scope, failure: failed(response.what.replace(/\.$/, ''), late ? `an answer within ${step.timeoutMs} ms` : 'an answer', exchange), ...(!late && { unanswered: new Unanswered(response) }) };
  }
  const scope = { ...before, request: seen, response: responseSeen(response) };
  const retryAfterMs = pauseAskedFor(exchange);
  return { scope, ...judged(step, scope, exchange), ...(retryAfterMs !== undefined && { retryAfterMs: Math.min(longestPauseMs, retryAfterMs) }) };
}

async function attemptWorkflow(step: Step, ref: WorkflowRef, passage: Passage): Promise<Attempt> {
  const before = scopeOf(passage);
  try {
    const outputs = await callWorkflow(ref, inputsFrom(step.parameters, before), passage);
    const scope = { ...scopeOf(passage), outputs, ...seenLast(passage) };
    return { scope, ...judged(step, scope) };
  } catch (thrown) {
    if (!(thrown instanceof StepFailed)) throw thrown;
    return { scope: { ...before, ...seenLast(passage) }, failure: thrown.facts };
  }
}

/** Runs a workflow as a part of another one, and gives its outputs. Throws StepFailed when it fails. */
export async function callWorkflow(ref: WorkflowRef, inputs: JsonObject, caller: Passage): Promise<JsonObject> {
  const linked = caller.linked.workflowOf(ref);
  if (!linked) return caller.walk.errands.block(`There is no workflow "${ref.id}".`);
  const { workflow, schemas } = linked;
  const [fault] = workflow.inputs === undefined ? [] : schemas.faults(workflow.inputs, inputs);
  if (fault !== undefined) throw new StepFailed(failed(`inputs of the workflow "${workflow.id}" of which ${fault}`, 'its schema'));
  const passage: Passage = { linked, walk: caller.walk, inputs, steps: new Map() };
  try {
    return await walkThrough(passage, (step) => caller.walk.runStep(step, passage));
  } finally {
    if (passage.last) caller.last = passage.last;
  }
}

/** Parameters as the inputs of a workflow. */
export function inputsFrom(parameters: readonly StepParameter[], scope: Scope): JsonObject {
  return Object.fromEntries(parameters.flatMap(({ name, value }): readonly (readonly [string, Json])[] => {
    const found = render(value, scope);
    return found === undefined ? [] : [[name, found]];
  }));
}

function seenLast({ last }: Passage): Partial<Scope> {
  return last ? { request: last.request, ...(last.response && { response: last.response }) } : {};
}

/** Without criteria an answer is a success unless its status says that it is none. */
function judged(step: Step, scope: Scope, exchange?: Exchange): { readonly failure?: StepFacts } {
  if (step.criteria.length === 0) {
    const status = scope.response?.status ?? 0;
    return exchange === undefined || status < 400 ? {} : { failure: failed({ $statusCode: status }, 'a status below 400, because the step has no criteria', exchange) };
  }
  const broken = step.criteria.find((criterion) => !holds(criterion, scope));
  if (!broken) return {};
  return { failure: failed(seenBy(broken, scope), broken.type === 'simple' ? broken.text : `${broken.type} ${broken.text}`, exchange) };
}

function failed(received: Json, documented: string, exchange?: Exchange): StepFacts {
  const to = exchange ? ` to ${exchange.request.method} ${URL.canParse(exchange.request.url) ? new URL(exchange.request.url).pathname : exchange.request.url}` : '';
  return { received, documented, message: `Received ${typeof received === 'string' ? received : JSON.stringify(received)}${to}; documented: ${documented}.` };
}

/** A step that tries again by itself, or looks for 429, is shown each answer; for others the sender asks again. */
function handlesRefusals({ criteria, onFailure }: Step): boolean {
  return onFailure.some(({ then }) => then.kind === 'retry') || [...criteria, ...onFailure.flatMap((action) => action.criteria)].some((criterion) => criterion.type === 'simple' && mentions(criterion.condition, 429));
}

function mentions(condition: Condition, number: number): boolean {
  switch (condition.kind) {
    case 'literal': return condition.value === number;
    case 'expression': return false;
    case 'not': return mentions(condition.of, number);
    default: return mentions(condition.left, number) || mentions(condition.right, number);
  }
}
