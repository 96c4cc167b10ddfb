import { deflateRawSync, inflateRawSync } from 'node:zlib';

/** Values by key, of which those used last stand open; the others lie packed, in a twentieth of the memory. */
export interface Shelf<T> {
  /** What was put under a key. It may be changed, and the changes are kept, until so many others have been asked for. */
  get(key: string): T | undefined;
  put(key: string, value: T): void;
}

/** How values become JSON and come back; most are JSON already. */
export interface Packing<T> {
  pack(value: T): unknown;
  unpack(packed: unknown, key: string): T;
}

const asItIs: Packing<unknown> = { pack: (value) => value, unpack: (packed) => packed };

/** A shelf on which so many values stand open. Values that nobody changes are packed once. */
export function createShelf<T>(mostOpen: number, { changes, packing = asItIs as Packing<T> }: { readonly changes: boolean; readonly packing?: Packing<T> }): Shelf<T> {
  // In the order of use.
  const open = new Map<string, T>();
  const packed = new Map<string, Uint8Array>();
  let newest: string | undefined;

  const stand = (key: string, value: T): void => {
    open.delete(key);
    open.set(key, value);
    newest = key;
    if (open.size <= mostOpen) return;
    for (const [oldest, its] of open) {
      open.delete(oldest);
      // A copy: what is given out may be the beginning of a much larger buffer.
      if (!packed.has(oldest)) packed.set(oldest, Uint8Array.prototype.slice.call(deflateRawSync(JSON.stringify(packing.pack(its)), { level: 1 })));
      return;
    }
  };

  return {
    get(key) {
      const standing = open.get(key);
      if (standing !== undefined) {
        if (key !== newest) stand(key, standing);
        return standing;
      }
      const bytes = packed.get(key);
      if (!bytes) return undefined;
      const value = packing.unpack(JSON.parse(inflateRawSync(bytes).toString()), key);
      if (changes) packed.delete(key);
      stand(key, value);
      return value;
    },
    put(key, value) {
      packed.delete(key);
      stand(key, value);
    },
  };
}
