import type { Json } from '../../model/json.ts';
import { isObject } from '../../spec/resolve-reference.ts';
import type { FlatSchema } from './flat-schema.ts';
import { flatSchema, numberIn, propertiesIn } from './flat-schema.ts';
import type { Workshop } from './workshop.ts';

const deepest = 4;
const day = 86_400_000;

/** Another value of the same kind for each number from one on, where a kind has room for many; nobody has judged it yet. */
export function varied(workshop: Workshop, schema: Json, value: Json | undefined, number: number, depth = 0): Json | undefined {
  const flat = flatSchema(workshop, schema);
  if (flat['const'] !== undefined || depth > deepest) return undefined;
  const members = flat['enum'];
  if (Array.isArray(members)) return otherMember(members as readonly Json[], value, number);
  switch (typeof value) {
    case 'number':
      return value + number * (numberIn(flat, 'multipleOf') ?? 1);
    case 'boolean':
      return number === 1 ? !value : undefined;
    case 'string':
      return variedText(flat, value, number);
    case 'object':
      return Array.isArray(value) ? variedList(workshop, flat, value as readonly Json[], number, depth) : isObject(value) ? variedObject(workshop, flat, value, number, depth) : undefined;
    default:
      return undefined;
  }
}

function otherMember(members: readonly Json[], value: Json | undefined, number: number): Json | undefined {
  const at = members.findIndex((each) => JSON.stringify(each) === JSON.stringify(value));
  return number < members.length ? members[(at + number) % members.length] : undefined;
}

function variedText(flat: FlatSchema, value: string, number: number): string | undefined {
  switch (flat['format']) {
    case undefined:
    case 'password':
      return `${value.slice(0, Math.max(1, (numberIn(flat, 'maxLength') ?? 60) - String(number).length))}${number}`;
    case 'uuid':
      return value.slice(0, -6) + number.toString(16).padStart(6, '0');
    case 'date':
      return Number.isNaN(Date.parse(value)) ? undefined : new Date(Date.parse(value) + number * day).toISOString().slice(0, 10);
    case 'date-time':
      return Number.isNaN(Date.parse(value)) ? undefined : new Date(Date.parse(value) + number * day).toISOString().replace('.000Z', 'Z');
    case 'email':
    case 'hostname':
      return `a${number}${value}`;
    case 'uri':
    case 'url':
    case 'uri-reference':
      return `${value}${number}`;
    case 'ipv4':
      return number < 250 ? value.replace(/\d+$/, (last) => String((Number(last) + number) % 256)) : undefined;
    default:
      return undefined;
  }
}

function variedList(workshop: Workshop, flat: FlatSchema, items: readonly Json[], number: number, depth: number): Json | undefined {
  const [first, ...rest] = items;
  const other = first === undefined || !isObject(flat['items']) ? undefined : varied(workshop, flat['items'], first, number, depth + 1);
  return other === undefined ? undefined : [other, ...rest];
}

/** The first property that has room for it is another one; where none has, there is one more if any is allowed. */
function variedObject(workshop: Workshop, flat: FlatSchema, value: Readonly<Record<string, Json>>, number: number, depth: number): Json | undefined {
  for (const [name, schema] of propertiesIn(workshop, flat)) {
    const other = Object.hasOwn(value, name) ? varied(workshop, schema, value[name], number, depth + 1) : undefined;
    if (other !== undefined) return { ...value, [name]: other };
  }
  for (const [name, own] of Object.entries(value)) {
    const other = isObject(flat['additionalProperties']) && !propertiesIn(workshop, flat).some(([each]) => each === name) ? varied(workshop, flat['additionalProperties'], own, number, depth + 1) : undefined;
    if (other !== undefined) return { ...value, [name]: other };
  }
  const isOpen = flat['additionalProperties'] === undefined || flat['additionalProperties'] === true;
  return isOpen && Object.keys(value).length < (numberIn(flat, 'maxProperties') ?? Infinity) ? { ...value, property: `x${number}` } : undefined;
}
