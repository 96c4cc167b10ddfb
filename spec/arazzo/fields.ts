import type { Json, JsonObject, JsonPointer } from '../../model/json.ts';
import { formatPointer } from '../json-pointer.ts';
import { isObject } from '../resolve-reference.ts';
import type { Complain } from './fault.ts';

/** What a misspelt field was to do would go undone, and nobody would see it. */
export function knownFields(value: JsonObject, known: readonly string[], pointer: JsonPointer, complain: Complain): void {
  for (const name of Object.keys(value)) {
    if (known.includes(name) || name.startsWith('x-')) continue;
    complain(`${pointer}${formatPointer([name])}`, `The field ${JSON.stringify(name)} is not known here.`, `Known are ${known.join(', ')}, and what begins with x-.`);
  }
}

/** A text that has to be there. */
export function requiredText(value: JsonObject, name: string, pointer: JsonPointer, complain: Complain): string {
  const found = value[name];
  if (typeof found === 'string' && found !== '') return found;
  complain(found === undefined ? pointer : `${pointer}/${name}`, found === undefined ? `"${name}" is missing.` : `"${name}" must be a text that is not empty.`);
  return '';
}

/** A text that may be left out. */
export function optionalText(value: JsonObject, name: string, pointer: JsonPointer, complain: Complain): string | undefined {
  const found = value[name];
  if (found === undefined || typeof found === 'string') return found;
  complain(`${pointer}/${name}`, `"${name}" must be a text.`);
  return undefined;
}

/** The items of a list, with their places. Nothing, where the list is left out. */
function listOf(value: JsonObject, name: string, pointer: JsonPointer, complain: Complain): readonly (readonly [Json, JsonPointer])[] {
  const found = value[name];
  if (found === undefined) return [];
  const at = `${pointer}/${name}`;
  if (Array.isArray(found)) return (found as readonly Json[]).map((item, index) => [item, `${at}/${index}`]);
  complain(at, `"${name}" must be a list.`);
  return [];
}

/** A list that says nothing is a list in which something was forgotten. */
export function notEmpty(value: JsonObject, name: string, pointer: JsonPointer, complain: Complain): void {
  const found = value[name];
  if (Array.isArray(found) && found.length === 0) complain(`${pointer}/${name}`, `"${name}" is empty.`, 'Leave it out where it says nothing.');
}

/** The same for items that are objects. */
export function objectsOf(value: JsonObject, name: string, pointer: JsonPointer, complain: Complain): readonly (readonly [JsonObject, JsonPointer])[] {
  return listOf(value, name, pointer, complain).flatMap(([item, at]) => {
    if (isObject(item)) return [[item, at] as const];
    complain(at, `An item of "${name}" must be an object.`);
    return [];
  });
}

/** The same for items that are texts. */
export function textsOf(value: JsonObject, name: string, pointer: JsonPointer, complain: Complain): readonly (readonly [string, JsonPointer])[] {
  return listOf(value, name, pointer, complain).flatMap(([item, at]) => {
    if (typeof item === 'string') return [[item, at] as const];
    complain(at, `An item of "${name}" must be a text.`);
    return [];
  });
}

/** The members of a map, with their places; every name well-formed. */
export function membersOf(value: JsonObject, name: string, pointer: JsonPointer, complain: Complain): readonly (readonly [string, Json, JsonPointer])[] {
  const found = value[name];
  if (found === undefined) return [];
  const at = `${pointer}/${name}`;
  if (!isObject(found)) {
    complain(at, `"${name}" must be an object.`);
    return [];
  }
  return Object.entries(found).filter(([key]) => !key.startsWith('x-') || name === 'outputs').map(([key, member]) => {
    const place = `${at}${formatPointer([key])}`;
    if (!/^[A-Za-z0-9._-]+$/.test(key)) complain(place, `The name ${JSON.stringify(key)} cannot be referred to.`, 'Names take letters, digits, ".", "_" and "-".');
    return [key, member, place];
  });
}

/** Complains about each id that an earlier one has already. */
export function uniqueIds(ids: readonly (readonly [string, JsonPointer])[], kind: string, complain: Complain): void {
  const seen = new Set<string>();
  for (const [id, pointer] of ids) {
    if (id === '') continue;
    if (seen.has(id)) complain(pointer, `Another ${kind} is already called ${JSON.stringify(id)}.`, `Every ${kind} needs a name of its own.`);
    if (!/^[A-Za-z0-9_-]+$/.test(id)) complain(pointer, `${JSON.stringify(id)} cannot be the name of a ${kind}.`, 'Names take letters, digits, "_" and "-".');
    seen.add(id);
  }
}
