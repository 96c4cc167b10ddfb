import { LineCounter, YAMLError, isAlias, isMap, isPair, isScalar, isSeq, parseDocument, type Document, type Node } from 'yaml';
import type { Place, Problem, Result } from '../model/problem.ts';
import { configurationFile, type ConfigurationFile } from './configuration-file.ts';
import { interpolate, type Environment } from './interpolate.ts';
import { schemaProblems, type Locate } from './schema-problems.ts';

/** A file's settings, with every environment variable that it names filled in. */
export interface ParsedConfiguration {
  readonly settings: ConfigurationFile;
  /** Texts that came out of the environment; they may be secrets. */
  readonly fromEnvironment: readonly string[];
  readonly locate: Locate;
}

const deepest = 20;

/** Reads YAML or JSON. Every problem has its line, column and pointer. */
export function parseConfiguration(source: string, file: string, environment: Environment): Result<ParsedConfiguration> {
  const lines = new LineCounter();
  const document = parsed(source, lines);
  if (document instanceof YAMLError || document.errors.length > 0) {
    const errors = document instanceof YAMLError ? [document] : document.errors;
    return failed(errors.slice(0, 5).map((error) => syntaxProblem(error, file, lines)));
  }
  const locate = locator(document, file, lines);
  const problems: Problem[] = [];
  const fromEnvironment: string[] = [];
  const value = valueOf(document.contents, [], { locate, environment, problems, fromEnvironment });
  if (problems.length > 0) return failed(problems);
  const result = configurationFile.safeParse(value ?? {});
  if (!result.success) return failed(schemaProblems(result.error.issues, locate));
  return { ok: true, value: { settings: result.data, fromEnvironment, locate } };
}

function parsed(source: string, lines: LineCounter): Document | YAMLError {
  try {
    return parseDocument(source, { lineCounter: lines, prettyErrors: false, strict: true, uniqueKeys: true });
  } catch (error) {
    // The parser recurses, so a hostile file can exhaust the stack.
    return new YAMLError('YAMLParseError', [0, 0], 'BAD_COLLECTION_TYPE', error instanceof RangeError ? 'Nested too deeply' : String(error));
  }
}

function syntaxProblem(error: YAMLError, file: string, lines: LineCounter): Problem {
  const { line, col } = lines.linePos(error.pos[0]);
  const what = error.message.split('\n')[0]?.trim().replace(/[.:]$/, '') ?? 'unreadable';
  return {
    code: 'CONFIGURATION_SYNTAX',
    what: `The configuration is not valid YAML or JSON: ${what}.`,
    where: { file, line: Math.max(1, line), column: Math.max(1, col) },
  };
}

interface Reading {
  readonly locate: Locate;
  readonly environment: Environment;
  readonly problems: Problem[];
  readonly fromEnvironment: string[];
}

function valueOf(node: unknown, path: readonly PropertyKey[], reading: Reading): unknown {
  if (path.length > deepest) return refused(reading, path, 'is nested too deeply');
  if (isAlias(node)) return refused(reading, path, 'is a YAML alias, which a configuration cannot use');
  if (isScalar(node)) return typeof node.value === 'string' ? filledIn(node.value, path, reading) : plain(node.value);
  if (isSeq(node)) return node.items.map((item, index) => valueOf(item, [...path, index], reading));
  if (!isMap(node)) return undefined;
  const entries = node.items.filter(isPair).map(({ key, value }): [string, unknown] => {
    const name = isScalar(key) ? String(key.value) : '';
    const at = [...path, name];
    if (name === '' || name === '__proto__') return [name, refused(reading, at, 'is no name of a setting')];
    return [name, valueOf(value, at, reading)];
  });
  return Object.fromEntries(entries);
}

function plain(value: unknown): unknown {
  return value === null ? undefined : value;
}

function filledIn(text: string, path: readonly PropertyKey[], reading: Reading): string {
  const result = interpolate(text, reading.environment);
  if (result.used.length > 0) reading.fromEnvironment.push(...result.used);
  for (const problem of result.problems) reading.problems.push({ ...problem, where: reading.locate(path, 'value') });
  return result.text;
}

function refused(reading: Reading, path: readonly PropertyKey[], why: string): undefined {
  const name = path.length > deepest ? String(path[0]) : path.map(String).join('.');
  reading.problems.push({ code: 'CONFIGURATION_INVALID', what: `${name} ${why}.`, where: reading.locate(path.slice(0, deepest), 'key') });
  return undefined;
}

function locator(document: Document, file: string, lines: LineCounter): Locate {
  return (path, what) => {
    const pointer = path.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
    const node = nodeAt(document.contents, path, what);
    const position: Place = { file, ...(pointer ? { pointer } : {}) };
    if (!node?.range) return position;
    const { line, col } = lines.linePos(node.range[0]);
    return { ...position, line, column: col };
  };
}

/** The node at a path, or the nearest one around it. */
function nodeAt(root: unknown, path: readonly PropertyKey[], what: 'key' | 'value'): Node | undefined {
  let node = root;
  for (const [index, step] of path.entries()) {
    const last = index === path.length - 1;
    if (isSeq(node)) {
      node = node.items[Number(step)] ?? node;
    } else if (isMap(node)) {
      const pair = node.items.find(({ key }) => isScalar(key) && String(key.value) === String(step));
      if (!pair) break;
      const emptyValue = !pair.value || (isScalar(pair.value) && pair.value.value === null);
      node = (last && what === 'key') || emptyValue ? pair.key : pair.value;
    }
  }
  return node && typeof node === 'object' && 'range' in node ? (node as Node) : undefined;
}

function failed(problems: readonly Problem[]): Result<never> {
  const [first, ...rest] = problems;
  return { ok: false, problems: [first ?? { code: 'CONFIGURATION_INVALID', what: 'The configuration is invalid.' }, ...rest] };
}
