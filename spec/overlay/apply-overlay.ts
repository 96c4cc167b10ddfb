import { exec } from 'jsonpath-rfc9535';
import type { Json, JsonObject, JsonPointer } from '../../model/json.ts';
import { isObject } from '../resolve-reference.ts';

/** What an overlay made of a document, and what it could not do; pointers lead into the overlay. */
export interface Overlaid {
  readonly document: Json;
  readonly faults: readonly { readonly what: string; readonly pointer: JsonPointer }[];
  /** Actions whose target selects nothing. */
  readonly idle: readonly JsonPointer[];
}

type Path = readonly (string | number)[];

/** Applies an overlay (OpenAPI Overlay 1.0, and the `copy` of 1.1): its actions one after the other, each to all that its target selects then. */
export function applyOverlay(document: Json, overlay: Json): Overlaid {
  const faults: { readonly what: string; readonly pointer: JsonPointer }[] = [];
  const idle: JsonPointer[] = [];
  const version = isObject(overlay) ? overlay['overlay'] : undefined;
  if (!isObject(overlay) || typeof version !== 'string' || !/^1\.[01]\.\d+$/.test(version)) {
    return { document, idle, faults: [{ what: 'This is no overlay of version 1.0 or 1.1: it begins with "overlay: 1.0.0" or alike.', pointer: version === undefined ? '' : '/overlay' }] };
  }
  const actions = overlay['actions'];
  if (!Array.isArray(actions) || actions.length === 0) return { document, idle, faults: [{ what: 'The overlay has no actions.', pointer: '/actions' }] };
  let current = document;
  for (const [index, action] of (actions as readonly Json[]).entries()) {
    const pointer = `/actions/${index}`;
    const target = isObject(action) ? action['target'] : undefined;
    if (!isObject(action) || typeof target !== 'string') {
      faults.push({ what: 'An action has no target, which is a JSONPath such as "$.paths".', pointer });
      continue;
    }
    const selected = select(current, target);
    const copied = typeof action['copy'] === 'string' ? select(current, action['copy']) : undefined;
    if (selected === undefined || (copied === undefined && action['copy'] !== undefined)) {
      faults.push({ what: `${JSON.stringify(selected === undefined ? target : action['copy'])} is no JSONPath (RFC 9535).`, pointer: `${pointer}/${selected === undefined ? 'target' : 'copy'}` });
      continue;
    }
    if (selected.length === 0 || copied?.length === 0) {
      idle.push(pointer);
      continue;
    }
    const source = copied?.[0] && valueAt(current, copied[0]);
    if (action['remove'] === true) {
      // The last first, so that the places of items before it stay what they are.
      for (const path of [...selected].reverse()) current = changed(current, path, () => undefined) ?? current;
      continue;
    }
    for (const path of selected) {
      for (const update of [source, action['update']]) if (update !== undefined) current = changed(current, path, (value) => merged(value, update)) ?? current;
    }
  }
  return { document: current, faults, idle };
}

/** Where a JSONPath leads; undefined when it is none. */
function select(document: Json, path: string): readonly Path[] | undefined {
  const found: Path[] = [];
  try {
    exec(document as never, path, (_: unknown, at: readonly (string | number)[]) => { found.push(at.map((step) => (typeof step === 'string' ? plain(step) : step))); });
    return found;
  } catch {
    return undefined;
  }
}

/** A name without the escapes of a normalized path. */
function plain(name: string): string {
  return name.replaceAll(/\\(u[0-9a-fA-F]{4}|.)/g, (whole, escaped: string) => (escaped.length > 1 ? (JSON.parse(`"${whole}"`) as string) : (({ b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' } as Readonly<Record<string, string>>)[escaped] ?? escaped)));
}

function valueAt(root: Json, path: Path): Json | undefined {
  let value: Json | undefined = root;
  for (const step of path) {
    if (value === null || typeof value !== 'object') return undefined;
    value = Array.isArray(value) ? (value as readonly Json[])[Number(step)] : Object.hasOwn(value, String(step)) ? (value as JsonObject)[String(step)] : undefined;
  }
  return value;
}

/** A copy in which something else stands at a path, or nothing. */
function changed(root: Json, path: Path, into: (value: Json) => Json | undefined): Json | undefined {
  const [step, ...rest] = path;
  if (step === undefined) return into(root);
  if (Array.isArray(root)) {
    return (root as readonly Json[]).flatMap((item, index) => {
      const next = index === step ? changed(item, rest, into) : item;
      return next === undefined ? [] : [next];
    });
  }
  if (!isObject(root)) return root;
  const result: Record<string, Json> = {};
  for (const [name, member] of Object.entries(root)) {
    const next = name === step ? changed(member, rest, into) : member;
    if (next !== undefined) Object.defineProperty(result, name, { value: next, enumerable: true, configurable: true, writable: true });
  }
  return result;
}

/** Objects are merged, to lists is added, anything else is replaced. */
function merged(value: Json, update: Json): Json {
  if (Array.isArray(value)) return [...(value as readonly Json[]), ...(Array.isArray(update) ? (update as readonly Json[]) : [update])];
  if (!isObject(value) || !isObject(update)) return update;
  const result: Record<string, Json> = { ...value };
  for (const [name, member] of Object.entries(update)) {
    Object.defineProperty(result, name, { value: Object.hasOwn(value, name) ? merged(value[name] ?? null, member) : member, enumerable: true, configurable: true, writable: true });
  }
  return result;
}
