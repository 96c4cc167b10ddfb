import type { Json, JsonObject, JsonPointer } from '../model/json.ts';
import { getAt } from './json-pointer.ts';

/** A node of the document and where it really stands. */
export interface Resolved {
  readonly node: Json;
  readonly pointer: JsonPointer;
}

/** The pointer that a local reference (`#…`) means; undefined for any other. */
export function pointerOf(reference: string): JsonPointer | undefined {
  if (!reference.startsWith('#')) return undefined;
  if (!reference.includes('%')) return reference.slice(1);
  try {
    return decodeURIComponent(reference.slice(1));
  } catch {
    return reference.slice(1);
  }
}

/** A chain longer than this leads nowhere: nobody writes one, and following it from each of its members takes ages. */
const mostHops = 100;

/** Follows a chain of local `$ref`s to what it means; undefined when it leads nowhere or in a circle. */
export function resolve(document: JsonObject, start: JsonPointer): Resolved | undefined {
  const visited = new Set<JsonPointer>();
  for (let pointer: JsonPointer | undefined = start; pointer !== undefined && !visited.has(pointer) && visited.size < mostHops; ) {
    visited.add(pointer);
    const node: Json | undefined = getAt(document, pointer);
    if (node === undefined) return undefined;
    const reference: Json | undefined = isObject(node) && Object.hasOwn(node, '$ref') ? node['$ref'] : undefined;
    if (typeof reference !== 'string') return { node, pointer };
    pointer = pointerOf(reference);
  }
  return undefined;
}

/** Whether a value is a JSON object. */
export function isObject(value: Json | undefined): value is JsonObject {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}
