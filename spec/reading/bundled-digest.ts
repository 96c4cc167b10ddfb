import { hash } from 'node:crypto';
import type { Json, JsonObject, JsonPointer } from '../../model/json.ts';
import { getAt } from '../json-pointer.ts';
import { isObject, pointerOf } from '../resolve-reference.ts';

/** Longer texts are represented by their digest; shorter ones stand for themselves. */
const shortest = 64;
/** So many references are followed from one to the next; more could exhaust the stack. */
const deepestChain = 20;

/**
 * SHA-256 of what a document means: of everything that operations can reach, with references replaced by what they lead
 * to. It does not change when names are ordered otherwise, or parts are moved into components or other files. Overlays
 * count by the digests of their bytes.
 */
export function bundledDigest(document: JsonObject, overlays: readonly string[] = []): string {
  const known = new Map<JsonPointer, string>();
  const open = new Set<JsonPointer>();
  /** What was too far away to be followed at once. */
  const late = new Set<JsonPointer>();

  const textOf = (node: Json): string => {
    if (node === null || typeof node !== 'object') return JSON.stringify(node);
    if (Array.isArray(node)) return brief(`[${(node as readonly Json[]).map(textOf).join(',')}]`);
    const { $ref: reference, ...rest } = node as Readonly<Record<string, Json>>;
    const pointer = typeof reference === 'string' ? pointerOf(reference) : undefined;
    if (pointer === undefined) return brief(objectText(node as JsonObject));
    const target = targetText(pointer);
    return Object.keys(rest).length === 0 ? target : brief(`{${target}&${objectText(rest)}}`);
  };
  const objectText = (node: JsonObject): string =>
    `{${Object.keys(node).sort().map((name) => `${JSON.stringify(name)}:${textOf(node[name] ?? null)}`).join(',')}}`;
  const targetText = (pointer: JsonPointer): string => {
    const earlier = known.get(pointer);
    if (earlier !== undefined) return earlier;
    const node = getAt(document, pointer);
    // Within a circle the name alone has to do: the last of it, which moving a part does not change.
    if (node !== undefined && open.size > deepestChain) late.add(pointer);
    if (node === undefined || open.has(pointer) || open.size > deepestChain) return `circle:${nameOf(pointer)}`;
    open.add(pointer);
    const text = textOf(node);
    open.delete(pointer);
    known.set(pointer, text);
    return text;
  };

  const { components, 'x-files': _, ...reached } = document;
  const schemes = isObject(components) ? (components['securitySchemes'] ?? null) : null;
  const texts = [textOf({ ...reached, securitySchemes: schemes })];
  // More are added to the set while it is walked.
  for (const pointer of late) texts.push(targetText(pointer));
  return hash('sha256', [...texts, ...overlays.map((digest) => `overlay:${digest}`)].join());
}

function brief(text: string): string {
  return text.length <= shortest ? text : hash('sha256', text);
}

function nameOf(pointer: JsonPointer): string {
  return (pointer.split('/').at(-1) ?? '').replace(/^.*~1/, '').replace(/\.(ya?ml|json)$/, '');
}
