import type { HttpMethod, Operation } from '../model/description.ts';
import type { Place, Problem, Result } from '../model/problem.ts';
import type { Requirement } from '../model/requirement.ts';
import { nearNames, oneOf, quoted, listed } from './near-names.ts';

/** One word of `--include` or `--exclude`. */
export type Filter =
  | { readonly kind: 'path'; readonly glob: string }
  | { readonly kind: 'method'; readonly method: HttpMethod; readonly glob: string }
  | { readonly kind: 'tag' | 'operationId' | 'rule'; readonly glob: string };

/** What filters choose from. */
export interface Catalogue {
  readonly operations: readonly Pick<Operation, 'id' | 'method' | 'path' | 'tags'>[];
  /** Ids of rules and flows. */
  readonly rules: readonly string[];
}

/** Which operations and requirements are left. */
export interface Selection {
  /** Whether anything at all is filtered. */
  readonly active: boolean;
  operation(operation: Pick<Operation, 'id' | 'method' | 'path' | 'tags'>): boolean;
  rule(id: string): boolean;
  requirement(requirement: Pick<Requirement, 'rule' | 'operationId'>): boolean;
}

const methods: readonly HttpMethod[] = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'];

/**
 * Reads filters and looks each of them up, so that one that matches nothing is a problem and not an empty run.
 * Several includes of operations are alternatives, as are several of rules; both sorts together must hold. Any
 * exclude takes out what it matches. `places` says where words stand that come from a file, by their pointers.
 */
export function selectBy(include: readonly string[], exclude: readonly string[], catalogue: Catalogue, places: Readonly<Record<string, Place>> = {}): Result<Selection> {
  const problems: Problem[] = [];
  const read = (words: readonly string[], setting: string): readonly Filter[] => words.flatMap((word, index) => {
    const where = places[`/${setting}/${index}`];
    const result = readFilter(word, where ? setting : `--${setting}`, catalogue);
    if (result.ok) return [result.value];
    problems.push(...result.problems.map((problem) => (where ? { ...problem, where } : problem)));
    return [];
  });
  const included = read(include, 'include');
  const excluded = read(exclude, 'exclude');
  const [first, ...rest] = problems;
  if (first) return { ok: false, problems: [first, ...rest] };
  const selection = selected(included, excluded, catalogue);
  const left = catalogue.operations.some(selection.operation) && catalogue.rules.some(selection.rule);
  if (left) return { ok: true, value: selection };
  return { ok: false, problems: [{ code: 'NOTHING_SELECTED', what: 'Nothing is left to judge: --include and --exclude together match nothing.', fix: 'Loosen one of them.' }] };
}

function selected(included: readonly Filter[], excluded: readonly Filter[], catalogue: Catalogue): Selection {
  const of = (filters: readonly Filter[], rules: boolean): readonly Filter[] => filters.filter(({ kind }) => (kind === 'rule') === rules);
  const operations = new Map(catalogue.operations.map((operation) => [operation.id, operation]));
  const operation: Selection['operation'] = (candidate) =>
    anyOrNone(of(included, false), (filter) => matchesOperation(filter, candidate)) && !of(excluded, false).some((filter) => matchesOperation(filter, candidate));
  const rule: Selection['rule'] = (id) =>
    anyOrNone(of(included, true), ({ glob }) => matches(glob, id)) && !of(excluded, true).some(({ glob }) => matches(glob, id));
  return {
    active: included.length + excluded.length > 0,
    operation, rule,
    requirement: ({ rule: id, operationId }) => {
      const subject = operationId === undefined ? undefined : operations.get(operationId);
      // What belongs to no operation, such as a step of a flow, is not what a filter by operation asked for.
      return rule(id) && (subject === undefined ? of(included, false).length === 0 : operation(subject));
    },
  };
}

function anyOrNone(filters: readonly Filter[], holds: (filter: Filter) => boolean): boolean {
  return filters.length === 0 || filters.some(holds);
}

