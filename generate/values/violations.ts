import type { Json } from '../../model/json.ts';
import { isObject } from '../../spec/resolve-reference.ts';
import type { FlatSchema } from './flat-schema.ts';
import { numberIn, requiredIn, statesType, typesIn } from './flat-schema.ts';
import { multipleBeyond } from './multiples.ts';
import { distinctItems } from './sample-of.ts';
import type { Workshop } from './workshop.ts';

/** Ways to break one keyword; the first that breaks nothing else is taken. */
export interface Violation {
  readonly keyword: string;
  /** Tells apart what one keyword asks several times, such as each required property. */
  readonly label: string;
  readonly values: readonly Json[];
  /** A dialect need not assert it. */
  readonly advisory?: boolean;
}

type Breaker = (schema: FlatSchema, value: Json, workshop: Workshop) => Iterable<Violation>;

const longest = 20_000;
const mostItems = 1_000;
const safe = (number: number): boolean => Math.abs(number) < Number.MAX_SAFE_INTEGER - 1;

/** What no server mistakes for a value of the type, however kindly it reads. */
const strangers: Readonly<Record<string, Json>> = {
  string: { unexpected: true }, integer: 'not-a-number', number: 'not-a-number', boolean: 'not-a-boolean', object: 'not-an-object', array: { unexpected: true },
};

