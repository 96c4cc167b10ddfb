import type { Provenance } from '../../model/description.ts';
import type { Json, JsonObject, JsonPointer } from '../../model/json.ts';
import { formatPointer } from '../json-pointer.ts';
import type { Resolved } from '../resolve-reference.ts';
import { isObject, resolve } from '../resolve-reference.ts';

/** An object of the document, references followed. */
export interface Part {
  readonly value: JsonObject;
  readonly pointer: JsonPointer;
}

/** An object of the document with its references followed; undefined when it leads nowhere. */
export function partAt(document: JsonObject, node: Json | undefined, pointer: JsonPointer): Part | undefined {
  if (!isObject(node)) return undefined;
  if (typeof node['$ref'] !== 'string') return { value: node, pointer };
  const resolved: Resolved | undefined = resolve(document, pointer);
  return resolved && isObject(resolved.node) ? { value: resolved.node, pointer: resolved.pointer } : undefined;
}

/** The members of an object that stands at a pointer, their references followed; what is no object is passed over. */
export function entriesOf(document: JsonObject, pointer: JsonPointer): readonly (readonly [string, Part])[] {
  const container = resolve(document, pointer);
  if (!container || !isObject(container.node)) return [];
  return Object.entries(container.node).flatMap(([name, member]) => {
    const part = partAt(document, member, `${container.pointer}${formatPointer([name])}`);
    return part ? [[name, part] as const] : [];
  });
}

/** An own member; whatever the prototype has is not there. */
export function own(value: JsonObject, name: string): Json | undefined {
  return Object.hasOwn(value, name) ? value[name] : undefined;
}

/** An own member that is text. */
export function text(value: JsonObject, name: string): string | undefined {
  const found = own(value, name);
  return typeof found === 'string' ? found : undefined;
}

/** The texts in an own member that is a list. */
export function strings(value: JsonObject, name: string): readonly string[] {
  const found = own(value, name);
  return Array.isArray(found) ? (found as readonly Json[]).filter((each) => typeof each === 'string') : [];
}

/** What an object says of its own provenance. */
export function provenanceOf(value: JsonObject): Provenance | undefined {
  const given = value['x-provenance'];
  return given === 'documented' || given === 'platform' || given === 'assumed' ? given : undefined;
}
