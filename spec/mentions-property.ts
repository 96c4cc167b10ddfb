import type { Description } from '../model/description.ts';
import type { Json } from '../model/json.ts';
import { getAt } from './json-pointer.ts';
import { isObject } from './resolve-reference.ts';

/** Whether the schema at a pointer, or anything that it leads to, declares a property of one of these names. */
export function mentionsProperty({ document }: Pick<Description, 'document'>, start: string, names: readonly string[]): boolean {
  const visited = new Set<string>([start]);
  const pending: Json[] = [getAt(document, start) ?? null];
  for (let node = pending.pop(), steps = 0; node !== undefined && steps < 5_000; node = pending.pop(), steps++) {
    if (node === null || typeof node !== 'object') continue;
    if (isObject(node)) {
      const properties = node['properties'];
      if (isObject(properties) && names.some((name) => Object.hasOwn(properties, name))) return true;
      const reference = node['$ref'];
      if (typeof reference === 'string' && reference.startsWith('#') && !visited.has(reference)) {
        visited.add(reference);
        pending.push(getAt(document, decodeURIComponent(reference.slice(1))) ?? null);
      }
    }
    pending.push(...(Object.values(node) as Json[]));
  }
  return false;
}
