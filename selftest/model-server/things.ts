import type { Operation } from '../../model/description.ts';
import type { Json, JsonObject } from '../../model/json.ts';
import { isObject } from '../../spec/resolve-reference.ts';
import { sitesOf, valueAt, withValueAt } from '../../generate/values/sites.ts';
import { varied } from '../../generate/values/varied.ts';
import type { Workshop } from '../../generate/values/workshop.ts';
import { getAt } from '../../spec/json-pointer.ts';
import type { Sample } from './answer.ts';
import type { Path } from './places.ts';
import { idField } from './places.ts';

/** Something that the server keeps. */
export interface Thing {
  /** What paths call it. */
  readonly id: Json;
  /** What is known of it, by property. */
  readonly values: JsonObject;
  /** Grows with each change. */
  readonly version: number;
  /** Somebody has made it, and it was not there from the beginning. */
  readonly isCreated: boolean;
  /** Nothing addresses it: it is called as its values say. */
  readonly isNameless?: true;
  /** Lists still show it, and nothing else does. */
  readonly isGone?: true;
  /** It is shown as it was sent, whatever the description says. */
  readonly isAsSent?: true;
}

/** A place in answers where things of one resource stand. */
export interface Shelf {
  readonly operation: Operation;
  readonly status: number;
  readonly sample: Sample;
  readonly value: Json;
  /** The object there. */
  readonly at: Path;
}

/** The whole value with a thing put in its place, as far as the description allows what is known of it. */
export function withThing(shop: Workshop, { sample, value, at }: Pick<Shelf, 'sample' | 'value' | 'at'>, { id, values, isAsSent, isNameless }: Thing, idFields: readonly string[]): Json {
  const object = valueAt(value, at);
  if (!isObject(object)) return (typeof object === 'string' || typeof object === 'number') && !isNameless ? withValueAt(value, at, id) : value;
  const named = idField(object, idFields);
  const isAllowed = (whole: Json): boolean => sample.pointer === undefined || shop.schemas.validates(sample.pointer, whole);
  const known: Record<string, Json> = {};
  for (const name of Object.keys(object)) if (Object.hasOwn(values, name)) known[name] = values[name] ?? null;
  if (named !== undefined && !isNameless) known[named] = typeof object[named] === 'number' ? (Number.isFinite(Number(id)) ? Number(id) : object[named]) : String(id);
  const whole = withValueAt(value, at, { ...object, ...known });
  if (isAsSent || isAllowed(whole)) return whole;
  // What does not fit in there is left out, one by one.
  let fitting = value;
  for (const [name, each] of Object.entries(known)) {
    const next = withValueAt(fitting, [...at, name], each);
    if (isAllowed(next)) fitting = next;
  }
  return fitting;
}

/** Values in which things that were there from the beginning differ, so that filters and orders have something to do. */
export function variation(shop: Workshop, { sample, value, at }: Pick<Shelf, 'sample' | 'value' | 'at'>, number: number): JsonObject {
  const object = valueAt(value, at);
  const schema = sample.pointer === undefined ? undefined : getAt(shop.document, sample.pointer);
  if (!isObject(object) || schema === undefined || sample.pointer === undefined) return {};
  const { pointer } = sample;
  const different: Record<string, Json> = {};
  for (const site of sitesOf(shop, schema)) {
    const name = site.path.at(-1);
    const own = name === undefined ? undefined : object[name];
    if (name === undefined || own === undefined || own === null || site.path.length !== at.length + 1 || !at.every((token, index) => token === site.path[index])) continue;
    const members = site.schema['enum'];
    const count = Array.isArray(members) ? number % members.length : typeof own === 'boolean' ? number % 2 : number;
    const other = count === 0 ? own : varied(shop, site.schema, own, count);
    if (other !== undefined && shop.schemas.validates(pointer, withValueAt(value, site.path, other))) different[name] = other;
  }
  return different;
}
