import type { Description, Operation } from '../model/description.ts';

/** An operation with the values that the path gave to its parameters, percent-decoded. */
export interface MatchedOperation {
  readonly operation: Operation;
  readonly pathValues: ReadonlyMap<string, string>;
}

interface Template {
  readonly expression: RegExp;
  readonly names: readonly string[];
  /** One digit for each segment, lowest for what is most concrete: templates are tried in this order. */
  readonly rank: string;
  /** By method, in lower case, as descriptions write it. */
  readonly operations: ReadonlyMap<string, Operation>;
}

/** Paths by their number of segments, most concrete first. */
type Index = ReadonlyMap<number, readonly Template[]>;

const indices = new WeakMap<readonly Operation[], Index>();

/**
 * The operation that a method and a path without query address; concrete segments win over templated ones, from the left. A path whose every
 * segment is at least as concrete hides another one, whatever methods it has: with `/users/search` and `/users/{id}`, `GET /users/search` asks
 * for no user (OpenAPI 3.1.1, Path Templating Matching).
 */
export function operationFor({ operations }: Pick<Description, 'operations'>, method: string, path: string): MatchedOperation | undefined {
  const index = indices.get(operations) ?? indexOf(operations);
  const hiding: string[] = [];
  for (const { operations: own, expression, names, rank } of index.get(segmentsOf(path)) ?? []) {
    const match = expression.exec(path);
    if (!match) continue;
    const operation = own.get(method.toLowerCase());
    if (!operation) hiding.push(rank);
    else if (!hiding.some((other) => hides(other, rank))) return { operation, pathValues: new Map(names.map((name, at) => [name, decoded(match[at + 1] ?? '')])) };
  }
  return undefined;
}

function hides(one: string, other: string): boolean {
  return one !== other && [...one].every((digit, at) => digit <= (other[at] ?? ''));
}

function indexOf(operations: readonly Operation[]): Index {
  const paths = new Map<string, Map<string, Operation>>();
  for (const operation of operations) {
    const own = paths.get(operation.path) ?? new Map<string, Operation>();
    paths.set(operation.path, own.set(operation.method.toLowerCase(), operation));
  }
  const index = new Map<number, Template[]>();
  for (const [path, own] of paths) {
    const list = index.get(segmentsOf(path)) ?? [];
    list.push(templateOf(path, own));
    index.set(segmentsOf(path), list);
  }
  for (const list of index.values()) list.sort((a, b) => (a.rank < b.rank ? -1 : a.rank > b.rank ? 1 : 0));
  indices.set(operations, index);
  return index;
}

function segmentsOf(path: string): number {
  return path.split('/').length;
}

function templateOf(path: string, operations: ReadonlyMap<string, Operation>): Template {
  const source = path.split(/(\{[^{}]+\})/).map((part) => (/^\{.+\}$/.test(part) ? '([^/]+)' : part.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'))).join('');
  return {
    operations,
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
