import { createHash } from 'node:crypto';
import type { Json } from '../../model/json.ts';
import { branchesIn } from './branches.ts';
import type { FlatSchema } from './flat-schema.ts';
import { allowsNull, numberIn, typesIn } from './flat-schema.ts';
import { multipleAtLeast, multipleAtMost, multipleBeyond } from './multiples.ts';
import { candidates, distinctItems } from './sample-of.ts';
import { textsFor } from './text.ts';
import type { Workshop } from './workshop.ts';

/** A value at the edge of what a keyword allows, or somewhere `within` its edges: who knows the edges only is found out there. */
export interface Boundary {
  readonly keyword: string;
  /** Tells members and branches of one keyword apart; empty where there is only one. */
  readonly label: string;
  readonly value: Json;
  /** The description says all there is to say about this datum. */
  readonly closed: boolean;
}

const longest = 10_000;
const mostItems = 500;

/** The edges of a schema's own keywords. They are proposals: the judge decides whether they are valid. `where` tells places apart in which equal schemas stand. */
export function* boundariesOf(workshop: Workshop, schema: FlatSchema, where: string): Iterable<Boundary> {
  const members = schema['enum'];
  if (Array.isArray(members)) {
    for (const [index, value] of (members as readonly Json[]).entries()) yield { keyword: 'enum', label: labelOf(value, index), value, closed: true };
    return;
  }
  if (schema['const'] !== undefined) return;
  const branches = branchesIn(workshop, schema);
  for (const { keyword, name, schema: branch } of branches) {
    const [value] = candidates(workshop, branch, {}, 1);
    if (value !== undefined) yield { keyword, label: name, value, closed: false };
  }
  if (branches.length > 0) return;
  if (allowsNull(schema)) yield { keyword: 'type', label: 'null', value: null, closed: true };
  const types = typesIn(schema);
  for (const type of types) {
    if (types.length > 1 && type !== 'boolean') {
      const [value] = candidates(workshop, { ...schema, type }, {}, 1);
      if (value !== undefined) yield { keyword: 'type', label: type, value, closed: false };
    }
    if (type === 'boolean') for (const value of [true, false]) yield { keyword: 'type', label: String(value), value, closed: true };
    if (type === 'integer' || type === 'number') yield* numbers(schema, type === 'integer', `${workshop.seed} ${where}`);
    if (type === 'string') yield* texts(schema);
    if (type === 'array') yield* arrays(workshop, schema);
  }
}

function* numbers(schema: FlatSchema, integer: boolean, drawnBy: string): Iterable<Boundary> {
  const step = numberIn(schema, 'multipleOf') ?? (integer ? 1 : undefined);
  for (const [keyword, direction] of [['minimum', 1], ['maximum', -1]] as const) {
    const bound = numberIn(schema, keyword);
    if (bound === undefined || Math.abs(bound) > Number.MAX_SAFE_INTEGER) continue;
    const value = step === undefined ? bound : (direction === 1 ? multipleAtLeast : multipleAtMost)(bound, step);
    yield { keyword, label: '', value, closed: true };
  }
  for (const [keyword, direction] of [['exclusiveMinimum', 1], ['exclusiveMaximum', -1]] as const) {
    const bound = numberIn(schema, keyword);
    if (bound === undefined || Math.abs(bound) > Number.MAX_SAFE_INTEGER) continue;
    yield { keyword, label: '', value: step === undefined ? bound + direction * 0.5 : multipleBeyond(bound, step, direction), closed: true };
  }
  yield* within(schema, step ?? 0.25, drawnBy);
}

/** A step between two bounds that the seed draws, where there are more than a few. */
function* within(schema: FlatSchema, step: number, drawnBy: string): Iterable<Boundary> {
  const low = Math.max(numberIn(schema, 'minimum') ?? -Infinity, numberIn(schema, 'exclusiveMinimum') ?? -Infinity);
  const high = Math.min(numberIn(schema, 'maximum') ?? Infinity, numberIn(schema, 'exclusiveMaximum') ?? Infinity);
  const steps = Math.floor((high - low) / step) - 1;
  if (!(steps >= 3 && steps <= Number.MAX_SAFE_INTEGER) || Math.max(Math.abs(low), Math.abs(high)) > Number.MAX_SAFE_INTEGER) return;
  const drawn = 1 + (createHash('sha256').update(drawnBy).digest().readUInt32BE(0) % steps);
  yield { keyword: 'within', label: '', value: multipleAtMost(low + drawn * step, step), closed: true };
}

function* texts(schema: FlatSchema): Iterable<Boundary> {
  for (const keyword of ['minLength', 'maxLength'] as const) {
    const length = numberIn(schema, keyword);
    if (length === undefined || length > longest) continue;
    for (const value of textsFor(schema, length)) {
      yield { keyword, label: '', value, closed: false };
      break;
    }
  }
}

function* arrays(workshop: Workshop, schema: FlatSchema): Iterable<Boundary> {
  for (const keyword of ['minItems', 'maxItems'] as const) {
    const length = numberIn(schema, keyword);
    if (length === undefined || length > mostItems) continue;
    // All different where there is room for it: a server may well read a list as a set.
    const value = distinctItems(workshop, { ...schema, uniqueItems: true }, {}, length, 1) ?? distinctItems(workshop, schema, {}, length, 1);
    if (value?.length === length) yield { keyword, label: '', value, closed: false };
  }
}

function labelOf(value: Json, index: number): string {
  return typeof value === 'string' && /^[\w.-]{1,40}$/.test(value) ? value : typeof value === 'number' || typeof value === 'boolean' ? String(value) : value === null ? 'null' : `member-${index}`;
}
