import type { Json, JsonObject } from '../../model/json.ts';

/** One thing that is wrong with a value: where in it, and what. */
export interface Wrong {
  /** A JSON Pointer into the value. */
  readonly at: string;
  readonly cause: string;
}

/** All that is wrong with a value. */
export type Check = (value: Json) => readonly Wrong[];

const wrong = (cause: string): readonly Wrong[] => [{ at: '', cause }];
const under = (name: string | number, found: readonly Wrong[]): readonly Wrong[] => found.map(({ at, cause }) => ({ at: `/${name}${at}`, cause }));

/** A string; lengths count characters, not code units. */
export function text({ min = 0, max = Infinity, like, called = 'of another form' }: { readonly min?: number; readonly max?: number; readonly like?: (value: string) => boolean; readonly called?: string }): Check {
  return (value) => {
    if (typeof value !== 'string') return wrong('must be a string');
    const { length } = [...value];
    if (length < min) return wrong(`must have at least ${min} characters`);
    if (length > max) return wrong(`must have at most ${max} characters`);
    return like && !like(value) ? wrong(`must be ${called}`) : [];
  };
}

/** One of these words. */
export function oneOf(words: readonly string[]): Check {
  return (value) => (typeof value === 'string' && words.includes(value) ? [] : wrong(`must be one of ${words.join(', ')}`));
}

/** A whole number within bounds. */
export function integer(min: number, max: number): Check {
  return (value) => {
    if (typeof value !== 'number' || !Number.isInteger(value)) return wrong(`must be an integer from ${min} to ${max}`);
    return value < min ? wrong(`must be at least ${min}`) : value > max ? wrong(`must be at most ${max}`) : [];
  };
}

/** A list; items that must differ are strings. */
export function list(item: Check, { min, max, unique = false }: { readonly min: number; readonly max: number; readonly unique?: boolean }): Check {
  return (value) => {
    if (!Array.isArray(value)) return wrong('must be an array');
    const items = value as readonly Json[];
    if (items.length < min) return wrong(`must have at least ${min} items`);
    if (items.length > max) return wrong(`must have at most ${max} items`);
    const found = items.flatMap((each, index) => under(index, item(each)));
    if (found.length > 0) return found;
    return unique && new Set(items).size < items.length ? wrong('must not have the same item twice') : [];
  };
}

/** An object with these properties and no others. */
export function object(properties: Readonly<Record<string, Check>>, { required = [], min = 0 }: { readonly required?: readonly string[]; readonly min?: number }): Check {
  return (value) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return wrong('must be an object');
    const given = value as JsonObject;
    const names = Object.keys(given);
    const missing = required.filter((name) => !Object.hasOwn(given, name)).flatMap((name) => under(name, wrong('is required')));
    const found = names.flatMap((name) => {
      const check = Object.hasOwn(properties, name) ? properties[name] : undefined;
      return under(pointerToken(name), check ? check(given[name] ?? null) : wrong('is not known'));
    });
    const few = names.length < min ? wrong(`must have at least ${min} property`) : [];
    return [...missing, ...few, ...found];
  };
}

function pointerToken(name: string): string {
  return name.slice(0, 100).replaceAll('~', '~0').replaceAll('/', '~1');
}
