import type { Json, JsonObject, JsonPointer } from '../../model/json.ts';
import { formatPointer } from '../json-pointer.ts';
import { isObject } from '../resolve-reference.ts';

/** A `$ref`, or a discriminator's mapping to a schema by reference. */
export interface Reference {
  readonly target: string;
  /** The object whose member it is. */
  readonly holder: JsonObject;
  /** Name of that member: `$ref`, or a value of the mapping. */
  readonly member: string;
  /** Of the holder. */
  readonly pointer: JsonPointer;
  /** It stands for a whole map, such as all of `components/schemas`, not for one member of it. */
  readonly forMap: boolean;
}

/** What an object is, as far as references are concerned: its members may be references, or names that users chose. */
export type Kind = 'object' | 'map' | 'example' | 'examples' | 'mapping' | 'root of a part';

/** Members whose own members have names that users chose. */
export const maps: ReadonlySet<string> = new Set([
  'properties', 'patternProperties', '$defs', 'definitions', 'dependentSchemas', 'schemas', 'responses', 'requestBodies', 'headers', 'securitySchemes',
  'links', 'callbacks', 'pathItems', 'paths', 'webhooks', 'content', 'encoding', 'variables', 'mediaTypes', 'securityDefinitions',
]);
const data = new Set(['example', 'default', 'enum', 'const']);

interface Step {
  readonly node: Json;
  readonly kind: Kind;
  readonly name: string;
  readonly parent: Step | undefined;
}

/**
 * Every reference of a document: what looks like one inside examples, defaults, extensions and other data is none, and
 * neither is a property that happens to be named `$ref`. `part`: it is not the whole description, but a file of it.
 */
export function* referencesIn(root: Json, part = false): Iterable<Reference> {
  const seen = new Set<object>();
  const pending: Step[] = [{ node: root, kind: part ? 'root of a part' : 'object', name: '', parent: undefined }];
  for (let step = pending.pop(); step; step = pending.pop()) {
    const { node, kind } = step;
    if (node === null || typeof node !== 'object' || seen.has(node)) continue;
    seen.add(node);
    if (Array.isArray(node)) {
      for (const [index, item] of (node as readonly Json[]).entries()) pending.push({ node: item, kind: 'object', name: String(index), parent: step });
      continue;
    }
    for (const [name, member] of Object.entries(node)) {
      if (typeof member === 'string') {
        const isReference = name === '$ref' ? kind !== 'mapping' : kind === 'mapping' && /[/#]|\.(ya?ml|json)$/i.test(member);
        if (isReference) yield { target: member, holder: node as JsonObject, member: name, pointer: pointerTo(step), forMap: kind === 'map' };
        continue;
      }
      const next = kindOf(name, member, kind, step.name);
      if (next) pending.push({ node: member, kind: next, name, parent: step });
    }
  }
}

/** What a member is of an object of this kind that is itself called `own`; undefined: data, in which nothing is a reference. */
export function kindOf(name: string, member: Json, kind: Kind, own: string): Kind | undefined {
  if (kind === 'map') return own === 'paths' && name.startsWith('x-') ? undefined : own === 'examples' ? 'example' : 'object';
  if (kind === 'examples') return 'example';
  if (kind === 'example' && name === 'value') return undefined;
  if (name.startsWith('x-')) return undefined;
  if (data.has(name)) return kind === 'root of a part' && isObject(member) ? 'object' : undefined;
  if (name === 'examples') return isObject(member) ? 'examples' : undefined;
  // Below `components`, and at the top of Swagger 2.0, it is a map; in a link it is data.
  if (name === 'parameters' && isObject(member)) return own === 'components' || own === '' ? 'map' : undefined;
  if (name === 'mapping' && own === 'discriminator') return 'mapping';
  return maps.has(name) ? 'map' : 'object';
}

function pointerTo(step: Step): JsonPointer {
  const names: string[] = [];
  for (let at: Step | undefined = step; at?.parent; at = at.parent) names.push(at.name);
  return formatPointer(names.reverse());
}
