import { randomUUID } from 'node:crypto';

/** A thing as the store answers it. */
export interface Thing {
  readonly id: string;
  readonly name: string;
  readonly kind: string;
  readonly labels: readonly string[];
}

/** What every one of the servers does once a request is known to be good. */
export interface Store {
  readonly token: string;
  /** Handed out to be destroyed. */
  readonly disposable: readonly string[];
  list(kinds: readonly string[], limit: number): { readonly items: readonly Thing[]; readonly total: number };
  find(id: string): Thing | undefined;
  create(given: Readonly<Record<string, unknown>>): Thing;
  replace(id: string, given: Readonly<Record<string, unknown>>): Thing | undefined;
  label(id: string, label: string): Thing | undefined;
  remove(id: string): boolean;
  csv(): string;
}

/** A store with a few things in it. */
export function createStore(): Store {
  const things = new Map<string, Thing>();
  const put = (id: string, given: Readonly<Record<string, unknown>>, labels: readonly string[]): Thing => {
    const thing = { id, name: String(given['name']), kind: String(given['kind']), labels };
    things.set(id, thing);
    return thing;
  };
  for (let i = 0; i < 12; i++) put(randomUUID(), { name: `thing ${i}`, kind: i % 2 ? 'parcel' : 'letter' }, []);
  const ids = [...things.keys()];
  return {
    token: 'store-token-7f3a91',
    disposable: ids.slice(-3),
    list(kinds, limit) {
      const all = [...things.values()].filter(({ kind }) => kinds.length === 0 || kinds.includes(kind));
      return { items: all.slice(0, limit), total: all.length };
    },
    find: (id) => things.get(id),
    create: (given) => put(randomUUID(), given, []),
    replace(id, given) {
      const known = things.get(id);
      return known && put(id, given, known.labels);
    },
    label(id, label) {
      const known = things.get(id);
      return known && put(id, { ...known }, [...known.labels, label]);
    },
    remove: (id) => things.delete(id),
    csv: () => ['id,name,kind', ...[...things.values()].map(({ id, name, kind }) => `${id},${JSON.stringify(name)},${kind}`)].join('\n'),
  };
}

/** Answers a measurement in base units. */
export function inBaseUnits(given: Readonly<Record<string, unknown>>): { readonly value: number; readonly unit: string } {
  return given['kind'] === 'mass' ? { value: Number(given['grams']) / 1000, unit: 'kg' } : { value: Number(given['metres']), unit: 'm' };
}

/** A server that is up. */
export interface Honest {
  readonly url: string;
  close(): Promise<void>;
}
