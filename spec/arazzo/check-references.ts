import type { ArazzoDocument, Goto, Outputs, Step, StepParameter, Workflow, WorkflowRef } from './document.ts';
import { expressionsInCriterion } from './criterion.ts';
import type { Expression } from './expression.ts';
import type { Complain } from './fault.ts';
import { declaredInputs } from './inputs.ts';
import { expressionsIn } from './template.ts';

type Read = Pick<ArazzoDocument, 'sources' | 'workflows' | 'document'>;

/** Complains about every name that names nothing, and about what depends on itself. */
export function checkReferences(read: Read, complain: Complain): void {
  for (const workflow of read.workflows) {
    for (const each of workflow.dependsOn) checkWorkflow(each, read, complain);
    for (const step of workflow.steps) checkStep(step, workflow, read, complain);
    checkExpressions(workflow.outputs.flatMap(([name, value]) => expressionsIn(value).map((expression) => [expression, `${workflow.pointer}/outputs/${name}`])), workflow, read, complain);
    for (const circle of circles(workflow.steps.map(({ id, dependsOn }) => [id, dependsOn]))) complain(workflow.pointer, `Steps depend on each other in a circle: ${circle.join(' → ')}.`, 'None of them could ever begin.');
  }
  const order = read.workflows.map(({ id, dependsOn }) => [id, dependsOn.flatMap((each) => (each.source === undefined ? [each.id] : []))] as const);
  for (const circle of circles(order)) complain('/workflows', `Workflows depend on each other in a circle: ${circle.join(' → ')}.`, 'None of them could ever begin.');
}

function checkStep(step: Step, workflow: Workflow, read: Read, complain: Complain): void {
  const { pointer, call } = step;
  const steps = workflow.steps.map(({ id }) => id);
  if (call.kind === 'workflow') checkWorkflow(call.workflow, read, complain);
  else if (call.operation.source !== undefined) checkSource(call.operation.source, call.pointer, 'openapi', read, complain);
  for (const [index, each] of step.dependsOn.entries()) {
    if (!steps.includes(each)) complain(`${pointer}/dependsOn/${index}`, `The workflow has no step ${JSON.stringify(each)}.`, `It has: ${steps.join(', ')}.`);
  }
  for (const { name, then } of [...step.onSuccess, ...step.onFailure]) {
    const goto = then.kind === 'retry' ? then.first : then.kind === 'end' ? undefined : then;
    if (goto) checkGoto(goto, name, step, steps, read, complain);
  }
  checkExpressions(expressionsOf(step), workflow, read, complain);
}

function checkGoto(goto: Goto, action: string, step: Step, steps: readonly string[], read: Read, complain: Complain): void {
  if (goto.kind === 'goto-workflow') checkWorkflow(goto.workflow, read, complain);
  else if (!steps.includes(goto.step)) complain(step.pointer, `The action ${JSON.stringify(action)} leads to the step ${JSON.stringify(goto.step)}, which the workflow does not have.`, `It has: ${steps.join(', ')}.`);
}

function checkWorkflow({ source, id, pointer }: WorkflowRef, read: Read, complain: Complain): void {
  if (source !== undefined) {
    checkSource(source, pointer, 'arazzo', read, complain);
    return;
  }
  const ids = read.workflows.map((workflow) => workflow.id);
  if (!ids.includes(id)) complain(pointer, `There is no workflow ${JSON.stringify(id)}.`, `There are: ${ids.join(', ')}.`);
}

function checkSource(name: string, pointer: string, type: 'openapi' | 'arazzo', { sources }: Read, complain: Complain): void {
  const found = sources.find((source) => source.name === name);
  if (!found) complain(pointer, `There is no source description ${JSON.stringify(name)}.`, `There are: ${sources.map((source) => source.name).join(', ')}.`);
  else if (found.type !== type) complain(pointer, `The source description ${JSON.stringify(name)} is of the type ${found.type}, so it has no ${type === 'openapi' ? 'operations' : 'workflows'}.`);
}

type Placed = readonly (readonly [Expression, string])[];

