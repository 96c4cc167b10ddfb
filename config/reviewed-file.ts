import { LineCounter, isMap, isScalar, parseDocument, type Document } from 'yaml';
import type { Place, Result } from '../model/problem.ts';

/** A YAML file that people review, opened so that every problem can say where it is. */
export interface ReviewedFile {
  readonly root: Readonly<Record<string, unknown>> | undefined;
  readonly document: Document;
  /** The place of what stands at a path, or of the nearest thing around it. */
  where(path: readonly (string | number)[]): Place;
}

/** Opens one; `code` is that of the problem where it is no YAML. */
export function openReviewed(text: string, file: string, { code, noun }: { readonly code: string; readonly noun: string }): Result<ReviewedFile> {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const [broken] = document.errors;
  if (broken) {
    const { line, col } = lines.linePos(broken.pos[0]);
    return { ok: false, problems: [{ code, what: `${noun} not valid YAML: ${broken.message.split('\n')[0] ?? ''}.`, where: { file, line, column: col } }] };
  }
  const root: unknown = document.toJS({ maxAliasCount: 0 });
  return { ok: true, value: { root: isRecord(root) ? root : undefined, document, where: (path) => ({ file, ...placeIn(document, lines, path) }) } };
}

/** Whether a value is an object with names. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Whether a text is a day of the calendar, as YYYY-MM-DD. */
export function isDate(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && new Date(`${text}T00:00:00Z`).toJSON()?.slice(0, 10) === text;
}

/** Line and column of what stands at a path, or of the nearest thing around it. */
function placeIn(document: Document, lines: LineCounter, path: readonly (string | number)[]): Pick<Place, 'line' | 'column'> {
  for (let length = path.length; length >= 0; length--) {
    const node: unknown = length === 0 ? document.contents : document.getIn(path.slice(0, length), true);
    const range = isMap(node) || isScalar(node) ? node.range : undefined;
    if (!range) continue;
    const { line, col } = lines.linePos(range[0]);
    return { line: Math.max(1, line), column: Math.max(1, col) };
  }
  return { line: 1, column: 1 };
}
