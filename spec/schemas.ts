import type { ErrorObject, ValidateFunction } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import ajvFormats from 'ajv-formats';
import type { Description } from '../model/description.ts';
import type { Json, JsonPointer, Schema } from '../model/json.ts';
import type { Problem } from '../model/problem.ts';
import type { SchemaDisagreement, SchemaJudge } from '../model/rule.ts';
import { formatPointer, parsePointer } from './json-pointer.ts';
import { branchErrors } from './schemas/branch-errors.ts';
import { isMultipleOf } from './schemas/multiple-of.ts';
import { safePattern } from './schemas/pattern.ts';
import { translateDocument } from './schemas/translate-document.ts';
import { undeclaredProperties } from './undeclared-properties.ts';

/** One broken keyword. */
export type SchemaError = SchemaDisagreement;

export interface SchemaOptions {
  /** A request may lack what is `readOnly`; a response may lack, and must not have, what is `writeOnly`. */
  readonly direction: 'request' | 'response';
  /** Whether `format` is asserted; by default it is. */
  readonly formats?: 'assert' | 'ignore';
}

/** The schemas of a description, compiled when they are asked for. */
export interface Schemas extends SchemaJudge {
  /** All errors, each broken keyword once for each place in the value. Throws SchemaBroken for a schema that is none. */
  errors(schema: JsonPointer, value: unknown): readonly SchemaError[];
  validates(schema: JsonPointer, value: unknown): boolean;
  /** The same for a schema made from one of the description; its references are the description's. */
  errorsOf(schema: Schema, value: unknown): readonly SchemaError[];
}

/** A schema that cannot be compiled: a fault of the description. */
export class SchemaBroken extends Error {
  override readonly name = 'SchemaBroken';
  readonly problem: Problem;
  constructor(problem: Problem) {
    super(problem.what);
    this.problem = problem;
  }
}

const root = 'root';

