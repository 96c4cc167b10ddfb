import type { Json, JsonPointer } from '../../model/json.ts';

/** A JSON text as read: its value, and every name that stands twice in one object. */
export type JsonReading =
  | { readonly ok: true; readonly value: Json; readonly duplicateKeys: readonly JsonPointer[] }
  | { readonly ok: false; readonly what: string };

/** Reads a JSON text (RFC 8259). `JSON.parse` alone would keep silent about names that stand twice. */
export function readJson(text: string): JsonReading {
  if (text.startsWith('\uFEFF')) return { ok: false, what: 'JSON that begins with a byte order mark, which RFC 8259 forbids' };
  try {
    const value = JSON.parse(text) as Json;
    return { ok: true, value, duplicateKeys: namesWritten(text) === namesIn(value) ? [] : duplicateKeysOf(text) };
  } catch {
    return { ok: false, what: `a body that is not JSON: ${beginning(text)}` };
  }
}

function beginning(text: string): string {
  const line = JSON.stringify(text.slice(0, 80));
  return text.length > 80 ? `${line}…` : line;
}

/** How often a colon stands behind a quotation mark: at least as often as a member has a name, as no other place in JSON needs it. */
function namesWritten(text: string): number {
  let count = 0;
  for (let at = text.indexOf(':'); at !== -1; at = text.indexOf(':', at + 1)) {
    let before = at - 1;
    while (text.charCodeAt(before) <= 32) before--;
    if (text.charCodeAt(before) === 34) count++;
  }
  return count;
}

/** How many members all objects of a value have together. Of names that stand twice JSON.parse keeps one. */
function namesIn(value: Json): number {
  let count = 0;
  const open: Json[] = [value];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (next === null || typeof next !== 'object') continue;
    const items = Array.isArray(next) ? next : Object.values(next);
    if (!Array.isArray(next)) count += items.length;
    for (const item of items) if (item !== null && typeof item === 'object') open.push(item as Json);
  }
  return count;
}

interface OpenContainer {
  readonly names: Set<string> | undefined;
  token: string;
  index: number;
}

const atMost = 20;

/** Walks a text that is known to be valid JSON, with a stack of its own: depth costs memory, not the call stack. */
function duplicateKeysOf(text: string): readonly JsonPointer[] {
  const found: JsonPointer[] = [];
  const open: OpenContainer[] = [];
  let nameComes = false;
  for (let i = 0; i < text.length; i++) {
    const character = text[i];
    const top = open[open.length - 1];
    if (character === '"') {
      const end = endOfString(text, i);
      if (top?.names && nameComes) {
        const raw = text.slice(i, end + 1);
        const name = raw.includes('\\') ? (JSON.parse(raw) as string) : raw.slice(1, -1);
        top.token = name;
        if (top.names.has(name)) {
          if (found.push(pointerOf(open)) === atMost) return found;
        }
        top.names.add(name);
        nameComes = false;
      }
      i = end;
    } else if (character === '{') {
      open.push({ names: new Set(), token: '', index: 0 });
      nameComes = true;
    } else if (character === '[') {
      open.push({ names: undefined, token: '0', index: 0 });
      nameComes = false;
    } else if (character === '}' || character === ']') {
      open.pop();
      nameComes = false;
    } else if (character === ',' && top) {
      if (top.names) nameComes = true;
      else top.token = String(++top.index);
    }
  }
  return found;
}

function endOfString(text: string, start: number): number {
  let end = start + 1;
  while (text[end] !== '"') end += text[end] === '\\' ? 2 : 1;
  return end;
}

function pointerOf(open: readonly OpenContainer[]): JsonPointer {
  return open.map(({ token }) => `/${token.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}
