import type { Plan } from '../model/plan.ts';

/** Which operation supplies which value to which other one, in Mermaid. What is given and not found comes from a box of its own. */
export function dependencyGraph({ captures, operations }: Pick<Plan, 'captures' | 'operations'>): string {
  const ids = new Map<string, string>();
  const idOf = (name: string): string => {
    const id = ids.get(name) ?? `n${ids.size}`;
    ids.set(name, id);
    return id;
  };
  const edges = operations.flatMap(({ operationId, captures: needed }) => needed.flatMap((key) => {
    const sources = captures.find((each) => each.key === key)?.sources ?? [];
    const from = [...new Set(sources.map((source) => (source.kind === 'discovery' ? source.operationId : source.kind)))];
    return (from.length > 0 ? from : ['nowhere']).filter((source) => source !== operationId).map((source) => `  ${idOf(source)} -->|${key}| ${idOf(operationId)}`);
  }));
  const alone = operations.filter(({ operationId }) => !ids.has(operationId)).map(({ operationId }) => `  ${idOf(operationId)}["${operationId}"]`);
  const named = [...ids].filter(([name]) => !alone.some((line) => line.endsWith(`["${name}"]`))).map(([name, id]) => `  ${id}["${name.replaceAll('"', '#quot;')}"]`);
  return ['flowchart LR', ...named, ...alone, ...edges, ''].join('\n');
}
