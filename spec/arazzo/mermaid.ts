import type { ArazzoDocument, FailureAction, Step, SuccessAction, Workflow } from './document.ts';

/** The ways through the workflows of a document, as a Mermaid flowchart. */
export function mermaidOf({ workflows }: ArazzoDocument): string {
  const names = new Map(workflows.flatMap((workflow, at) => workflow.steps.map((step, index) => [step, `w${at}s${index}`] as const)));
  const lines = workflows.flatMap((workflow, at) => [
    `  subgraph w${at}["${graphText(workflow.id)}"]`,
    ...workflow.steps.map((step) => `    ${names.get(step) ?? ''}["${graphText(step.id)}<br/>${graphText(callOf(step))}"]`),
    `    w${at}end(("end"))`,
    `    w${at}failed(("failed"))`,
    ...workflow.steps.flatMap((step, index) => edgesOf(step, workflow, index, `w${at}`, names).map((edge) => `    ${edge}`)),
    '  end',
  ]);
  const calls = workflows.flatMap((workflow, at) => workflow.dependsOn.flatMap(({ id, source }) => {
    const other = source === undefined ? workflows.findIndex((each) => each.id === id) : -1;
    return other === -1 ? [] : [`  w${other} ==> w${at}`];
  }));
  return ['flowchart TD', ...lines, ...calls].map((line) => `${line}\n`).join('');
}

function callOf({ call }: Step): string {
  if (call.kind === 'workflow') return `workflow ${call.workflow.id}`;
  return call.operation.by === 'id' ? call.operation.operationId : call.operation.at;
}

function edgesOf(step: Step, { steps }: Workflow, index: number, prefix: string, names: ReadonlyMap<Step, string>): readonly string[] {
  const own = names.get(step) ?? '';
  const following = steps[index + 1];
  const onward = following ? (names.get(following) ?? '') : `${prefix}end`;
  const place = (id: string): string => names.get(steps.find((each) => each.id === id) ?? step) ?? own;
  const edge = ({ name, then }: SuccessAction | FailureAction, arrow: string, ended: string): string => {
    switch (then.kind) {
      case 'end': return `${own} ${arrow}|"${graphText(name)}"| ${ended}`;
      case 'goto': return `${own} ${arrow}|"${graphText(name)}"| ${place(then.step)}`;
      case 'goto-workflow': return `${own} ${arrow}|"${graphText(`${name}: workflow ${then.workflow.id}`)}"| ${ended}`;
      case 'retry': return `${own} ${arrow}|"${graphText(`${name}: again, at most ${then.limit} times`)}"| ${own}`;
    }
  };
  const always = step.onSuccess.some(({ criteria }) => criteria.length === 0);
  return [
    ...(always ? [] : [`${own} --> ${onward}`]),
    ...step.onSuccess.map((action) => edge(action, '-->', `${prefix}end`)),
    ...step.onFailure.map((action) => edge(action, '-.->', action.then.kind === 'end' ? `${prefix}failed` : `${prefix}end`)),
    ...(step.onFailure.some(({ criteria, then }) => criteria.length === 0 && then.kind !== 'retry') ? [] : [`${own} -.-> ${prefix}failed`]),
  ];
}

/** Text in quotation marks of a picture, which it must not end. */
export function graphText(text: string): string {
  return text.replaceAll('&', '#amp;').replaceAll('"', '#quot;').replaceAll('<', '#lt;').replaceAll('>', '#gt;').replaceAll(/\s+/g, ' ');
}
