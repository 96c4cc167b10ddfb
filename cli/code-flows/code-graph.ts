import type { StepDefinition } from '../../engine/code-flow/definition.ts';
import { graphText } from '../../spec/arazzo/mermaid.ts';
import type { LoadedCode } from './load-code.ts';

/** What the steps of a flow rest on, as a Mermaid flowchart; what its code does between them is not known without running it. */
export function codeGraph({ definition: { id, steps } }: Pick<LoadedCode, 'definition'>): string {
  const names = new Map(steps.map((step, index) => [step.id, `s${index}`]));
  return ['flowchart TD', `  subgraph flow["${graphText(id)}"]`,
    ...steps.map((step) => `    ${names.get(step.id) ?? ''}["${graphText(step.id)}<br/>${graphText(step.operation)}"]`),
    ...steps.flatMap((step, index) => edges(step, steps[index - 1], names).map((edge) => `    ${edge}`)),
    '  end'].map((line) => `${line}\n`).join('');
}

/** Without `after` a step rests on all before it, which is drawn as the last of them. */
function edges({ id, after, control }: StepDefinition, before: StepDefinition | undefined, names: ReadonlyMap<string, string>): readonly string[] {
  const own = names.get(id) ?? '';
  return [
    ...(after ?? (before ? [before.id] : [])).map((each) => `${names.get(each) ?? ''} --> ${own}`),
    ...(control === undefined ? [] : [`${names.get(control) ?? ''} -.->|"control"| ${own}`]),
  ];
}
