import type { ErrorObject } from 'ajv';
import type { Ajv2020 } from 'ajv/dist/2020.js';
import type { Description } from '../model/description.ts';
import type { Json, JsonObject, JsonPointer, Schema } from '../model/json.ts';
import type { SchemaJudge } from '../model/rule.ts';
import { getAt, parsePointer } from './json-pointer.ts';
import { isObject, pointerOf } from './resolve-reference.ts';
import type { BranchJudge } from './schemas/branch-errors.ts';
import { branchErrors } from './schemas/branch-errors.ts';
import type { Validator } from './schemas/compiler.ts';
import { compilerFor, root } from './schemas/compiler.ts';
import type { SchemaError } from './schemas/schema-error.ts';
import { readErrors, SchemaBroken } from './schemas/schema-error.ts';
import { translateDocument } from './schemas/translate-document.ts';
import { undeclaredProperties } from './undeclared-properties.ts';

export { SchemaBroken } from './schemas/schema-error.ts';
export type { SchemaError } from './schemas/schema-error.ts';

export interface SchemaOptions {
  /** A request may lack what is `readOnly`; a response may lack, and must not have, what is `writeOnly`. */
  readonly direction: 'request' | 'response';
  /** Whether a request breaks its schema by carrying what is `readOnly`; by default it does not. */
  readonly refuseReadOnly?: boolean;
}

/** The schemas of a description, compiled when they are asked for. */
export interface Schemas extends SchemaJudge {
  /** All errors, each broken keyword once for each place in the value. Throws SchemaBroken for a schema that is none. */
  errors(schema: JsonPointer, value: unknown): readonly SchemaError[];
  validates(schema: JsonPointer, value: unknown): boolean;
  /** Errors by those who take formats for annotations. */
  errorsWithoutFormats(schema: JsonPointer, value: unknown): readonly SchemaError[];
  /** The same for a schema made from one of the description; its references are the description's. */
  errorsOf(schema: Schema, value: unknown): readonly SchemaError[];
}

/** So many schemas that stand nowhere are kept compiled. */
const mostInline = 2_000;