/** Judges values by the schemas of a description: ajv, with what OpenAPI means beside JSON Schema made explicit. */
export function compileSchemas(description: Pick<Description, 'document' | 'dialect'>, { direction, formats = 'assert' }: SchemaOptions): Schemas {
  const translated = translateDocument({ document: description.document, dialect: description.dialect, direction });
  const compiled = new Map<JsonPointer, ValidateFunction>();
  const inline = new Map<string, ValidateFunction>();
  let ajv: Ajv2020 | undefined;

  const compiler = (): Ajv2020 => {
    if (ajv) return ajv;
    ajv = new Ajv2020({
      strict: false, allErrors: true, validateSchema: false, logger: false, inlineRefs: false, verbose: true, ownProperties: true,
      validateFormats: formats === 'assert', code: { optimize: false, regExp: Object.assign(safePattern, { code: 'safePattern' }) as never },
    });
    (ajvFormats as unknown as (to: Ajv2020) => void)(ajv);
    ajv.removeKeyword('multipleOf');
    ajv.addKeyword({ keyword: 'multipleOf', type: 'number', schemaType: 'number', validate: (divisor: number, value: number) => isMultipleOf(value, divisor) });
    ajv.removeKeyword('writeOnly');
    ajv.addKeyword({ keyword: 'writeOnly', schemaType: 'boolean', validate: (forbidden: boolean) => !forbidden });
    if (!translated.evaluates) for (const kind of ['oneOf', 'anyOf'] as const) addBranches(ajv, kind);
    ajv.addSchema(translated.document, root);
    return ajv;
  };

  /** Alternatives are judged one by one and the closest is reported, instead of the errors of all of them. */
  const addBranches = (into: Ajv2020, kind: 'oneOf' | 'anyOf'): void => {
    into.removeKeyword(kind);
    into.addKeyword({
      keyword: kind, schemaType: 'array', errors: 'full',
      compile: (branches: readonly Schema[], parent) => {
        const at = translated.places.get(parent);
        const place = `${at ?? ''}/${kind}`;
        const judges = branches.map((branch, index) => (value: unknown) => (at === undefined ? errorsOf(branch, value) : errors(`${place}/${index}`, value)));
        const alternatives = { kind, place, judges, discriminator: translated.discriminators.get(parent) };
        const check = (value: unknown): boolean => {
          const nested = branchErrors(alternatives, value);
          if (nested.length === 0) return true;
          (check as { errors?: unknown }).errors = [{ keyword: kind, message: '', params: { nested } }];
          return false;
        };
        return check;
      },
    });
  };

  const validator = (pointer: JsonPointer): ValidateFunction => {
    const known = compiled.get(pointer);
    if (known) return known;
    const fragment = (parsePointer(pointer) ?? []).map((token) => `/${encodeURIComponent(token.replaceAll('~', '~0').replaceAll('/', '~1'))}`).join('');
    const validate = compile({ $ref: `${root}#${fragment}` }, pointer);
    compiled.set(pointer, validate);
    return validate;
  };

  const compile = (schema: Schema, pointer: JsonPointer): ValidateFunction => {
    try {
      return compiler().compile(schema as never);
    } catch (thrown) {
      const what = thrown instanceof Error ? thrown.message : String(thrown);
      throw new SchemaBroken({ code: 'DESCRIPTION_SCHEMA', what: `A schema cannot be used: ${what.replaceAll(`${root}#`, '#')}.`, where: { pointer }, fix: 'Correct the schema in the description.' });
    }
  };

  const errorsBy = (validate: ValidateFunction, value: unknown, pointer: JsonPointer): readonly SchemaError[] =>
    validate(value) ? [] : readErrors(validate.errors ?? [], translated.places, pointer);

  const errors = (pointer: JsonPointer, value: unknown): readonly SchemaError[] => errorsBy(validator(pointer), value, pointer);
  const errorsOf = (schema: Schema, value: unknown): readonly SchemaError[] => {
    const key = JSON.stringify(schema);
    let validate = inline.get(key);
    if (!validate) {
      validate = compile(rooted(schema) as Schema, '');
      inline.set(key, validate);
    }
    return errorsBy(validate, value, '');
  };
  return {
    errors,
    errorsOf,
    validates: (pointer, value) => errors(pointer, value).length === 0,
    undeclared: (pointer, value) => undeclaredProperties(description.document, pointer, value),
  };
}

/** References of an inline schema mean the description, not the schema itself. */
function rooted(schema: Json): Json {
  if (Array.isArray(schema)) return (schema as readonly Json[]).map(rooted);
  if (schema === null || typeof schema !== 'object') return schema;
  return Object.fromEntries(Object.entries(schema).map(([name, member]) =>
    [name, name === '$ref' && typeof member === 'string' && member.startsWith('#') ? `${root}${member}` : rooted(member)]));
}

function readErrors(raw: readonly ErrorObject[], places: WeakMap<object, JsonPointer>, start: JsonPointer): readonly SchemaError[] {
  const found = new Map<string, SchemaError>();
  const add = (error: SchemaError): void => {
    found.set(`${error.place} ${error.keyword} ${error.instance} ${JSON.stringify(error.params)}`, error);
  };
  const composites = raw.filter(({ keyword }) => keyword === 'oneOf' || keyword === 'anyOf').map(({ schemaPath }) => `${schemaPath}/`);
  for (const error of raw) {
    const nested = (error.params as { readonly nested?: readonly SchemaError[] }).nested;
    if (nested) {
      for (const each of nested) add({ ...each, instance: `${error.instancePath}${each.instance}` });
      continue;
    }
    // What `if` and a branch say is said better by the errors inside, or not at all.
    if (error.keyword === 'if' || composites.some((path) => error.schemaPath.startsWith(path))) continue;
    const parent = typeof error.parentSchema === 'object' ? places.get(error.parentSchema) : undefined;
    add({
      keyword: error.keyword,
      instance: error.instancePath,
      place: parent === undefined ? placeBelow(start, error.schemaPath) : `${parent}${formatPointer([error.keyword])}`,
      message: worded(error),
      params: error.params as Json,
    });
  }
  return [...found.values()];
}

function worded(error: ErrorObject): string {
  const { params } = error as { readonly params: Readonly<Record<string, unknown>> };
  switch (error.keyword) {
    case 'enum':
      return `must be one of ${((params['allowedValues'] as readonly unknown[] | undefined) ?? []).slice(0, 20).map((each) => JSON.stringify(each)).join(', ')}`;
    case 'const':
      return `must be ${JSON.stringify(params['allowedValue'])}`;
    case 'additionalProperties':
      return `must not have the property ${JSON.stringify(params['additionalProperty'])}`;
    case 'unevaluatedProperties':
      return `must not have the property ${JSON.stringify(params['unevaluatedProperty'])}`;
    case 'required':
      return `must have the property ${JSON.stringify(params['missingProperty'])}`;
    case 'writeOnly':
      return 'must not appear in a response (writeOnly)';
    case 'multipleOf':
      return `must be a multiple of ${String(error.schema)}`;
    case 'false schema':
      return 'must not be there at all';
    default:
      return error.message ?? `must satisfy ${error.keyword}`;
  }
}

/** Where a schema stands that has no object of its own: `true` and `false`. */
function placeBelow(start: JsonPointer, schemaPath: string): JsonPointer {
  const fragment = schemaPath.slice(schemaPath.indexOf('#') + 1).replace(/^\/?false schema$|\/false schema$/, '');
  return !fragment.startsWith('/') ? start : decodeURIComponent(fragment);
}
