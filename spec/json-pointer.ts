import type { Json, JsonPointer } from '../model/json.ts';

/** The reference tokens of a JSON Pointer (RFC 6901), unescaped; undefined when the text is no pointer. */
export function parsePointer(pointer: JsonPointer): readonly string[] | undefined {
  if (pointer === '') return [];
  if (!pointer.startsWith('/')) return undefined;
  const tokens = pointer.slice(1).split('/');
  return pointer.includes('~') ? tokens.map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~')) : tokens;
}

/** A JSON Pointer from reference tokens. */
export function formatPointer(tokens: readonly (string | number)[]): JsonPointer {
  let pointer = '';
  for (const each of tokens) {
    const token = String(each);
    pointer += `/${token.includes('~') || token.includes('/') ? token.replaceAll('~', '~0').replaceAll('/', '~1') : token}`;
  }
  return pointer;
}

/** What stands at a pointer; only own properties count, so `__proto__` and `constructor` are names like others. */
export function getAt(root: Json, pointer: JsonPointer): Json | undefined {
  let value: Json | undefined = root;
  const tokens = parsePointer(pointer);
  if (!tokens) return undefined;
  for (const token of tokens) {
    if (value === null || typeof value !== 'object') return undefined;
    if (Array.isArray(value) && !/^(0|[1-9]\d*)$/.test(token)) return undefined;
    value = Object.hasOwn(value, token) ? (value as Readonly<Record<string, Json>>)[token] : undefined;
    if (value === undefined) return undefined;
  }
  return value;
}