function readFilter(word: string, flag: string, catalogue: Catalogue): Result<Filter> {
  const text = word.trim();
  const [, method, path] = /^([A-Za-z]+)\s+(\/\S*)$/.exec(text) ?? [];
  if (method !== undefined && path !== undefined) {
    const known = methods.find((candidate) => candidate === method.toLowerCase());
    if (!known) return unmatched(flag, word, 'is no HTTP method', nearNames(method, methods).map((name) => name.toUpperCase()), methods.map((name) => name.toUpperCase()));
    return lookedUp({ kind: 'method', method: known, glob: path }, word, flag, catalogue);
  }
  if (text.startsWith('/')) return lookedUp({ kind: 'path', glob: text }, word, flag, catalogue);
  const [, kind, name] = /^(tag|operationId|rule):(.+)$/s.exec(text) ?? [];
  if (kind !== undefined && name !== undefined) return lookedUp({ kind: kind as 'tag', glob: name.trim() }, word, flag, catalogue);
  const prefix = /^(\w+):/.exec(text)?.[1];
  if (prefix !== undefined) return unmatched(flag, word, 'has an unknown prefix', nearNames(prefix, ['tag', 'operationId', 'rule']), ['tag:NAME', 'operationId:NAME', 'rule:NAME', '/path', 'METHOD /path']);
  const asOperation: Filter = { kind: 'operationId', glob: text };
  const asRule: Filter = { kind: 'rule', glob: text };
  if (matchesAny(asOperation, catalogue)) return { ok: true, value: asOperation };
  if (matchesAny(asRule, catalogue)) return { ok: true, value: asRule };
  const names = [...catalogue.operations.map(({ id }) => id), ...catalogue.rules];
  return unmatched(flag, word, 'matches no operation and no rule', nearNames(text, names), names);
}

function lookedUp(filter: Filter, word: string, flag: string, catalogue: Catalogue): Result<Filter> {
  if (matchesAny(filter, catalogue)) return { ok: true, value: filter };
  const known = namesFor(filter, catalogue);
  const what = { path: 'operation', method: 'operation', tag: 'tag', operationId: 'operationId', rule: 'rule' }[filter.kind];
  const near = filter.kind === 'method' ? nearNames(`${filter.method} ${filter.glob}`, known) : nearNames(filter.glob, known);
  return unmatched(flag, word, `matches no ${what}`, near, known);
}

function unmatched(flag: string, word: string, why: string, near: readonly string[], known: readonly string[]): Result<never> {
  const question = near.length > 0 ? `Did you mean ${oneOf(near)}? ` : '';
  return { ok: false, problems: [{
    code: 'FILTER_MATCHES_NOTHING', what: `${flag} ${quoted(word)} ${why}.`, fix: `${question}Known: ${listed([...new Set(known)].sort())}.`,
  }] };
}

function namesFor(filter: Filter, { operations, rules }: Catalogue): readonly string[] {
  switch (filter.kind) {
    case 'path': return operations.map(({ path }) => path);
    case 'method': return operations.map(({ method, path }) => `${method.toUpperCase()} ${path}`);
    case 'tag': return operations.flatMap(({ tags }) => tags);
    case 'operationId': return operations.map(({ id }) => id);
    case 'rule': return rules;
  }
}

function matchesAny(filter: Filter, { operations, rules }: Catalogue): boolean {
  return filter.kind === 'rule' ? rules.some((id) => matches(filter.glob, id)) : operations.some((operation) => matchesOperation(filter, operation));
}

function matchesOperation(filter: Filter, { id, method, path, tags }: Catalogue['operations'][number]): boolean {
  switch (filter.kind) {
    case 'path': return matches(filter.glob, path);
    case 'method': return filter.method === method && matches(filter.glob, path);
    case 'tag': return tags.some((tag) => matches(filter.glob, tag));
    case 'operationId': return matches(filter.glob, id);
    case 'rule': return false;
  }
}

/** `*` stands for anything but a slash, `**` for anything; the rest stands for itself. */
function matches(glob: string, text: string): boolean {
  const source = glob.split(/(\*+)/).map((part) =>
    (part === '*' ? '[^/]*' : /^\*+$/.test(part) ? '.*' : part.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'))).join('');
  return new RegExp(`^${source}$`, 's').test(text);
}
