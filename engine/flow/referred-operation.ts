import type { Description, Operation } from '../../model/description.ts';
import type { OperationRef } from '../../model/flow.ts';

/** The operation of a description with this method and this path, whatever its parameters are called. */
export function referredOperation(ref: OperationRef, { operations }: Pick<Description, 'operations'>): Operation | undefined {
  return operations.find(({ method, path }) => method === ref.method && shape(path) === shape(ref.path));
}

/** The same operation under the name that a flow has for it, with the flow's names of its path parameters. */
export function operationCalled(id: string, ref: OperationRef, description: Pick<Description, 'operations'>): Operation | undefined {
  const operation = referredOperation(ref, description);
  if (!operation) return undefined;
  const [theirs, ours] = [namesIn(operation.path), namesIn(ref.path)];
  const renamed = (name: string): string => ours[theirs.indexOf(name)] ?? name;
  return { ...operation, id, path: ref.path, parameters: operation.parameters.map((each) => (each.in === 'path' ? { ...each, name: renamed(each.name) } : each)) };
}

function shape(path: string): string {
  return path.replace(/\{[^}]*\}/g, '{}');
}

function namesIn(path: string): readonly string[] {
  return [...path.matchAll(/\{([^}]*)\}/g)].map(([, name = '']) => name);
}
