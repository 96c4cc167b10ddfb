import type { ErrorObject } from 'ajv';
import type { Json, JsonPointer } from '../../model/json.ts';
import type { Problem } from '../../model/problem.ts';
import type { SchemaDisagreement } from '../../model/rule.ts';
import { formatPointer } from '../json-pointer.ts';

/** One broken keyword. */
export type SchemaError = SchemaDisagreement;

/** A schema that cannot be compiled: a fault of the description. */
export class SchemaBroken extends Error {
  override readonly name = 'SchemaBroken';
  readonly problem: Problem;
  constructor(problem: Problem) {
    super(problem.what);
    this.problem = problem;
  }
}

/** What turns errors of the compiler into ours. */
export interface ErrorReading {
  /** Where a translated schema stands in the description. */
  placeOf(schema: object): JsonPointer | undefined;
  /** Where the schema that was asked for stands. */
  readonly start: JsonPointer;
  /** The errors of the closest alternative; undefined when the raw ones have to do. */
  condensed(error: ErrorObject): { readonly errors: readonly SchemaError[]; readonly covered: readonly SchemaError[] } | undefined;
}

/** All errors, each keyword once for each place in the value, in the words of the description. */
export function readErrors(raw: readonly ErrorObject[], reading: ErrorReading): readonly SchemaError[] {
  const found = new Map<string, SchemaError>();
  const covered = new Set<string>();
  const add = (error: SchemaError): void => {
    const key = keyOf(error);
    if (!found.has(key)) found.set(key, error);
  };
  const condensed = new Set<ErrorObject>();
  for (const error of raw) {
    const closest = reading.condensed(error);
    if (!closest) continue;
    condensed.add(error);
    for (const each of closest.errors) add({ ...each, instance: `${error.instancePath}${each.instance}` });
    for (const each of closest.covered) covered.add(keyOf({ ...each, instance: `${error.instancePath}${each.instance}` }));
  }
  const kept = new Set(found.keys());
  const contains = raw.filter(({ keyword }) => keyword === 'contains');
  const names = new Map(raw.flatMap(({ keyword, propertyName, instancePath, message }) => (propertyName !== undefined && keyword !== 'propertyNames' ? [[`${instancePath} ${propertyName}`, message]] : [])));
  for (const error of raw) {
    // What a property's name breaks, and items that `contains` tried in vain: the keyword above says what there is to say.
    if (condensed.has(error) || error.keyword === 'if' || (error.propertyName !== undefined && error.keyword !== 'propertyNames') || contains.some((above) => isBelow(error, above))) continue;
    const parent = typeof error.parentSchema === 'object' ? reading.placeOf(error.parentSchema as object) : undefined;
    const read: SchemaError = {
      keyword: error.keyword === 'never' ? 'false schema' : error.keyword,
      instance: error.instancePath,
      place: error.keyword === 'never' ? (parent ?? reading.start) : parent === undefined ? placeBelow(reading.start, error.schemaPath) : `${parent}${formatPointer([error.keyword])}`,
      message: worded(error, names),
      params: paramsOf(error),
    };
    if (!covered.has(keyOf(read)) || kept.has(keyOf(read))) add(read);
  }
  return [...found.values()];
}

function keyOf({ place, keyword, instance, params }: SchemaError): string {
  return `${place} ${keyword} ${instance} ${keyword === 'required' || keyword.endsWith('Properties') || keyword === 'propertyNames' ? JSON.stringify(params) : ''}`;
}

function isBelow(error: ErrorObject, above: ErrorObject): boolean {
  return error !== above && error.instancePath.startsWith(`${above.instancePath}/`) && error.schemaPath.startsWith(`${above.schemaPath}/`);
}

/** Facts only, without what our own keywords carry for their own use. */
function paramsOf({ params }: ErrorObject): Json {
  const { nested: _, ...facts } = params as Readonly<Record<string, Json>>;
  return facts;
}

function worded(error: ErrorObject, names: ReadonlyMap<string, string | undefined>): string {
  const { params } = error as { readonly params: Readonly<Record<string, unknown>> };
  switch (error.keyword) {
    case 'enum':
      return `must be one of ${((params['allowedValues'] as readonly unknown[] | undefined) ?? []).slice(0, 20).map((each) => JSON.stringify(each)).join(', ')}`;
    case 'const':
      return `must be ${JSON.stringify(params['allowedValue'])}`;
    case 'type':
      return `must be ${[params['type']].flat().map((type) => String(type)).join(' or ')}`;
    case 'additionalProperties':
      return `must not have the property ${JSON.stringify(params['additionalProperty'])}`;
    case 'unevaluatedProperties':
      return `must not have the property ${JSON.stringify(params['unevaluatedProperty'])}`;
    case 'required':
      return `must have the property ${JSON.stringify(params['missingProperty'])}`;
    case 'propertyNames': {
      const reason = names.get(`${error.instancePath} ${String(params['propertyName'])}`);
      return `must not have a property named ${JSON.stringify(params['propertyName'])}${reason === undefined ? '' : `: a name ${reason}`}`;
    }
    case 'contains':
      return 'must contain an item of the described kind';
    case 'writeOnly':
      return 'must not appear in a response (writeOnly)';
    case 'readOnly':
      return 'must not appear in a request (readOnly)';
    case 'multipleOf':
      return `must be a multiple of ${String(error.schema)}`;
    case 'uniqueItems':
      return 'must not have two equal items';
    case 'not':
      return 'must not match the schema under "not"';
    case 'never':
    case 'false schema':
      return 'must not be there at all';
    default:
      return (error.message ?? `must satisfy ${error.keyword}`).replace('must NOT have', 'must not have');
  }
}

/** Where a schema stands that has no object of its own: `true` and `false`. */
function placeBelow(start: JsonPointer, schemaPath: string): JsonPointer {
  const fragment = schemaPath.slice(schemaPath.indexOf('#') + 1).replace(/^\/?false schema$|\/false schema$/, '');
  return !fragment.startsWith('/') ? start : decodeURIComponent(fragment);
}
