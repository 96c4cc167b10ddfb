import { createRequire } from 'node:module';
import type { Document, LineCounter } from 'yaml';
import type { JsonPointer } from '../../model/json.ts';
import type { Place } from '../../model/problem.ts';
import { parsePointer } from '../json-pointer.ts';
import { offsetInJson } from './offset-in-json.ts';
import type { Source } from './source.ts';

/** Beyond these a second, slower reading is not worth a line number. */
const longestYaml = 16 * 1024 * 1024;
const widestIndent = 500;

/** Only problems have places, so a run without any does not wait for the parser to be loaded. */
const yaml = (): typeof import('yaml') => createRequire(import.meta.url)('yaml') as typeof import('yaml');

interface Layout {
  readonly document: Document;
  readonly lines: LineCounter;
}

const layouts = new WeakMap<object, Layout | undefined>();

/**
 * The line and column of what a pointer means, or of the nearest thing around it. The text is read again, so this is for
 * problems only; a text is read again once, however many problems it has.
 */
export function placeOf(source: Pick<Source, 'file' | 'text' | 'origin'>, pointer: JsonPointer): Place {
  const written = source.origin?.(pointer);
  if (written) return placeOf(written.source, written.pointer);
  const { file, text } = source;
  const tokens = parsePointer(pointer) ?? [];
  const position = /^\s*[[{]/.test(text) ? positionInJson(text, tokens) : undefined;
  return { file, ...(position ?? positionInYaml(source, tokens)), pointer };
}

/** The same without the line where the text is long: a notice is not worth reading it again for. */
export function briefPlaceOf(source: Source, pointer: JsonPointer): Place {
  const written = source.origin?.(pointer) ?? { source, pointer };
  return written.source.text.length < 1_000_000 ? placeOf(written.source, written.pointer) : { file: written.source.file, pointer: written.pointer };
}

type Position = Pick<Place, 'line' | 'column'>;

function positionInJson(text: string, tokens: readonly string[]): Position | undefined {
  const offset = offsetInJson(text, tokens);
  if (offset === undefined) return undefined;
  const before = text.slice(0, offset);
  const start = before.lastIndexOf('\n');
  return { line: (before.match(/\n/g)?.length ?? 0) + 1, column: offset - start };
}

function positionInYaml(source: { readonly text: string }, tokens: readonly string[]): Position | undefined {
  const layout = layoutOf(source);
  if (!layout) return undefined;
  const { document, lines } = layout;
  const { isAlias, isCollection, isMap } = yaml();
  let node: unknown = document.contents;
  let start = (document.contents as { readonly range?: readonly number[] | null } | null)?.range?.[0] ?? 0;
  for (const token of tokens) {
    if (isAlias(node)) node = node.resolve(document);
    if (!isCollection(node)) break;
    const pair = isMap(node) ? node.items.find(({ key }) => String((key as { readonly value?: unknown } | null)?.value ?? key) === token) : undefined;
    const next: unknown = isMap(node) ? pair?.value : node.get(Number(token), true);
    const range = ((pair?.key ?? next) as { readonly range?: readonly number[] | null } | undefined)?.range;
    if (!range) break;
    start = range[0] ?? start;
    node = next;
  }
  const { line, col } = lines.linePos(start);
  return { line, column: col };
}

function layoutOf(source: { readonly text: string }): Layout | undefined {
  if (layouts.has(source)) return layouts.get(source);
  let layout: Layout | undefined;
  // The parser makes a regular expression of an indentation; a very wide one would end the process.
  if (source.text.length <= longestYaml && !new RegExp(`^[ \\-?:\\t]{${widestIndent}}`, 'm').test(source.text)) {
    try {
      const { LineCounter: Counter, parseDocument } = yaml();
      const lines = new Counter();
      layout = { document: parseDocument(source.text, { lineCounter: lines, prettyErrors: false, uniqueKeys: false }), lines };
    } catch {
      layout = undefined;
    }
  }
  layouts.set(source, layout);
  return layout;
}
