import type { Description, Operation } from '../model/description.ts';

/** An operation with the values that the path gave to its parameters, percent-decoded. */
export interface MatchedOperation {
  readonly operation: Operation;
  readonly pathValues: ReadonlyMap<string, string>;
}

interface Template {
  readonly operation: Operation;
  readonly expression: RegExp;
  readonly names: readonly string[];
  /** One digit for each segment, lowest for what is most concrete: templates are tried in this order. */
  readonly rank: string;
}

/** Operations by method and number of path segments, most concrete first. */
type Index = ReadonlyMap<string, readonly Template[]>;

const indices = new WeakMap<readonly Operation[], Index>();

/** The operation that a method and a path without query address; concrete segments win over templated ones, from the left. */
export function operationFor({ operations }: Pick<Description, 'operations'>, method: string, path: string): MatchedOperation | undefined {
  const index = indices.get(operations) ?? indexOf(operations);
  for (const { operation, expression, names } of index.get(keyOf(method, path)) ?? []) {
    const match = expression.exec(path);
    if (match) return { operation, pathValues: new Map(names.map((name, at) => [name, decoded(match[at + 1] ?? '')])) };
  }
  return undefined;
}

function indexOf(operations: readonly Operation[]): Index {
  const index = new Map<string, Template[]>();
  for (const operation of operations) {
    const key = keyOf(operation.method, operation.path);
    const list = index.get(key) ?? [];
    list.push(templateOf(operation));
    index.set(key, list);
  }
  for (const list of index.values()) list.sort((a, b) => (a.rank < b.rank ? -1 : a.rank > b.rank ? 1 : 0));
  indices.set(operations, index);
  return index;
}

/** Descriptions write methods in lower case. */
function keyOf(method: string, path: string): string {
  return `${method.toLowerCase()} ${path.split('/').length}`;
}

function templateOf(operation: Operation): Template {
  const { path } = operation;
  const source = path.split(/(\{[^{}]+\})/).map((part) => (/^\{.+\}$/.test(part) ? '([^/]+)' : part.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'))).join('');
  return {
    operation,
    expression: new RegExp(`^${source}$`),
    names: [...path.matchAll(/\{([^{}]+)\}/g)].map(([, name]) => name ?? ''),
    rank: path.split('/').map((segment) => (/^\{[^{}]+\}$/.test(segment) ? 2 : segment.includes('{') ? 1 : 0)).join(''),
  };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
