import type { Json, JsonObject, JsonPointer } from '../../model/json.ts';
import { formatPointer, getAt, parsePointer } from '../json-pointer.ts';
import type { Kind } from '../reading/references.ts';
import { kindOf } from '../reading/references.ts';
import { isObject, pointerOf } from '../resolve-reference.ts';
import { schemaChildren } from './schema-children.ts';

interface Step {
  readonly node: Json;
  readonly path: readonly string[];
  readonly kind: Kind | 'schema';
}

/** Where every schema of a document stands: below `schema` and `components/schemas`, and wherever a schema refers to. */
export function findSchemas(document: JsonObject): ReadonlySet<JsonPointer> {
  const found = new Set<JsonPointer>();
  const followed = new Set<JsonPointer>();
  const pending: Step[] = [{ node: document, path: [], kind: 'object' }];
  const follow = (reference: Json | undefined, kind: 'object' | 'schema'): void => {
    const target = typeof reference === 'string' ? pointerOf(reference) : undefined;
    if (target === undefined || (kind === 'schema' ? found.has(target) : followed.has(target))) return;
    if (kind === 'object') followed.add(target);
    const node = getAt(document, target);
    if (node !== undefined) pending.push({ node, path: parsePointer(target) ?? [], kind });
  };
  for (let next = pending.pop(); next; next = pending.pop()) {
    const { node, path, kind } = next;
    if (kind === 'schema') {
      const pointer = formatPointer(path);
      if (found.has(pointer)) continue;
      found.add(pointer);
      if (!isObject(node)) continue;
      for (const { tokens, schema } of schemaChildren(node)) pending.push({ node: schema, path: [...path, ...tokens], kind });
      follow(node['$ref'], kind);
      follow(node['$dynamicRef'], kind);
      continue;
    }
    if (Array.isArray(node)) {
      for (const [index, item] of (node as readonly Json[]).entries()) if (item !== null && typeof item === 'object') pending.push({ node: item, path: [...path, String(index)], kind: 'object' });
      continue;
    }
    if (!isObject(node)) continue;
    follow(node['$ref'], 'object');
    for (const [name, member] of Object.entries(node)) pending.push(...membersOf(name, member, next, kind));
  }
  return found;
}

function membersOf(name: string, member: Json, { path }: Step, kind: Kind): readonly Step[] {
  if (kind === 'object' && name === 'schema') return isObject(member) || typeof member === 'boolean' ? [{ node: member, path: [...path, name], kind: 'schema' }] : [];
  if (member === null || typeof member !== 'object') return [];
  if (path.length === 1 && path[0] === 'components' && name === 'schemas') {
    return isObject(member) ? Object.entries(member).map(([each, schema]) => ({ node: schema, path: [...path, name, each], kind: 'schema' as const })) : [];
  }
  const next = kindOf(name, member, kind, path.at(-1) ?? '');
  return next ? [{ node: member, path: [...path, name], kind: next }] : [];
}
