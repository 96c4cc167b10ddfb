import type { Response } from 'supertest';
import type { Json, JsonObject } from '../../model/json.ts';
import { getAt } from '../../spec/json-pointer.ts';
import { isObject } from '../../spec/resolve-reference.ts';
import type { Resource } from './resource.ts';

const wrappers = ['data', 'result', 'item', 'response', 'payload'];
const deepest = 4;

/** The part of supertest's answer that is looked at. */
type Answer = Pick<Response, 'body' | 'headers'>;

/** What an answer says the thing is called that was created, best first: by its link, by what it shows, by its `Location`. */
export function createdIds(resource: Resource, response: Answer): readonly string[] {
  const all = [linkedId(resource, response), shownId(resource, response.body as Json), idInLocation(resource, response)];
  return [...new Set(all.filter((id) => id !== undefined))];
}

/** The thing with that id in an answer, however it is wrapped; else the object that the answer is. */
export function shownThing({ idFields }: Pick<Resource, 'idFields'>, body: Json, id: string): JsonObject | undefined {
  return thingWithId(body, idFields, id, 0) ?? unwrapped(body);
}

/** The things of a list, wherever they stand in the answer. */
export function thingsIn(body: Json, name: string): readonly Json[] | undefined {
  if (Array.isArray(body)) return body as readonly Json[];
  if (!isObject(body)) return undefined;
  const arrays = arraysIn(body, 0);
  const preferred = [name, 'data', 'items', 'results', 'value', 'values', 'records', 'content', 'entries', 'elements'];
  const byName = preferred.flatMap((each) => arrays.filter(([own]) => own === each));
  return (byName[0] ?? (arrays.length === 1 ? arrays[0] : undefined))?.[1];
}

/** What names a thing of a list. */
export function idOf(idFields: readonly string[], thing: Json): string | undefined {
  if (!isObject(thing)) return typeof thing === 'string' || typeof thing === 'number' ? String(thing) : undefined;
  const field = idFields.find((name) => isId(thing[name]));
  return field === undefined ? undefined : String(thing[field] as string | number);
}

/** Whether two ids are one: a UUID may be written in either case. */
export function sameId(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

function linkedId({ link, parameter }: Resource, response: Answer): string | undefined {
  const expression = link?.parameters.get(parameter) ?? link?.parameters.get(`path.${parameter}`);
  if (typeof expression !== 'string') return undefined;
  const header = /^\$response\.header\.(.+)$/.exec(expression)?.[1];
  const pointer = /^\$response\.body(?:#(.*))?$/.exec(expression);
  const found = header === undefined ? (pointer ? getAt((response.body ?? null) as Json, pointer[1] ?? '') : undefined) : (response.headers as Readonly<Record<string, string>>)[header.toLowerCase()];
  return isId(found) ? String(found as string | number) : undefined;
}

function idInLocation({ path }: Resource, response: Answer): string | undefined {
  const location = locationOf(response);
  if (location === undefined) return undefined;
  const [own = ''] = location.replace(/^[a-z]+:\/\/[^/]*/i, '').split(/[?#]/);
  const segments = own.split('/').filter(Boolean);
  const last = segments.at(-1);
  const before = path.split('/').filter((segment) => segment !== '' && !segment.startsWith('{')).at(-1);
  if (last === undefined || (segments.length > 1 && before !== undefined && segments.at(-2) !== before)) return undefined;
  try {
    return decodeURIComponent(last);
  } catch {
    return last;
  }
}

/** The Location field of an answer. */
export function locationOf(response: Answer): string | undefined {
  const location = (response.headers as Readonly<Record<string, string | undefined>>)['location'];
  return location === undefined || location.trim() === '' ? undefined : location.trim();
}

function shownId({ idFields, name }: Resource, body: Json): string | undefined {
  const singular = name.replace(/ies$/, 'y').replace(/s$/, '');
  let value: Json | undefined = body;
  for (let depth = 0; depth < deepest && value !== undefined; depth++) {
    if (Array.isArray(value)) value = value.length === 1 ? (value as readonly Json[])[0] : undefined;
    if (value === undefined || !isObject(value)) return undefined;
    const own = idOf(idFields, value);
    if (own !== undefined) return own;
    const holder: JsonObject = value;
    const inner: string | undefined = [singular, name, ...wrappers].find((each) => holder[each] !== undefined && holder[each] !== null);
    value = inner === undefined ? undefined : holder[inner];
  }
  return undefined;
}

function thingWithId(value: Json, idFields: readonly string[], id: string, depth: number): JsonObject | undefined {
  if (value === null || typeof value !== 'object' || depth > deepest) return undefined;
  if (isObject(value) && idFields.some((name) => isId(value[name]) && sameId(String(value[name] as string | number), id))) return value;
  for (const each of Object.values(value) as readonly Json[]) {
    const found = thingWithId(each, idFields, id, depth + 1);
    if (found) return found;
  }
  return undefined;
}

function unwrapped(body: Json): JsonObject | undefined {
  if (!isObject(body)) return undefined;
  const names = Object.keys(body);
  const wrapper = wrappers.find((each) => isObject(body[each]));
  const only = names.length === 1 ? body[names[0] ?? ''] : wrapper === undefined ? undefined : body[wrapper];
  return isObject(only) ? only : body;
}

function arraysIn(value: JsonObject, depth: number): readonly (readonly [string, readonly Json[]])[] {
  return Object.entries(value).flatMap(([name, each]): readonly (readonly [string, readonly Json[]])[] => {
    if (Array.isArray(each)) return [[name, each as readonly Json[]]];
    return depth < 1 && isObject(each) ? arraysIn(each, depth + 1) : [];
  });
}

function isId(value: Json | undefined): boolean {
  return (typeof value === 'string' && value !== '') || typeof value === 'number';
}
