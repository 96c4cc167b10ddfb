import type { Json } from '../../../model/json.ts';
import { isObject } from '../../../spec/resolve-reference.ts';
import { flatSchema, numberIn, propertiesIn, requiredIn } from '../flat-schema.ts';
import { candidates } from '../sample-of.ts';
import type { Breakers } from './breaker.ts';
import { numberBreakers } from './numbers.ts';
import { scalarBreakers } from './scalars.ts';

const mostItems = 1_000;
const tooMany = `more than ${mostItems} properties are not made`;

/** Objects. */
export const objectBreakers: Breakers = {
  *required(schema, value, workshop) {
    if (!isObject(value)) return;
    for (const name of requiredIn(workshop, schema)) {
      const { [name]: _, ...rest } = value;
      yield { keyword: 'required', label: name, values: [rest] };
    }
  },
  *readOnly(schema, _value, workshop) {
    const properties = isObject(schema['properties']) ? schema['properties'] : {};
    for (const [name, property] of Object.entries(properties)) {
      if (flatSchema(workshop, property)['readOnly'] === true) yield { keyword: 'readOnly', label: name, values: [], doubt: 'a server may ignore what is readOnly instead of refusing it' };
    }
  },
  *additionalProperties(schema, value) {
    if (schema['additionalProperties'] === false && isObject(value)) yield { keyword: 'additionalProperties', label: '', values: [{ ...value, unexpected_property: 'unexpected' }] };
  },
  *properties(schema, value) {
    if (!isObject(schema['properties']) || !isObject(value)) return;
    for (const [name, member] of Object.entries(schema['properties'])) {
      if (member === false) yield { keyword: 'properties', label: name, at: [name], seenAs: 'false schema', values: [{ ...value, [name]: 'unexpected' }] };
    }
  },
  *unevaluatedProperties(schema, value) {
    if (schema['unevaluatedProperties'] === false && isObject(value)) yield { keyword: 'unevaluatedProperties', label: '', values: [{ ...value, unexpected_property: 'unexpected' }] };
  },
  *propertyNames(schema, value, workshop) {
    const names = flatSchema(workshop, schema['propertyNames']);
    if (Object.keys(names).length === 0 || !isObject(value)) return;
    const [good] = candidates(workshop, { type: 'string', ...names }, {}, 1);
    const [member] = candidates(workshop, isObject(schema['additionalProperties']) ? schema['additionalProperties'] : {}, {}, 1);
    const bad = Object.values({ ...scalarBreakers, ...numberBreakers }).flatMap((breaker) => [...breaker({ ...names, type: 'string' }, good ?? 'example', workshop)])
      .filter(({ keyword }) => keyword !== 'type').flatMap(({ values }) => values.filter((each) => typeof each === 'string' && each !== ''));
    yield { keyword: 'propertyNames', label: '', values: bad.slice(0, 20).map((name) => ({ ...value, [String(name)]: member ?? 'x' })) };
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
    if (most === undefined || !isObject(value)) return;
    if (most > mostItems) return yield { keyword: 'maxProperties', label: '', values: [], doubt: tooMany };
    const more = { ...value };
    for (let i = 1; Object.keys(more).length <= most; i++) Object.assign(more, { [`property${i}`]: 'x' });
    yield { keyword: 'maxProperties', label: '', values: [more] };
  },
  *dependentRequired(schema, value, workshop) {
    const rules = schema['dependentRequired'];
    if (!isObject(rules) || !isObject(value)) return;
    const properties = new Map(propertiesIn(workshop, schema));
    for (const [name, needed] of Object.entries(rules)) {
      const [first] = Array.isArray(needed) ? (needed as readonly Json[]) : [];
      if (typeof first !== 'string') continue;
      const { [first]: _, ...rest } = value;
      const present = Object.hasOwn(rest, name) ? [rest[name] ?? null] : [...candidates(workshop, properties.get(name) ?? {}, {}, 1)].slice(0, 2);
      yield { keyword: 'dependentRequired', label: name, values: present.map((member) => ({ ...rest, [name]: member })) };
    }
  },
};
