import type { Json, JsonObject, JsonPointer } from '../../model/json.ts';
import { formatPointer, getAt, parsePointer } from '../json-pointer.ts';
import { isObject, pointerOf } from '../resolve-reference.ts';
import { schemaChildren } from './schema-children.ts';

/** Places in an OpenAPI document where an example or an extension stands: what looks like a schema there is none. */
const notWalked = new Set(['example', 'examples', 'default', 'enum', 'const']);

/** Where every schema of a document stands: below `schema` and `schemas`, and wherever a schema refers to. */
export function findSchemas(document: JsonObject): ReadonlySet<JsonPointer> {
  const found = new Set<JsonPointer>();
  const pending: { readonly node: Json; readonly path: readonly string[]; readonly isSchema: boolean }[] = [{ node: document, path: [], isSchema: false }];
  for (let next = pending.pop(); next; next = pending.pop()) {
    const { node, path, isSchema } = next;
    if (isSchema) {
      const pointer = formatPointer(path);
      if (found.has(pointer)) continue;
      found.add(pointer);
      if (!isObject(node)) continue;
      for (const { tokens, schema } of schemaChildren(node)) pending.push({ node: schema, path: [...path, ...tokens], isSchema: true });
      for (const keyword of ['$ref', '$dynamicRef'] as const) {
        const reference = node[keyword];
        const target = typeof reference === 'string' ? pointerOf(reference) : undefined;
        const referenced = target === undefined || found.has(target) ? undefined : getAt(document, target);
        if (target !== undefined && referenced !== undefined) pending.push({ node: referenced, path: parsePointer(target) ?? [], isSchema: true });
      }
      continue;
    }
    if (node === null || typeof node !== 'object') continue;
    for (const [name, member] of Object.entries(node)) {
      if (name.startsWith('x-') || notWalked.has(name)) continue;
      if (name === 'schema') pending.push({ node: member as Json, path: [...path, name], isSchema: true });
      else if (name === 'schemas' && path.length === 1 && path[0] === 'components' && isObject(member as Json)) {
        for (const [each, schema] of Object.entries(member as JsonObject)) pending.push({ node: schema, path: [...path, name, each], isSchema: true });
      } else pending.push({ node: member as Json, path: [...path, name], isSchema: false });
    }
  }
  return found;
}
