import type { Description, Operation } from '../model/description.ts';

/** An operation with the values that the path gave to its parameters, percent-decoded. */
export interface MatchedOperation {
  readonly operation: Operation;
  readonly pathValues: ReadonlyMap<string, string>;
}

/** The operation that a method and a path without query address; concrete paths win over templates. */
export function operationFor(description: Pick<Description, 'operations'>, method: string, path: string): MatchedOperation | undefined {
  const wanted = method.toLowerCase();
  let best: (MatchedOperation & { readonly rank: number }) | undefined;
  for (const operation of description.operations) {
    if (operation.method !== wanted) continue;
    const match = expressionFor(operation.path).exec(path);
    if (!match) continue;
    const names = [...operation.path.matchAll(/\{([^}]+)\}/g)].map(([, name]) => name ?? '');
    const rank = -names.length;
    if (best && best.rank >= rank) continue;
    best = { operation, rank, pathValues: new Map(names.map((name, index) => [name, decoded(match[index + 1] ?? '')])) };
  }
  return best && { operation: best.operation, pathValues: best.pathValues };
}

const expressions = new Map<string, RegExp>();

function expressionFor(template: string): RegExp {
  const known = expressions.get(template);
  if (known) return known;
  const source = template.split(/(\{[^}]+\})/).map((part) => (part.startsWith('{') ? '([^/]+)' : part.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'))).join('');
  const expression = new RegExp(`^${source}$`);
  expressions.set(template, expression);
  return expression;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
