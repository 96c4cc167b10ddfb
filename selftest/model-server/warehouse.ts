import type { Json } from '../../model/json.ts';
import type { Kept } from './keeping.ts';
import type { Thing } from './things.ts';

/** Things by collection; a collection under another parent, or of another tenant, is another one. */
export interface Warehouse {
  all(kept: Kept, scope: Scope): readonly Thing[];
  find(kept: Kept, scope: Scope, id: string): Thing | undefined;
  put(kept: Kept, scope: Scope, thing: Thing): void;
  remove(kept: Kept, scope: Scope, id: string): void;
  /** A name that nothing there has. */
  freeId(kept: Kept, scope: Scope): Json | undefined;
  /** Another number each time. */
  count(): number;
  /** A thing of that name in any collection of the resource. */
  anywhere(kept: Kept, id: string): Thing | undefined;
}

/** Whose collection, and under which parents. */
export interface Scope {
  readonly tenant: string;
  readonly parents: readonly string[];
}

/** Names of the other tenant are others. */
const apart = 500;

/** A warehouse as it is before anybody has done anything. */
export function openWarehouse(): Warehouse {
  const collections = new Map<string, Map<string, Thing>>();
  let made = 0;
  let counted = 0;
  const keyOf = ({ resource }: Kept, { tenant, parents }: Scope): string => JSON.stringify([resource.path, tenant, parents]);
  const collection = (kept: Kept, scope: Scope): Map<string, Thing> => {
    const key = keyOf(kept, scope);
    const known = collections.get(key);
    if (known) return known;
    const things = scope.tenant === 'owner' ? kept.beginning() : kept.beginning().slice(0, 3).flatMap((thing, index) => {
      if (thing.isNameless) return [thing];
      const id = kept.id(apart + index);
      return id === undefined ? [] : [{ ...thing, id }];
    });
    const fresh = new Map(things.map((thing) => [nameOf(thing.id), thing]));
    collections.set(key, fresh);
    return fresh;
  };
  return {
    all: (kept, scope) => [...collection(kept, scope).values()],
    find(kept, scope, id) {
      const thing = collection(kept, scope).get(nameOf(id));
      return thing?.isGone ? undefined : thing;
    },
    put: (kept, scope, thing) => { collection(kept, scope).set(nameOf(thing.id), thing); },
    remove: (kept, scope, id) => { collection(kept, scope).delete(nameOf(id)); },
    freeId(kept, scope) {
      for (let attempts = 0; attempts < 50; attempts++) {
        const id = kept.id(1_000 + made++);
        if (id === undefined) return undefined;
        if (!collection(kept, scope).has(nameOf(id))) return id;
      }
      return undefined;
    },
    count: () => counted++,
    anywhere: (kept, id) => [...collections].filter(([key]) => key.startsWith(JSON.stringify(kept.resource.path).replace(/^/, '['))).map(([, things]) => things.get(nameOf(id))).find((thing) => thing !== undefined),
  };
}

/** A UUID may be written in either case. */
function nameOf(id: Json): string {
  return String(id).toLowerCase();
}
