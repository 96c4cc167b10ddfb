import type { CaptureKey } from '../../model/case.ts';
import type { Description, Operation } from '../../model/description.ts';
import type { Flow, FlowContext, FlowStep, OperationRef, StepValue } from '../../model/flow.ts';
import type { Json, JsonObject } from '../../model/json.ts';
import type { Permission } from '../../model/profile.ts';
import type { Problem, Result } from '../../model/problem.ts';
import type { Step, Workflow } from '../../spec/arazzo/document.ts';
import type { WorkflowSeen } from '../../spec/arazzo/evaluate/scope.ts';
import { declaredInputs, type DeclaredInput } from '../../spec/arazzo/inputs.ts';
import type { ArazzoSet } from '../../spec/arazzo/read-set.ts';
import { workflowsNamedBy } from '../../spec/arazzo/workflows-named-by.ts';
import { covers, permissionOf } from '../permission-of.ts';
import { linkWorkflows, type LinkedWorkflow } from './link.ts';
import { runStep } from './run-step.ts';
import { told } from './told.ts';
import { mostAttempts, walkThrough, type Next, type Passage } from './walk.ts';

const clause = { title: 'Arazzo 1.0.1, Step Object', url: 'https://spec.openapis.org/arazzo/v1.0.1.html#step-object' };

/**
 * The workflows of an Arazzo document as flows, in the order in which they depend on each other. A workflow that others
 * call is run as a part of them, with what they give to it, and not by itself.
 */
export function compileWorkflows(set: ArazzoSet, description: Description): Result<readonly Flow[]> {
  const linked = linkWorkflows(set, description);
  if (!linked.ok) return linked;
  const inOrder = ordered(runnable(linked.value), set.digest);
  const unrunnable = inOrder.filter(({ flow }) => Object.keys(flow.needs.operations).length === 0);
  const [first, ...rest] = unrunnable.map(({ flow, entry }): Problem => ({ code: 'ARAZZO_INVALID', what: `The workflow ${JSON.stringify(flow.id)} calls no operation at all.`, where: entry.document.place(entry.workflow.pointer), fix: 'Nothing of it could be judged.' }));
  return first ? { ok: false, problems: [first, ...rest] } : { ok: true, value: inOrder.map(({ flow }) => flow) };
}

function runnable(all: readonly LinkedWorkflow[]): readonly LinkedWorkflow[] {
  const called = new Set(all.flatMap((each) => workflowsNamedBy(each.workflow).flatMap((ref) => {
    const other = each.workflowOf(ref);
    return other && other !== each ? [other] : [];
  })));
  const needed = new Set(all.flatMap((each) => each.workflow.dependsOn.flatMap((ref) => each.workflowOf(ref) ?? [])));
  const own = all.filter((each) => !called.has(each) || needed.has(each));
  // Workflows that all call each other have no beginning of their own.
  return own.length > 0 ? [...new Set([...needed, ...own])] : all;
}

function ordered(all: readonly LinkedWorkflow[], digest: string): readonly { readonly flow: Flow; readonly entry: LinkedWorkflow }[] {
  const done = new Set<LinkedWorkflow>();
  const visit = (each: LinkedWorkflow): void => {
    if (done.has(each)) return;
    for (const ref of each.workflow.dependsOn) {
      const other = each.workflowOf(ref);
      if (other) visit(other);
    }
    done.add(each);
  };
  for (const each of all) visit(each);
  return [...done].map((entry) => ({ entry, flow: flowOf(entry, digest) }));
}

function flowOf(linked: LinkedWorkflow, digest: string): Flow {
  const { workflow, document } = linked;
  const operations = operationsOf(linked, new Set());
  const { inputs } = declaredInputs(document.document, workflow.inputs);
  const taken = inputs.map((input) => ({ input, key: keyOf(input) }));
  return {
    id: workflow.id,
    title: oneSentence(workflow.summary ?? workflow.description ?? workflow.id),
    suite: 'flows', level: 'MUST', clause, provenance: 'documented', askedFor: true, inOrder: true, digest,
    permission: strongest(operations),
    needs: {
      operations: Object.fromEntries(operations.map((operation): readonly [string, OperationRef] => [operation.id, { method: operation.method, path: operation.path }])),
      captures: taken.filter(({ input }) => input.required && input.schema['default'] === undefined).map(({ key }) => key),
      optional: taken.filter(({ input }) => !input.required || input.schema['default'] !== undefined).map(({ key }) => key),
    },
    steps: workflow.steps.map((step) => flowStep(step, linked)),
    run: (context) => run(linked, taken, context),
  };
}

function flowStep(step: Step, linked: LinkedWorkflow): FlowStep {
  const [operation] = step.call.kind === 'operation' ? [linked.operationOf(step)] : operationsBelow(step, linked, new Set());
  const said = step.description === undefined ? '' : ` (${oneSentence(step.description).replace(/\.$/, '')})`;
  return {
    id: step.id, operation: operation?.id ?? '', after: [], repeatable: true,
    statement: `The step "${step.id}"${said} succeeds, or fails in a way that the workflow takes care of.`,
  };
}

