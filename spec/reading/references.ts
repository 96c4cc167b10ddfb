import type { Json, JsonObject, JsonPointer } from '../../model/json.ts';
import { formatPointer, getAt } from '../json-pointer.ts';
import { isObject, pointerOf } from '../resolve-reference.ts';

/** A `$ref` and where it stands. */
export interface Reference {
  readonly pointer: JsonPointer;
  readonly target: string;
}

const data = new Set(['example', 'examples', 'default', 'enum', 'const']);

/** Every `$ref` of a document that is one: not those inside examples and other data, nor a property of that name. */
export function referencesIn(root: Json): readonly Reference[] {
  const found: Reference[] = [];
  const seen = new Set<object>();
  const pending: { readonly node: Json; readonly path: readonly string[]; readonly named: boolean }[] = [{ node: root, path: [], named: false }];
  for (let next = pending.pop(); next; next = pending.pop()) {
    const { node, path, named } = next;
    if (node === null || typeof node !== 'object' || seen.has(node)) continue;
    seen.add(node);
    if (!named && isObject(node) && typeof node['$ref'] === 'string') found.push({ pointer: formatPointer(path), target: node['$ref'] });
    for (const [name, member] of Object.entries(node)) {
      // Below `examples` of a components object or a media type stand Example Objects, which may be references themselves.
      const isExamples = name === 'examples' && isObject(member as Json);
      if (!named && (name.startsWith('x-') || (data.has(name) && !isExamples))) continue;
      if (path.at(-2) === 'examples' && name === 'value') continue;
      pending.push({ node: member as Json, path: [...path, name], named: !named && (name === 'properties' || name === 'patternProperties' || isExamples || name === 'mapping') });
    }
  }
  return found;
}

/** Why a local reference means nothing; undefined when all is well. */
export function brokenReference(document: JsonObject, { target }: Reference): string | undefined {
  const pointer = pointerOf(target);
  if (pointer === undefined) return undefined;
  // `#name` is an anchor of a schema, not a pointer.
  if (pointer !== '' && !pointer.startsWith('/')) return undefined;
  const visited = new Set<JsonPointer>();
  for (let at: JsonPointer | undefined = pointer; at !== undefined; ) {
    if (visited.has(at)) return `The reference ${target} leads back to itself.`;
    visited.add(at);
    const node: Json | undefined = getAt(document, at);
    if (node === undefined) return visited.size === 1 ? `The reference ${target} leads nowhere.` : `The reference ${target} leads to ${at}, which is not there.`;
    const next: Json | undefined = isObject(node) && Object.keys(node).length === 1 ? node['$ref'] : undefined;
    at = typeof next === 'string' ? pointerOf(next) : undefined;
  }
  return undefined;
}
