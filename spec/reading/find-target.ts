import type { Json, JsonPointer } from '../../model/json.ts';
import { formatPointer, getAt, parsePointer } from '../json-pointer.ts';
import { isObject } from '../resolve-reference.ts';
import type { Reader } from './open-description.ts';
import { urlOf } from './open-description.ts';
import type { Source } from './source.ts';

/** Where a reference leads. */
export interface Target {
  readonly source: Source;
  readonly pointer: JsonPointer;
}

/** Why it leads nowhere. */
export interface Astray {
  readonly code: 'REFERENCE_BROKEN' | 'REFERENCE_REFUSED' | string;
  readonly what: string;
  readonly fix?: string;
}

const mostHops = 50;

/** Finds what a reference in a file means: in the same file or another, by pointer, by anchor, or by `$id`. */
export async function findTarget(reference: string, from: Source, reader: Reader, hops = 0): Promise<Target | Astray> {
  const hash = reference.indexOf('#');
  const address = hash === -1 ? reference : reference.slice(0, hash);
  const fragment = decoded(hash === -1 ? '' : reference.slice(hash + 1));
  const named = address === '' ? undefined : namesOf(from.value).ids.get(address);
  if (named !== undefined && (fragment === '' || fragment.startsWith('/'))) return within(from, `${named}${fragment}`, reference, reader, hops);
  let source = from;
  if (address !== '') {
    const url = urlOf(address, from.url);
    const self = isObject(reader.entry.value) ? reader.entry.value['$self'] : undefined;
    const isSelf = typeof self === 'string' && urlOf(address, urlOf(self, from.url) ?? from.url) === urlOf(self, from.url);
    if (url === undefined) return { code: 'REFERENCE_BROKEN', what: `The reference ${reference} is no URL.`, fix: 'Correct the $ref.' };
    // Since 3.2 a description may say what its own address is, wherever it was read from.
    const loaded = isSelf ? await reader.read(reader.entry.url) : await reader.read(url);
    if (!loaded.ok) {
      const { code, what, where, fix } = loaded.problems[0];
      const refused = code === 'REFERENCE_REFUSED';
      return { code: refused ? code : 'REFERENCE_BROKEN', what: refused ? what : `The reference ${reference} cannot be followed: ${where?.file ?? url}${where?.line === undefined ? '' : `, line ${where.line}`}: ${what}`, ...(fix !== undefined && { fix }) };
    }
    source = loaded.value;
  }
  if (fragment !== '' && !fragment.startsWith('/')) {
    const anchored = namesOf(source.value).anchors.get(fragment);
    return anchored === undefined ? { code: 'REFERENCE_BROKEN', what: `The reference ${reference} leads nowhere: there is no anchor of that name.`, fix: 'A reference into a file has the form "#/components/schemas/Name".' } : { source, pointer: anchored };
  }
  return within(source, fragment, reference, reader, hops);
}

/** What stands at a pointer, references on the way followed. */
async function within(source: Source, pointer: JsonPointer, reference: string, reader: Reader, hops: number): Promise<Target | Astray> {
  if (getAt(source.value, pointer) !== undefined) return { source, pointer };
  const tokens = parsePointer(pointer) ?? [];
  let at: Target = { source, pointer: '' };
  for (const [index, token] of tokens.entries()) {
    let node: Json | undefined = getAt(at.source.value, at.pointer);
    for (let hop = hops; isObject(node) && !Object.hasOwn(node, token) && typeof node['$ref'] === 'string'; hop++) {
      const next: Target | Astray = hop > mostHops ? { code: 'REFERENCE_BROKEN', what: `The reference ${reference} leads in a circle.` } : await findTarget(node['$ref'], at.source, reader, hop + 1);
      if (!('source' in next)) return next;
      at = next;
      node = getAt(at.source.value, at.pointer);
    }
    const below = `${at.pointer}${formatPointer([token])}`;
    if (getAt(at.source.value, below) === undefined) {
      const missing = formatPointer(tokens.slice(0, index + 1));
      return { code: 'REFERENCE_BROKEN', what: `The reference ${reference} leads nowhere: there is no ${missing} in ${source.file}.`, fix: 'Correct the $ref, or add what it names.' };
    }
    at = { source: at.source, pointer: below };
  }
  return at;
}

interface Names {
  readonly anchors: ReadonlyMap<string, JsonPointer>;
  readonly ids: ReadonlyMap<string, JsonPointer>;
}

const known = new WeakMap<object, Names>();

/** The anchors and `$id`s of a file. */
function namesOf(root: Json): Names {
  if (root === null || typeof root !== 'object') return { anchors: new Map(), ids: new Map() };
  const earlier = known.get(root);
  if (earlier) return earlier;
  const anchors = new Map<string, JsonPointer>();
  const ids = new Map<string, JsonPointer>();
  const seen = new Set<object>();
  const pending: { readonly node: Json; readonly path: readonly string[] }[] = [{ node: root, path: [] }];
  for (let next = pending.pop(); next; next = pending.pop()) {
    const { node, path } = next;
    if (node === null || typeof node !== 'object' || seen.has(node)) continue;
    seen.add(node);
    for (const [name, member] of Object.entries(node)) {
      if (typeof member === 'string') {
        if (name === '$anchor' || name === '$dynamicAnchor') anchors.set(member, formatPointer(path));
        else if (name === '$id') ids.set(member, formatPointer(path));
      } else pending.push({ node: member as Json, path: [...path, name] });
    }
  }
  const names = { anchors, ids };
  known.set(root, names);
  return names;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