/** Judges values by the schemas of a description: ajv, with what OpenAPI means beside JSON Schema made explicit. */
export function compileSchemas(description: Pick<Description, 'document' | 'dialect'>, { direction, refuseReadOnly = false }: SchemaOptions): Schemas {
  let translation: ReturnType<typeof translateDocument> | undefined;
  const translated = (): NonNullable<typeof translation> => (translation ??= translateDocument({ document: description.document, dialect: description.dialect, direction, refuseReadOnly }));
  const compiled = new Map<JsonPointer, Validator>();
  const inline = new Map<string, Validator>();
  /** Parameters of many operations are alike; what a request breaks is told by keyword and value, not by where it is described. */
  const plain = new Map<string, Validator>();
  const judges = new WeakMap<object, Partial<Record<'oneOf' | 'anyOf', AlternativesJudge>>>();
  let ajv: Ajv2020 | undefined;
  let asserting = true;

  /** Alternatives are judged one by one and the closest is reported, instead of the errors of all of them. */
  const alternatives = (kind: 'oneOf' | 'anyOf', parent: JsonObject): AlternativesJudge => {
    const known = judges.get(parent)?.[kind];
    if (known) return known;
    const at = translated().places.get(parent);
    const place = `${at ?? ''}/${kind}`;
    const branches = (parent[kind] as readonly Schema[]).map((branch, index): BranchJudge => {
      const start = at === undefined ? '' : `${place}/${index}`;
      const validator = (): Validator => (at === undefined ? validatorOf(branch) : validatorAt(start));
      return { holds: (value) => holds(validator(), value), errors: (value) => errorsBy(validator(), value, start) };
    });
    const each = { kind, place, judges: branches, discriminator: translated().discriminators.get(parent) };
    const open: unknown[] = [];
    const judge: AlternativesJudge = Object.assign((value: unknown) => {
      // A schema that comes back to itself with the same value says nothing new.
      if (open.includes(value)) return [];
      open.push(value);
      try {
        return branchErrors(each, value);
      } finally {
        open.pop();
      }
    }, { branches });
    judges.set(parent, { ...judges.get(parent), [kind]: judge });
    return judge;
  };

  const condensed = (error: ErrorObject): { readonly errors: readonly SchemaError[]; readonly covered: readonly SchemaError[] } | undefined => {
    if (error.keyword !== 'oneOf' && error.keyword !== 'anyOf') return undefined;
    const nested = (error.params as { readonly nested?: readonly SchemaError[] }).nested;
    if (nested) return { errors: nested, covered: [] };
    // Where branches tell each other what they have evaluated, the compiler judged them all, and reports of all.
    const judge = alternatives(error.keyword, error.parentSchema as JsonObject);
    const closest = judge(error.data);
    return closest.length === 0 ? undefined : { errors: closest, covered: judge.branches.flatMap((branch) => branch.errors(error.data)) };
  };

  const compile = (schema: Schema, pointer: JsonPointer): Validator => {
    try {
      ajv ??= compilerFor(translated().document, { assertsFormats: () => asserting, ...(!translated().evaluates && { alternatives }) });
      return ajv.compile(schema as never);
    } catch (thrown) {
      const reason = isOverflow(thrown) ? 'it is nested too deeply' : thrown instanceof Error ? thrown.message.replaceAll(`${root}#`, '#') : String(thrown);
      throw new SchemaBroken({ code: 'DESCRIPTION_SCHEMA', what: `A schema cannot be used: ${reason.replace(/\.$/, '')}.`, where: { pointer }, fix: 'Correct the schema in the description.' });
    }
  };

  const validatorAt = (pointer: JsonPointer): Validator => {
    const known = compiled.get(pointer);
    if (known) return known;
    // A reference and nothing else is what it refers to, and compiled once however often it is referred to.
    const target = referredTo(description.document, pointer);
    const shared = target === pointer ? undefined : validatorAt(target);
    if (shared) {
      compiled.set(pointer, shared);
      return shared;
    }
    const text = direction === 'request' ? plainText(getAt(description.document, pointer)) : undefined;
    const alike = text === undefined ? undefined : plain.get(text);
    if (alike) {
      compiled.set(pointer, alike);
      return alike;
    }
    const fragment = (parsePointer(translated().whereabouts(pointer)) ?? []).map((token) => `/${encodeURIComponent(token.replaceAll('~', '~0').replaceAll('/', '~1'))}`).join('');
    const validate = compile({ $ref: `${root}#${fragment}` }, pointer);
    compiled.set(pointer, validate);
    if (text !== undefined) plain.set(text, validate);
    return validate;
  };

  const validatorOf = (schema: Schema): Validator => {
    const key = JSON.stringify(schema);
    const known = inline.get(key);
    if (known) return known;
    if (inline.size >= mostInline) inline.clear();
    const ready = translated().inline(schema as Json, root) as Schema;
    const validate = compile(ready, '');
    if (typeof ready === 'object') ajv?.removeSchema(ready);
    inline.set(key, validate);
    return validate;
  };

  const holds = (validate: Validator, value: unknown): boolean => {
    try {
      return validate(value);
    } catch (thrown) {
      if (!isOverflow(thrown)) throw thrown;
      return false;
    }
  };

  const errorsBy = (validate: Validator, value: unknown, start: JsonPointer): readonly SchemaError[] => {
    try {
      if (validate(value)) return [];
    } catch (thrown) {
      if (!isOverflow(thrown)) throw thrown;
      return [{ keyword: 'depth', instance: '', place: start, message: 'is nested too deeply to be judged', params: {} }];
    }
    return readErrors([...(validate.errors ?? [])], { placeOf: (schema) => translated().places.get(schema), start, condensed });
  };

  const errors = (pointer: JsonPointer, value: unknown): readonly SchemaError[] => errorsBy(validatorAt(pointer), value, pointer);
  const errorsOf = (schema: Schema, value: unknown): readonly SchemaError[] => errorsBy(validatorOf(schema), value, '');
  return {
    errors,
    errorsOf,
    errorsWithoutFormats(pointer, value) {
      asserting = false;
      try {
        return errors(pointer, value);
      } finally {
        asserting = true;
      }
    },
    validates(pointer, value) {
      return holds(validatorAt(pointer), value);
    },
    undeclared: (pointer, value) => undeclaredProperties(description.document, pointer, value),
  };
}

/** Where references lead that have nothing beside them. */
function referredTo(document: JsonObject, start: JsonPointer): JsonPointer {
  let pointer = start;
  for (let steps = 0; steps < 50; steps++) {
    const schema = getAt(document, pointer);
    const reference = isObject(schema) && Object.keys(schema).length === 1 ? schema['$ref'] : undefined;
    const target = typeof reference === 'string' ? pointerOf(reference) : undefined;
    if (target === undefined || getAt(document, target) === undefined) return pointer;
    pointer = target;
  }
  return start;
}

/** The text of a small schema that refers to nothing. */
function plainText(schema: Json | undefined): string | undefined {
  if (!isObject(schema)) return undefined;
  const text = JSON.stringify(schema);
  return text.length < 400 && !text.includes('"$') ? text : undefined;
}

/** Whether the stack was too small; a regular expression that finds it so says it in a SyntaxError. */
function isOverflow(thrown: unknown): boolean {
  return thrown instanceof RangeError || (thrown instanceof Error && thrown.message.includes('call stack'));
}

/** Judges a value by alternatives; each of them by itself too. */
interface AlternativesJudge {
  (value: unknown): readonly SchemaError[];
  readonly branches: readonly BranchJudge[];
}
