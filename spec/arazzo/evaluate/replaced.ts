import type { Json } from '../../../model/json.ts';
import { parsePointer } from '../../json-pointer.ts';
import { select } from '../../overlay/select.ts';
import type { Replacement } from '../document.ts';
import { render } from './render.ts';
import type { Scope } from './scope.ts';

type Container = Record<string, Json> | Json[];

/** A payload with its replacements made, in order. A value that is not there replaces nothing. */
export function replaced(payload: Json | undefined, replacements: readonly Replacement[], scope: Scope): Json | undefined {
  return replacements.reduce<Json | undefined>((body, { type, target, value }) => {
    const given = render(value, scope);
    if (given === undefined) return body;
    return pathsOf(body ?? {}, type, target).reduce<Json>((whole, path) => put(whole, path, given), structuredClone(body ?? {}) as Json);
  }, payload);
}

function pathsOf(body: Json, type: Replacement['type'], target: string): readonly (readonly string[])[] {
  if (type === 'jsonpointer') return [parsePointer(target.replace(/^#/, '')) ?? []];
  const found = select(body, target);
  return 'paths' in found ? found.paths.map((path) => path.map(String)) : [];
}

/** Puts a value at a path; members that are missing on the way are made. */
function put(body: Json, path: readonly string[], value: Json): Json {
  const name = path.at(-1);
  if (name === undefined) return value;
  const top: Container = isContainer(body) ? body : {};
  let holder = top;
  for (const step of path.slice(0, -1)) {
    const inner = isContainer(memberOf(holder, step)) ? (memberOf(holder, step) as Container) : {};
    set(holder, step, inner as Json);
    holder = inner;
  }
  set(holder, name, value);
  return top as Json;
}

function set(holder: Container, name: string, value: Json): void {
  if (!Array.isArray(holder)) Object.defineProperty(holder, name, { value, enumerable: true, configurable: true, writable: true });
  else if (name === '-') holder.push(value);
  else if (/^(?:0|[1-9]\d{0,5})$/.test(name)) holder[Number(name)] = value;
}

function memberOf(holder: Container, name: string): Json | undefined {
  return Object.hasOwn(holder, name) ? (holder as Record<string, Json>)[name] : undefined;
}

function isContainer(value: Json | undefined): value is Container {
  return value !== null && typeof value === 'object';
}
