import type { Json } from '../../model/json.ts';
import { isObject } from '../resolve-reference.ts';

/** Whether no two items are equal as JSON Schema has it; each is looked at once, however many there are. */
export function areUnique(items: readonly Json[]): boolean {
  const seen = new Set<unknown>();
  for (const item of items) {
    const key = item !== null && typeof item === 'object' ? canonical(item) : typeof item === 'string' ? `"${item}` : item;
    if (seen.has(key)) return false;
    seen.add(key);
  }
  return true;
}

/** One text for equal values: names in order. */
function canonical(value: Json): string {
  if (Array.isArray(value)) return `[${(value as readonly Json[]).map(canonical).join(',')}]`;
  if (!isObject(value)) return JSON.stringify(value);
  return `{${Object.keys(value).sort().map((name) => `${JSON.stringify(name)}:${canonical(value[name] ?? null)}`).join(',')}}`;
}
