import type { LedgerEntry, Removal } from '../../model/ledger.ts';

/** A thing that was not taken away, as far as the ledger knows. */
export interface Left {
  readonly thing: string;
  readonly operationId: string;
  /** The request that made it. */
  readonly method: string;
  readonly path: string;
  /** `made`: the answer said so. `unknown`: no answer came. */
  readonly known: 'made' | 'unknown';
  readonly removal?: Removal;
  /** What the run said of it at its end. */
  readonly because?: string;
}

/** Folds the lines of a ledger into what is left. */
export interface OpenThings {
  add(entry: LedgerEntry): void;
  /** Things that stand at a path. */
  at(path: string): readonly string[];
  /** The newest first: what was made last may stand on what was made before. */
  left(): readonly Left[];
}

/** Of one ledger. */
export function openThings(): OpenThings {
  const things = new Map<string, Left>();
  return {
    add(entry) {
      const { thing } = entry;
      const known = things.get(thing);
      switch (entry.kind) {
        case 'asked':
          things.set(thing, { thing, operationId: entry.operationId, method: entry.method, path: entry.path, known: 'unknown' });
          break;
        case 'made':
          if (known) things.set(thing, { ...known, known: 'made', ...(entry.removal && { removal: entry.removal }) });
          break;
        case 'left':
          if (known) things.set(thing, { ...known, because: entry.because });
          break;
        case 'not-made':
        case 'removed':
          things.delete(thing);
          break;
      }
    },
    at: (path) => [...things.values()].filter(({ removal }) => removal?.path.split('?')[0] === path).map(({ thing }) => thing),
    left: () => [...things.values()].reverse(),
  };
}