function operationsOf(linked: LinkedWorkflow, seen: Set<LinkedWorkflow>): readonly Operation[] {
  if (seen.has(linked)) return [];
  seen.add(linked);
  const own = linked.workflow.steps.flatMap((step) => linked.operationOf(step) ?? []);
  const called = workflowsNamedBy(linked.workflow).flatMap((ref) => {
    const other = linked.workflowOf(ref);
    return other ? operationsOf(other, seen) : [];
  });
  return [...new Set([...own, ...called])];
}

function operationsBelow({ call }: Step, linked: LinkedWorkflow, seen: Set<LinkedWorkflow>): readonly Operation[] {
  const other = call.kind === 'workflow' ? linked.workflowOf(call.workflow) : undefined;
  return other ? operationsOf(other, seen) : [];
}

function strongest(operations: readonly Operation[]): Permission {
  return operations.map(permissionOf).reduce((all, each) => (covers(all, each) ? all : each), 'read');
}

/** An input takes the value of the parameter of the same name; what says so takes one that may be destroyed. */
function keyOf({ name, schema }: DeclaredInput): CaptureKey {
  return schema['x-disposable'] === true ? `disposable:${name}` : name;
}

interface TakenInput {
  readonly input: DeclaredInput;
  readonly key: CaptureKey;
}

async function run(linked: LinkedWorkflow, taken: readonly TakenInput[], context: FlowContext): Promise<void> {
  const { workflow, schemas } = linked;
  const inputs = inputsOf(taken, context);
  const trouble = whyNot(linked, context);
  const fault = workflow.inputs === undefined || trouble !== undefined ? undefined : schemas.faults(workflow.inputs, inputs)[0];
  const because = trouble ?? (fault === undefined ? undefined : `The inputs of the workflow break their schema: ${fault}.`);
  if (because !== undefined) {
    for (const { id } of workflow.steps) await context.step(id, async () => context.block(because));
    return;
  }
  await walkReported({
    linked, inputs, steps: new Map(),
    walk: { errands: context, runStep, left: mostAttempts, complete: new Map(earlier(linked, context)) },
  }, context);
}

/** Goes through the workflow, each step as a unit of the report; then says of the others why they were not reached. */
async function walkReported(passage: Passage, context: FlowContext): Promise<void> {
  const { workflow } = passage.linked;
  const visited = new Set<string>();
  let stopped: { readonly at: Step; readonly value: StepValue<Next> } | undefined;
  const visit = async (step: Step): Promise<Next> => {
    visited.add(step.id);
    const done = await context.step(step.id, () => told(() => runStep(step, passage)));
    if (done.passed) return done.value;
    stopped = { at: step, value: done };
    return { kind: 'end' };
  };
  const outputs = await walkThrough(passage, visit);
  if (!stopped) context.leave({ inputs: passage.inputs, outputs });
  const end = stopped;
  for (const [index, { id }] of workflow.steps.entries()) {
    if (visited.has(id)) continue;
    // What was jumped over before the failure would not have been run without it either.
    const waited = end !== undefined && index > workflow.steps.indexOf(end.at);
    await context.step(id, async () => (waited ? end.value.value : context.inapplicable('The workflow went another way, without this step.')));
  }
}

function whyNot({ workflow, workflowOf }: LinkedWorkflow, context: FlowContext): string | undefined {
  const missing = workflow.dependsOn.map((ref) => workflowOf(ref)?.workflow.id ?? ref.id).find((id) => context.leftBy(id) === undefined);
  return missing === undefined ? undefined : `The workflow "${missing}", on which this one depends, did not come to a good end.`;
}

/** What workflows of the document have left that were run before. */
function earlier({ document }: LinkedWorkflow, context: FlowContext): readonly (readonly [Workflow, WorkflowSeen])[] {
  return document.workflows.flatMap((workflow) => {
    const left = context.leftBy(workflow.id);
    return left === undefined ? [] : [[workflow, left as unknown as WorkflowSeen] as const];
  });
}

function inputsOf(taken: readonly TakenInput[], context: FlowContext): JsonObject {
  return Object.fromEntries(taken.flatMap(({ input: { name, schema }, key }): readonly (readonly [string, Json])[] => {
    const found = context.given(key);
    const value = found === undefined ? schema['default'] : typed(found, schema);
    return value === undefined ? [] : [[name, value]];
  }));
}

/** The command line knows texts only; the schema says what they are meant as. */
function typed(value: Json, { type }: JsonObject): Json {
  if (typeof value !== 'string' || type === undefined || type === 'string' || (Array.isArray(type) && (type as readonly Json[]).includes('string'))) return value;
  try {
    return JSON.parse(value) as Json;
  } catch {
    return value;
  }
}

function oneSentence(text: string): string {
  const line = text.trim().split('\n')[0] ?? '';
  return line.length > 160 ? `${line.slice(0, 159)}…` : line;
}