function expressionsOf(step: Step): Placed {
  const { pointer, parameters, requestBody, criteria, onSuccess, onFailure, outputs } = step;
  const own = (parameter: StepParameter): Placed => expressionsIn(parameter.value).map((expression) => [expression, parameter.pointer]);
  const given = (all: Outputs): Placed => all.flatMap(([name, value]) => expressionsIn(value).map((expression) => [expression, `${pointer}/outputs/${name}`] as const));
  const below = (field: string, expressions: readonly Expression[]): Placed => expressions.map((expression) => [expression, `${pointer}/${field}`]);
  const actions = [...onSuccess, ...onFailure];
  const gotos = actions.flatMap(({ then }) => (then.kind === 'goto-workflow' ? then.parameters : then.kind === 'retry' && then.first?.kind === 'goto-workflow' ? then.first.parameters : []));
  return [
    ...[...parameters, ...gotos].flatMap(own),
    ...below('requestBody/payload', requestBody?.payload ? expressionsIn(requestBody.payload.template) : []),
    ...below('requestBody/replacements', requestBody?.replacements.flatMap(({ value }) => expressionsIn(value)) ?? []),
    ...below('successCriteria', criteria.flatMap(expressionsInCriterion)),
    ...below('', actions.flatMap((action) => action.criteria.flatMap(expressionsInCriterion))).map(([expression]) => [expression, pointer] as const),
    ...given(outputs),
  ];
}

function checkExpressions(placed: Placed, workflow: Workflow, read: Read, complain: Complain): void {
  for (const [expression, pointer] of placed) {
    switch (expression.kind) {
      case 'inputs': {
        const { inputs, complete } = declaredInputs(read.document, workflow.inputs);
        if (complete && !names(inputs.map(({ name }) => name), expression.name)) complain(pointer, `The workflow has no input ${JSON.stringify(expression.name)}.`, inputs.length > 0 ? `It has: ${inputs.map(({ name }) => name).join(', ')}.` : 'Declare it under "inputs".');
        break;
      }
      case 'steps': {
        const step = workflow.steps.find(({ id }) => id === expression.step);
        if (!step) complain(pointer, `The workflow has no step ${JSON.stringify(expression.step)}.`, `It has: ${workflow.steps.map(({ id }) => id).join(', ')}.`);
        else checkOutput(expression.name, step.outputs, `step ${JSON.stringify(step.id)}`, pointer, complain);
        break;
      }
      case 'workflows': {
        const other = read.workflows.find(({ id }) => id === expression.workflow);
        if (!other) complain(pointer, `There is no workflow ${JSON.stringify(expression.workflow)}.`, `There are: ${read.workflows.map(({ id }) => id).join(', ')}.`);
        else if (expression.of === 'outputs') checkOutput(expression.name, other.outputs, `workflow ${JSON.stringify(other.id)}`, pointer, complain);
        break;
      }
      case 'sourceDescriptions':
        if (!read.sources.some(({ name }) => name === expression.source)) complain(pointer, `There is no source description ${JSON.stringify(expression.source)}.`, `There are: ${read.sources.map(({ name }) => name).join(', ')}.`);
        break;
      default:
        break;
    }
  }
}

function checkOutput(name: string, outputs: Outputs, of: string, pointer: string, complain: Complain): void {
  const known = outputs.map(([each]) => each);
  if (!names(known, name)) complain(pointer, `The ${of} has no output ${JSON.stringify(name)}.`, known.length > 0 ? `It has: ${known.join(', ')}.` : 'Declare it under its "outputs".');
}

/** A name, or a name and members of its value after dots. */
function names(known: readonly string[], name: string): boolean {
  return known.some((each) => each === name || name.startsWith(`${each}.`));
}

/** Each circle once, by the names along it. */
function circles(edges: readonly (readonly [string, readonly string[]])[]): readonly (readonly string[])[] {
  const next = new Map(edges);
  const left = new Set<string>();
  const found: (readonly string[])[] = [];
  const visit = (id: string, path: readonly string[]): void => {
    if (path.includes(id)) found.push([...path.slice(path.indexOf(id)), id]);
    else if (!left.has(id)) {
      for (const each of next.get(id) ?? []) visit(each, [...path, id]);
      left.add(id);
    }
  };
  for (const [id] of edges) visit(id, []);
  return found;
}
