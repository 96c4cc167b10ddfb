import type { Json, JsonObject, JsonPointer } from '../../model/json.ts';
import { getAt } from '../../spec/json-pointer.ts';
import { isObject, pointerOf } from '../../spec/resolve-reference.ts';

/** Formats of numbers, and those that every text has, decide nothing. */
const idle: ReadonlySet<Json> = new Set(['int32', 'int64', 'float', 'double', 'password', 'binary']);
const choosing = ['oneOf', 'anyOf', 'not', 'if', 'contains', 'propertyNames'];
const mostNodes = 5_000;

const known = new WeakMap<JsonObject, Map<JsonPointer, boolean>>();

/** Whether what `format` says may decide which alternative or condition of a schema holds, and not only whether it says so. */
export function formatsDecide(document: JsonObject, pointer: JsonPointer): boolean {
  const all = known.get(document) ?? new Map<JsonPointer, boolean>();
  known.set(document, all);
  const decided = all.get(pointer) ?? lookedFor(document, pointer);
  all.set(pointer, decided);
  return decided;
}

function lookedFor(document: JsonObject, start: JsonPointer): boolean {
  const followed = new Set<JsonPointer>([start]);
  const pending: Json[] = [getAt(document, start) ?? null];
  let formats = false;
  let choices = false;
  for (let node = pending.pop(), count = 0; node !== undefined; node = pending.pop()) {
    if (node === null || typeof node !== 'object') continue;
    if (++count > mostNodes) return true;
    if (isObject(node)) {
      formats ||= typeof node['format'] === 'string' && !idle.has(node['format']);
      choices ||= choosing.some((keyword) => node !== undefined && Object.hasOwn(node as JsonObject, keyword));
      if (formats && choices) return true;
      const target = typeof node['$ref'] === 'string' ? pointerOf(node['$ref']) : undefined;
      if (target !== undefined && !followed.has(target)) {
        followed.add(target);
        pending.push(getAt(document, target) ?? null);
      }
    }
    pending.push(...(Object.values(node) as Json[]));
  }
  return false;
}
