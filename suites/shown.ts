import type { Json, JsonPointer } from '../model/json.ts';

/** A value as a sentence can carry it: what stands at the pointer, cut where it is long. */
export function shown(root: Json, at: JsonPointer = ''): string {
  let value: Json | undefined = root;
  for (const token of at.split('/').slice(1)) {
    const name = token.replaceAll('~1', '/').replaceAll('~0', '~');
    if (value === null || typeof value !== 'object') return 'nothing';
    value = Object.hasOwn(value, name) ? (value as Record<string, Json>)[name] : undefined;
    if (value === undefined) return 'nothing';
  }
  if (Array.isArray(value)) return `an array of ${value.length}`;
  if (value !== null && typeof value === 'object') return `an object with ${namesOf(value)}`;
  const text = JSON.stringify(value);
  return text.length > 120 ? `${text.slice(0, 117)}…` : text;
}

function namesOf(value: object): string {
  const names = Object.keys(value);
  if (names.length === 0) return 'no names';
  return names.slice(0, 8).join(', ') + (names.length > 8 ? ` and ${names.length - 8} more` : '');
}
