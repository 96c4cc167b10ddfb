import type { Json } from '../../model/json.ts';
import { isObject } from '../../spec/resolve-reference.ts';

/** The names and indices on the way to a place in a value. */
export type Path = readonly string[];

const wrappers = ['data', 'result', 'item', 'response', 'payload'];
const listNames = ['data', 'items', 'results', 'value', 'values', 'records', 'content', 'entries', 'elements'];
const deepest = 4;

/** Where the one thing of an answer stands: the object that has a name of its own, else what the wrapping leaves. */
export function placeOfThing(body: Json, idFields: readonly string[]): Path | undefined {
  const named = namedWithin(body, idFields, 0);
  if (named) return named;
  if (!isObject(body)) return undefined;
  const names = Object.keys(body);
  const wrapper = names.length === 1 ? names[0] : wrappers.find((each) => isObject(body[each]));
  return wrapper !== undefined && isObject(body[wrapper]) ? [wrapper] : [];
}

function namedWithin(value: Json, idFields: readonly string[], depth: number): Path | undefined {
  if (value === null || typeof value !== 'object' || depth > deepest) return undefined;
  if (isObject(value) && idField(value, idFields) !== undefined) return [];
  for (const [name, each] of Object.entries(value) as readonly (readonly [string, Json])[]) {
    const within = namedWithin(each, idFields, depth + 1);
    if (within) return [name, ...within];
  }
  return undefined;
}

/** Where the things of a list stand; undefined where an answer has none, or several. */
export function placeOfList(body: Json, name: string): Path | undefined {
  if (Array.isArray(body)) return [];
  if (!isObject(body)) return undefined;
  const lists = listsWithin(body, 0);
  for (const each of [name, ...listNames]) {
    const found = lists.find((path) => path.at(-1) === each);
    if (found) return found;
  }
  return lists.length === 1 ? lists[0] : undefined;
}

function listsWithin(value: Readonly<Record<string, Json>>, depth: number): readonly Path[] {
  return Object.entries(value).flatMap(([name, each]): readonly Path[] => {
    if (Array.isArray(each)) return [[name]];
    return depth < 1 && isObject(each) ? listsWithin(each, depth + 1).map((path) => [name, ...path]) : [];
  });
}

/** The property by which an object is known. */
export function idField(value: Json, idFields: readonly string[]): string | undefined {
  return isObject(value) ? idFields.find((name) => (typeof value[name] === 'string' && value[name] !== '') || typeof value[name] === 'number') : undefined;
}