/** One entry for each keyword that can be broken. A keyword is added by adding a line. */
const breakers: Readonly<Record<string, Breaker>> = {
  *type(schema) {
    if (!statesType(schema)) return;
    const types = typesIn(schema);
    const [first] = types;
    if (first === undefined) return;
    const values = [strangers[first] ?? 'not-valid', 'not-valid', { unexpected: true }, [{ unexpected: true }], 12_345.5].filter((value) => !types.includes(typeOf(value)));
    yield { keyword: 'type', label: '', values };
    if (first === 'integer' && !types.includes('number')) yield { keyword: 'type', label: 'fraction', values: [(numberIn(schema, 'minimum') ?? 0) + 0.5] };
  },
  *enum(schema) {
    const members = schema['enum'];
    if (!Array.isArray(members)) return;
    const numbers = (members as readonly Json[]).filter((each) => typeof each === 'number');
    yield { keyword: 'enum', label: '', values: ['not-a-member', ...(numbers.length > 0 ? [Math.max(...numbers) + 7_919] : []), 'x'.repeat(3)] };
  },
  *const(schema) {
    if (schema['const'] !== undefined) yield { keyword: 'const', label: '', values: ['not-the-constant', 7_919, false, true] };
  },
  *pattern(schema, value) {
    if (typeof schema['pattern'] !== 'string') return;
    const base = typeof value === 'string' ? value : '';
    const same = [...base].length;
    yield { keyword: 'pattern', label: '', values: ['\u2603'.repeat(Math.max(1, same)), '~'.repeat(Math.max(1, same)), `${base}\u2603`, `${base.slice(0, -1)}~`, '#not#matching#', `~${base.slice(1)}`, '(', '', '0', 'a'] };
  },
  *format(schema) {
    if (typeof schema['format'] === 'string' && typesIn(schema).includes('string')) {
      yield { keyword: 'format', label: '', advisory: true, values: [`not a valid ${schema['format']}`, 'not-valid', '%', `not-a-${schema['format']}-at-all-but-long-enough`] };
    }
  },
  *minimum(schema) {
    const bound = numberIn(schema, 'minimum');
    if (bound !== undefined && safe(bound)) yield { keyword: 'minimum', label: '', values: beyond(schema, bound, -1) };
  },
  *maximum(schema) {
    const bound = numberIn(schema, 'maximum');
    if (bound !== undefined && safe(bound)) yield { keyword: 'maximum', label: '', values: beyond(schema, bound, 1) };
  },
  *exclusiveMinimum(schema) {
    const bound = numberIn(schema, 'exclusiveMinimum');
    if (bound !== undefined && safe(bound)) yield { keyword: 'exclusiveMinimum', label: '', values: [bound, ...beyond(schema, bound, -1)] };
  },
  *exclusiveMaximum(schema) {
    const bound = numberIn(schema, 'exclusiveMaximum');
    if (bound !== undefined && safe(bound)) yield { keyword: 'exclusiveMaximum', label: '', values: [bound, ...beyond(schema, bound, 1)] };
  },
  *multipleOf(schema, value) {
    const step = numberIn(schema, 'multipleOf');
    if (step === undefined || typeof value !== 'number' || (typesIn(schema).includes('integer') && step === 1)) return;
    yield { keyword: 'multipleOf', label: '', values: typesIn(schema).includes('integer') ? [value + 1, value - 1] : [value + step / 2, value - step / 2, value + step / 3] };
  },
  *minLength(schema, value) {
    const least = numberIn(schema, 'minLength');
    if (least === undefined || least < 1 || least > longest) return;
    const cut = typeof value === 'string' ? [...value].slice(0, least - 1).join('') : '';
    yield { keyword: 'minLength', label: '', values: [cut, 'a'.repeat(least - 1), '1'.repeat(least - 1), 'A'.repeat(least - 1)] };
  },
  *maxLength(schema, value) {
    const most = numberIn(schema, 'maxLength');
    if (most === undefined || most > longest) return;
    const base = typeof value === 'string' && value !== '' ? value : 'a';
    const last = [...base].at(-1) ?? 'a';
    yield { keyword: 'maxLength', label: '', values: [base.padEnd(most + 1, last), 'a'.repeat(most + 1), '1'.repeat(most + 1), 'A'.repeat(most + 1), base.repeat(Math.ceil((most + 1) / base.length)), base.padStart(most + 1, 'a')] };
  },
  *minItems(schema, value) {
    const least = numberIn(schema, 'minItems');
    if (least !== undefined && least > 0 && Array.isArray(value)) yield { keyword: 'minItems', label: '', values: [(value as readonly Json[]).slice(0, least - 1)] };
  },
  *maxItems(schema, value, workshop) {
    const most = numberIn(schema, 'maxItems');
    if (most === undefined || most > mostItems || !Array.isArray(value)) return;
    const room = { ...schema, maxItems: most + 1 };
    // All different where there is room for it: who reads a list as a set would not see what came twice.
    const more = distinctItems(workshop, { ...room, uniqueItems: true }, {}, most + 1, 1) ?? distinctItems(workshop, room, {}, most + 1, 1);
    yield { keyword: 'maxItems', label: '', values: more ? [more] : [] };
  },
  *uniqueItems(schema, value) {
    if (schema['uniqueItems'] !== true || !Array.isArray(value)) return;
    const [first] = value as readonly Json[];
    yield { keyword: 'uniqueItems', label: '', values: first === undefined ? [] : [[...(value as readonly Json[]), first], [first, first]] };
  },
  *required(schema, value, workshop) {
    if (!isObject(value)) return;
    for (const name of requiredIn(workshop, schema)) {
      const { [name]: _, ...rest } = value;
      yield { keyword: 'required', label: name, values: [rest] };
    }
  },
  *additionalProperties(schema, value) {
    if (schema['additionalProperties'] === false && isObject(value)) yield { keyword: 'additionalProperties', label: '', values: [{ ...value, unexpected_property: 'unexpected' }] };
  },
  *minProperties(schema, value) {
    const least = numberIn(schema, 'minProperties');
    if (least === undefined || least < 1 || !isObject(value)) return;
    const required = Array.isArray(schema['required']) ? (schema['required'] as readonly Json[]) : [];
    const kept = Object.entries(value).sort(([a], [b]) => Number(required.includes(b)) - Number(required.includes(a))).slice(0, least - 1);
    yield { keyword: 'minProperties', label: '', values: [Object.fromEntries(kept)] };
  },
  *maxProperties(schema, value) {
    const most = numberIn(schema, 'maxProperties');
    if (most === undefined || most > mostItems || !isObject(value)) return;
    const more = { ...value };
    for (let i = 1; Object.keys(more).length <= most; i++) Object.assign(more, { [`property${i}`]: 'x' });
    yield { keyword: 'maxProperties', label: '', values: [more] };
  },
  *dependentRequired(schema, value) {
    const rules = schema['dependentRequired'];
    if (!isObject(rules) || !isObject(value)) return;
    for (const [name, needed] of Object.entries(rules)) {
      const [first] = Array.isArray(needed) ? (needed as readonly Json[]) : [];
      if (typeof first !== 'string' || !Object.hasOwn(value, name)) continue;
      const { [first]: _, ...rest } = value;
      yield { keyword: 'dependentRequired', label: name, values: [rest] };
    }
  },
};

/** Every keyword of a schema that a value can break, with values that may do so. */
export function* violationsOf(workshop: Workshop, schema: FlatSchema, value: Json): Iterable<Violation> {
  // Beside a list of members every other keyword breaks together with it.
  const listed = Array.isArray(schema['enum']) ? 'enum' : schema['const'] === undefined ? undefined : 'const';
  for (const [keyword, breaker] of Object.entries(breakers)) {
    if (listed === undefined || keyword === listed) yield* breaker(schema, value, workshop);
  }
}

function beyond(schema: FlatSchema, bound: number, direction: 1 | -1): readonly number[] {
  const integer = typesIn(schema).includes('integer') && !typesIn(schema).includes('number');
  const step = numberIn(schema, 'multipleOf') ?? (integer ? 1 : Math.max(1, Math.abs(bound) * 0.01));
  return [multipleBeyond(bound, step, direction), bound + direction, bound + direction * step];
}

function typeOf(value: Json): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  return typeof value;
}
