import { isAlias, isCollection, isMap, LineCounter, parseDocument } from 'yaml';
import type { Json, JsonPointer } from '../../model/json.ts';
import type { Place, Problem, Result } from '../../model/problem.ts';
import { parsePointer } from '../json-pointer.ts';

/** The text of one file and what it means. */
export interface Source {
  /** As the user knows it. */
  readonly file: string;
  readonly text: string;
  readonly value: Json;
}

const deepest = 400;
const mostNodes = 5_000_000;

/** Reads JSON or YAML 1.2. What cannot be read, or would cost too much to look at, is a problem with its place. */
export function parseSource(text: string, file: string): Result<Source> {
  const body = text.startsWith('\uFEFF') ? text.slice(1) : text;
  const fail = (problem: Problem): Result<Source> => ({ ok: false, problems: [problem] });
  if (body.trim() === '') return fail({ code: 'DESCRIPTION_EMPTY', what: 'The description is empty.', where: { file } });
  if (body.includes('\0')) return fail({ code: 'DESCRIPTION_BINARY', what: 'This is not text: it holds NUL bytes.', where: { file }, fix: 'Give an OpenAPI description in YAML or JSON.' });
  const brackets = bracketDepth(body);
  if (brackets > deepest * 2) return fail(tooDeep(file));
  const read = readValue(body, file);
  if (!read.ok) return read;
  const size = measure(read.value);
  if (size.depth > deepest) return fail(tooDeep(file));
  if (size.nodes > mostNodes) {
    return fail({ code: 'DESCRIPTION_TOO_LARGE', what: `The description has more than ${mostNodes.toLocaleString('en')} values once its aliases are followed.`, where: { file }, fix: 'Use $ref instead of YAML aliases, or split the description.' });
  }
  return { ok: true, value: { file, text: body, value: read.value } };
}

function readValue(text: string, file: string): Result<Json> {
  if (/^\s*[[{]/.test(text)) {
    try {
      return { ok: true, value: JSON.parse(text) as Json };
    } catch {
      // YAML takes all JSON and says where it went wrong; flow collections of YAML begin alike.
    }
  }
  try {
    const lines = new LineCounter();
    const document = parseDocument(text, { lineCounter: lines, merge: true, prettyErrors: false });
    const [error] = document.errors;
    if (error) {
      const { line, col } = lines.linePos(error.pos[0]);
      return { ok: false, problems: [{ code: 'DESCRIPTION_SYNTAX', what: `The description is neither JSON nor YAML: ${firstLine(error.message)}.`, where: { file, line, column: col } }] };
    }
    return { ok: true, value: document.toJS({ maxAliasCount: 1_000 }) as Json };
  } catch (thrown) {
    if (thrown instanceof RangeError) return { ok: false, problems: [tooDeep(file)] };
    const what = thrown instanceof Error ? thrown.message : String(thrown);
    const bomb = /alias count/i.test(what);
    return {
      ok: false,
      problems: [bomb
        ? { code: 'DESCRIPTION_TOO_LARGE', what: 'The aliases of the description multiply beyond all bounds.', where: { file }, fix: 'Use $ref instead of YAML aliases.' }
        : { code: 'DESCRIPTION_SYNTAX', what: `The description cannot be read: ${firstLine(what)}.`, where: { file } }],
    };
  }
}

function firstLine(message: string): string {
  return (message.split('\n')[0] ?? '').replace(/[.:\s]+$/, '');
}

function tooDeep(file: string): Problem {
  return { code: 'DESCRIPTION_TOO_DEEP', what: `The description is nested more than ${deepest} levels deep.`, where: { file }, fix: 'Nothing that describes an API needs this: use $ref.' };
}

/** How deep brackets nest, outside of quoted text; enough to refuse what would overflow a parser. */
function bracketDepth(text: string): number {
  let depth = 0;
  let most = 0;
  for (let i = 0; i < text.length; i++) {
    const character = text.charCodeAt(i);
    if (character === 0x22) {
      const end = text.indexOf('"', i + 1);
      // A quote that is never closed is no quote; an escaped one only makes the next count again, which does no harm.
      if (end === -1) break;
      i = end;
    } else if (character === 0x7b || character === 0x5b) most = Math.max(most, ++depth);
    else if (character === 0x7d || character === 0x5d) depth = Math.max(0, depth - 1);
    else if (character === 0x0a && most < 400) depth = Math.min(depth, 400);
  }
  return most;
}

/** Depth and number of values as a tree: shared objects count as often as they are shared. */
function measure(root: Json): { readonly depth: number; readonly nodes: number } {
  let depth = 0;
  let nodes = 0;
  const pending: { readonly value: Json; readonly depth: number }[] = [{ value: root, depth: 1 }];
  for (let next = pending.pop(); next && nodes <= mostNodes && depth <= deepest; next = pending.pop()) {
    nodes++;
    depth = Math.max(depth, next.depth);
    if (next.value !== null && typeof next.value === 'object') {
      for (const member of Object.values(next.value)) pending.push({ value: member as Json, depth: next.depth + 1 });
    }
  }
  return { depth, nodes };
}

/** The line and column of what a pointer means, or of the nearest thing around it. Reads the text again: for problems only. */
export function placeOf({ file, text }: Pick<Source, 'file' | 'text'>, pointer: JsonPointer): Place {
  try {
    const lines = new LineCounter();
    const document = parseDocument(text, { lineCounter: lines, merge: true, prettyErrors: false });
    let node: unknown = document.contents;
    let start = 0;
    for (const token of parsePointer(pointer) ?? []) {
      if (isAlias(node)) node = node.resolve(document);
      if (!isCollection(node)) break;
      const pair = isMap(node) ? node.items.find(({ key }) => String((key as { value?: unknown } | null)?.value ?? key) === token) : undefined;
      const next: unknown = pair ? pair.value : node.get(isMap(node) ? token : Number(token), true);
      const range = ((pair?.key ?? next) as { readonly range?: readonly number[] } | undefined)?.range;
      if (!range) break;
      start = range[0] ?? start;
      node = next;
    }
    const { line, col } = lines.linePos(start);
    return { file, line, column: col, pointer };
  } catch {
    return { file, pointer };
  }
}
