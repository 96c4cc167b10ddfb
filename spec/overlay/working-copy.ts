import type { Json, JsonPointer } from '../../model/json.ts';
import { formatPointer, parsePointer } from '../json-pointer.ts';
import type { Target } from '../reading/find-target.ts';
import type { Source } from '../reading/source.ts';

/** Names and indices that lead to something in a document. */
export type Path = readonly (string | number)[];

/** A value, and where it was written. */
export interface Piece {
  readonly value: Json;
  readonly written: Target;
}

/** A document that overlays change, and that knows of each part where it was written. */
export interface WorkingCopy {
  readonly root: Json;
  at(path: Path): Json | undefined;
  /** What stands at a path, as it is now. */
  pieceAt(path: Path): Piece | undefined;
  /** Objects are merged, lists added to, anything else is replaced. Returns what does not go together, below the value. */
  merge(path: Path, piece: Piece, strict: boolean): readonly JsonPointer[];
  /** Takes out all of these at once. */
  remove(paths: readonly Path[]): void;
  /** Where something was written that stands at a pointer now. */
  origin(pointer: JsonPointer): Target;
  /** More was put in than a description can need. */
  readonly overflows: boolean;
}

type Container = Record<string, Json> | Json[];

/** What overlays may add to the values of a document. */
const mostAdded = 1_000_000;

/** Copies a document so that it can be changed. */
export function workingCopyOf(source: Source): WorkingCopy {
  /** Where members were written that did not come with the object or list that they are in. */
  const strays = new WeakMap<object, Map<string, Target>>();
  let added = 0;

  const copied = (value: Json): Json => {
    added++;
    if (!isContainer(value)) return value;
    const result: Container = Array.isArray(value) ? (value as readonly Json[]).map(copied) : {};
    if (!Array.isArray(value)) for (const [name, member] of Object.entries(value)) define(result, name, copied(member as Json));
    const known = strays.get(value);
    if (known) strays.set(result, new Map(known));
    return result;
  };
  const top: { root: Json } = { root: copied(source.value) };
  added = 0;

  const writtenBelow = (holder: Json | undefined, name: string, written: Target): Target =>
    (isContainer(holder) ? strays.get(holder)?.get(name) : undefined) ?? { source: written.source, pointer: `${written.pointer}${formatPointer([name])}` };
  const note = (holder: object, name: string, written: Target): void => {
    strays.set(holder, (strays.get(holder) ?? new Map<string, Target>()).set(name, written));
  };
  const origin = (pointer: JsonPointer): Target => {
    let node: Json | undefined = top.root;
    let written: Target = { source, pointer: '' };
    for (const token of parsePointer(pointer) ?? []) {
      written = writtenBelow(node, token, written);
      node = memberOf(node, token);
    }
    return written;
  };
  const at = (path: Path): Json | undefined => path.reduce<Json | undefined>((value, step) => memberOf(value, String(step)), top.root);

  const put = (holder: Container, name: string, { value, written }: Piece): void => {
    if (added > mostAdded) return;
    define(holder, name, copied(value));
    note(holder, name, written);
  };
  const mergeInto = (target: Container, { value, written }: Piece, below: JsonPointer, strict: boolean): readonly JsonPointer[] => {
    if (Array.isArray(target)) {
      const isList = Array.isArray(value);
      for (const [index, item] of (isList ? (value as readonly Json[]) : [value]).entries()) put(target, String(target.length), { value: item, written: isList ? writtenBelow(value, String(index), written) : written });
      return [];
    }
    return Object.entries(value as Record<string, Json>).flatMap(([name, member]) => {
      const old = memberOf(target, name);
      const piece = { value: member, written: writtenBelow(value, name, written) };
      if (isContainer(old) && isContainer(member) && Array.isArray(old) === Array.isArray(member)) return mergeInto(old, piece, `${below}${formatPointer([name])}`, strict);
      if (strict && old !== undefined && isContainer(old) !== isContainer(member)) return [`${below}${formatPointer([name])}`];
      put(target, name, piece);
      return [];
    });
  };

  return {
    at, origin,
    get root() { return top.root; },
    get overflows() { return added > mostAdded; },
    pieceAt: (path) => {
      const value = at(path);
      return value === undefined ? undefined : { value: copied(value), written: origin(formatPointer(path)) };
    },
    merge: (path, piece, strict) => {
      const target = at(path);
      const holder = at(path.slice(0, -1));
      const name = path.at(-1);
      if (isContainer(target)) return mergeInto(target, piece, '', strict);
      if (name !== undefined && isContainer(holder)) put(holder, String(name), piece);
      return [];
    },
    remove: (paths) => {
      const holders = new Map<Container, { readonly base: JsonPointer; readonly names: Set<string> }>();
      for (const path of paths) {
        const base = path.slice(0, -1);
        const holder = at(base);
        if (!isContainer(holder)) continue;
        const known = holders.get(holder) ?? { base: formatPointer(base), names: new Set<string>() };
        holders.set(holder, known);
        known.names.add(String(path.at(-1)));
      }
      // What is still to be taken out changes no answer here, since nothing has been moved yet.
      const changes = [...holders].map(([holder, { base, names }]) => ({
        holder, names,
        stay: Array.isArray(holder) ? holder.map((value, index) => ({ value, written: origin(`${base}/${index}`) })).filter((_, index) => !names.has(String(index))) : [],
      }));
      for (const { holder, names, stay } of changes) {
        if (Array.isArray(holder)) {
          strays.delete(holder);
          holder.splice(0, holder.length, ...stay.map(({ value }) => value));
          for (const [index, { written }] of stay.entries()) note(holder, String(index), written);
        } else {
          for (const name of names) {
            Reflect.deleteProperty(holder, name);
            strays.get(holder)?.delete(name);
          }
        }
      }
    },
  };
}

/** Whether a value has members. */
export function isContainer(value: Json | undefined): value is Container {
  return value !== null && typeof value === 'object';
}

function memberOf(value: Json | undefined, name: string): Json | undefined {
  if (!isContainer(value)) return undefined;
  return Object.hasOwn(value, name) ? (value as Record<string, Json>)[name] : undefined;
}

/** Sets a member even where its name is `__proto__`. */
function define(target: Container, name: string, value: Json): void {
  Object.defineProperty(target, name, { value, enumerable: true, configurable: true, writable: true });
}
